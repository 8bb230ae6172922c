/**
 * Whether a value is of the kind that its place in a definition asks for. A name means the same kind of thing wherever
 * it stands, and what is not named here is text: that keeps the first storey small. The schema knows every member.
 */
import { kindOf } from './kind-of.js';

const kinds: Readonly<Record<string, string>> = {
  boolean: 'required sensitive transient alwaysAsk prefill doubleOptIn',
  number: 'schemaVersion minLength maxLength min max step maxFields maxSteps',
  list: 'fields steps options allowedHosts',
  object: 'purposes rules ask adapter profile afterSubmit asset',
};

/** Expects the paths that `copyPlain` writes. */
export function fitsPath(value: unknown, path: string): boolean {
  const expected = /]\.when/.test(path) ? kindInCondition(path) : kindOfMember(path);
  return expected.includes(kindOf(value)); // no kind is part of another's name
}

function kindOfMember(path: string): string {
  if (/(]\.fields|Hosts)\[/.test(path)) return 'string';
  if (/^(purposes\.[\w$]+)?$|]$/.test(path)) return 'object';
  const name = path.replace(/.*\./, '');
  return Object.keys(kinds).find((kind) => kinds[kind]?.split(' ').includes(name)) ?? 'string';
}

/** As much as the evaluation of a condition relies on. */
function kindInCondition(path: string): string {
  if (/\.(when|not|(all|any)\[\d+])$/.test(path)) return 'object boolean';
  if (/\.(all|any|in|notIn)$/.test(path)) return 'list';
  return /\.within$/.test(path) ? 'string' : 'object list string number boolean';
}
