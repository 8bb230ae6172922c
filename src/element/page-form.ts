/** What a form of the page gets from an element inside it that has a `name`: the answers as entries `name.field`. */
import type { AnswerValue } from '../model/answers.js';
import type { FormSession } from '../session.js';

/** Of the questions that are put on this visit, and of no others; passwords are for nobody but their own handler. */
export function listEntries({ config, state, steps }: FormSession, prefix: string): FormData {
  const entries = new FormData();
  const shown = steps.flatMap(({ ask, confirm }) => [...ask, ...confirm]);
  const asked = new Map(shown.map(({ field, prefill }) => [field, prefill?.value]));
  for (const { name, transient, type } of config.fields) {
    const value = state.answers[name] ?? asked.get(name);
    if (!asked.has(name) || transient || type === 'password' || value === undefined) continue;
    for (const text of toTexts(value)) entries.append(`${prefix}.${name}`, text);
  }
  return entries;
}

/** As a native control would give it: a box that is not ticked gives nothing. */
const toTexts = (value: AnswerValue): readonly string[] =>
  typeof value === 'boolean' ? (value ? ['on'] : []) : [value].flat().map(String);
