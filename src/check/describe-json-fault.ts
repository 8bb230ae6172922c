/** Says in an author's words where a text is no JSON. */
import type { ConfigProblem } from '../model/ports.js';
import { locateJsonFault } from './locate-json-fault.js';

const shown = 20; // characters of the definition, enough to find the place by

/** `undefined` where the text is JSON. */
export function describeJsonFault(text: string): ConfigProblem | undefined {
  const at = locateJsonFault(text);
  if (at === undefined) return undefined;
  const before = text.slice(0, at).split(/\r\n|\r|\n/);
  const place = `is no JSON at line ${before.length}, column ${(before.at(-1) ?? '').length + 1}`;
  const [near = ''] = text.slice(at, at + shown).split(/[\r\n]/);
  return near
    ? {
        path: '',
        problem: `${place}, near \`${near.trimEnd()}\``,
        remedy: 'Look for a comma too many or a missing quote there.',
      }
    : { path: '', problem: `${place}, where it ends`, remedy: 'Look for a bracket that is not closed.' };
}
