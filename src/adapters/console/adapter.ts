/** Tells on the console that a submission came, and never what is in it. */
import type { Adapter } from '../../model/ports.js';
import { createNames, type NameMap } from '../names.js';

export interface ConsoleOptions {
  /** By field name. */
  readonly names?: NameMap;
}

export function createAdapter({ names }: ConsoleOptions = {}): Adapter {
  return {
    name: 'console',
    async send({ id, formId, step, answers }, { signal }) {
      signal.throwIfAborted();
      const { to } = createNames(names);
      const fields = Object.keys(answers).map((field) => {
        const name = to(field);
        return name === field ? field : `${field} as ${name ?? 'nothing'}`;
      });
      console.info(`<progressive-form> ${formId}, step ${step}, submission ${id}: ${fields.join(', ')}`);
      return { kind: 'accepted' };
    },
  };
}
