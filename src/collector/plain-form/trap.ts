/**
 * The same control as on the page that people never meet: where the definition declares `form.trap`, and it may be read.
 * Whoever fills it in is recorded like anybody else, with that told.
 */
import { mayReadSignal } from '../../consent/may-read-signal.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import type { Submission } from '../../model/submission.js';

/** Its name, which no field bears; nothing where there is none. */
export function trapName(form: FormConfig, { consents }: Profile): string | undefined {
  if (!mayReadSignal(form, consents, 'form.trap')) return undefined;
  const names = form.fields.map(({ name }) => name);
  let name = 'contact_reason';
  while (names.includes(name)) name += '_';
  return name;
}

export const readTrap = (filled: string): Submission['signals'] =>
  filled === '' ? {} : { 'form.trap': true };
