/** Whether the rules of a definition name what there is, each thing once, and say what they can mean. */
import type { Field, FormConfig } from '../model/form-config.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';
import { isSignalPath, namedSignals, plainSignals } from './signal-paths.js';

/** Expects a definition of the right shape. */
export function checkRuleNames(config: FormConfig, demand: Demand): void {
  const { fields, steps, purposes, signals = {}, stages = [], matrix = [], pauses = [] } = config;
  const distinct = (keys: readonly string[], path: string, member = '') =>
    keys.forEach((key, i) => {
      const first = keys.indexOf(key);
      demand(first === i, `${path}[${i}]${member}`, `Same as ${path}[${first}]${member}.`);
    });
  const exist = (names: readonly string[], known: readonly string[], path: string) => {
    names.forEach((name, i) => demand(known.includes(name), `${path}[${i}]`));
    distinct(names, path);
  };
  const idsOf = (list: readonly { readonly id: string }[]) => list.map(({ id }) => id);

  distinct(idsOf(stages), 'stages', '.id');
  distinct(idsOf(matrix), 'matrix', '.id');
  distinct(idsOf(pauses), 'pauses', '.id');
  matrix.forEach((row, i) => exist(row.steps, idsOf(steps), `matrix[${i}].steps`));
  steps.forEach((step, i) => distinct(step.fields, `steps[${i}].fields`));
  const names = fields.map(({ name }) => name);
  pauses.forEach((pause, i) => exist(pause.fields ?? [], names, `pauses[${i}].fields`));
  for (const [path, purpose] of Object.entries(signals)) {
    const at = joinPath('signals', path);
    const all = [...plainSignals, ...namedSignals];
    demand(isSignalPath(path), at, didYouMean(path, all) ?? `Use one of ${all.join(', ')}.`);
    demand(purpose in purposes, at);
  }
  fields.forEach((field, i) => checkField(field, `fields[${i}]`, config, demand));
}

/** What each kind of class is read from. */
const readFrom = [
  ['jobTitle', ['text', 'select', 'radio'], 'text and choices'],
  ['companySize', ['text', 'number', 'select', 'radio'], 'text, numbers and choices'],
] as const;

function checkField(field: Field, path: string, { fields, steps }: FormConfig, demand: Demand): void {
  const { name, type, queued, classify } = field;
  for (const [kind, types, words] of readFrom) {
    const fits = kind !== classify || types.some((it) => it === type);
    demand(fits, `${path}.classify`, `Remove it: ${kind} is read from ${words}.`);
  }
  // What is known of these spares a question; a consent box is none.
  const spared = new Set(fields.filter((it) => !it.queued && it.type !== 'consent').map((it) => it.name));
  const homes = steps.filter((step) => step.fields.includes(name));
  const stands = homes.some((step) => step.fields.some((it) => spared.has(it)));
  demand(!queued || stands, `${path}.queued`, 'Put it into a step with a question that it can stand in for.');
}
