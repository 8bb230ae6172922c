/**
 * Whether a value is of the kind that its place in a definition asks for. A name means the same kind of thing wherever
 * it stands, and what is not named here is text: that keeps the first storey small. The schema knows every member.
 */
import { kindOf } from './kind-of.js';

const kinds: Readonly<Record<string, string>> = {
  boolean:
    'required sensitive transient alwaysAsk prefill doubleOptIn queued skippable confirm onDevice enrich byMail',
  number: 'schemaVersion minLength maxLength min max step maxFields maxSteps maxSeconds',
  list: 'fields steps options allowedHosts sources',
  object: 'purposes rules ask draft adapter profile afterSubmit asset parameters words',
};

/** Expects the paths that `copyPlain` writes. */
export function fitsPath(value: unknown, path: string): boolean {
  // The rest of what the rules are given is looked at by `check-rules.ts`, which comes with them.
  const isRule = /]\.when|^(trigger|segments|scores|stages|matrix|pauses|signals|flags|ask.budget)/.test(
    path,
  );
  const expected = isRule ? kindInCondition(path) : kindOfMember(path);
  return expected.includes(kindOf(value)); // no kind is part of another's name
}

function kindOfMember(path: string): string {
  // Each adapter looks at its own settings.
  if (/^adapter\.(?!use|endp)/.test(path)) return 'object list string';
  if (/(]\.(fields|sources)|Hosts)\[|(parameters|^words)\./.test(path)) return 'string';
  if (/^(purposes\.[\w$]+)?$|]$/.test(path)) return 'object';
  const name = path.replace(/.*\./, '');
  for (const kind in kinds) if (kinds[kind]?.split(' ').includes(name)) return kind;
  return 'string';
}

/** As much as the evaluation of a condition relies on. */
function kindInCondition(path: string): string {
  if (/\.(when|not|(all|any)\[\d+])$/.test(path)) return 'object boolean';
  if (/\.(all|any|in|notIn)$/.test(path)) return 'list';
  return /\.within$/.test(path) ? 'string' : 'object list string number boolean';
}
