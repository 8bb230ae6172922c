/** Full words for what the first storey only points at. */
import type { FormConfig } from '../model/form-config.js';
import type { ConfigProblem } from '../model/ports.js';
import { didYouMean } from './did-you-mean.js';
import { describeKind } from './describe-kind.js';
import { valueAt } from './value-at.js';

type Words = readonly [place: RegExp, problem: string, remedy: string];

const words: readonly Words[] = [
  [/^schemaVersion$/, 'is a version that is not understood here', 'Write 1.'],
  [/^fields\[\d+]\.name$/, 'is no usable name', 'Choose another: every object has a member of this name.'],
  [/purpose$|^signals/i, 'is no declared purpose', 'Add it to purposes.'],
  [/^matrix\[\d+]\.steps\[\d+]$/, 'is no declared step', 'Add it to steps.'],
  [/\.fields\[\d+]$/, 'is no declared field', 'Add it to fields.'],
  [/endpoint$/, 'is no safe address', 'Write an absolute https address without credentials.'],
  [/redirect$/, 'is no safe address', 'Write an https address, or a path starting with one slash.'],
];

/** What a given remedy says of the problem. */
const byRemedy: readonly (readonly [remedy: RegExp, problem: string])[] = [
  [/^Same as/, 'is there twice'],
  [/^Nothing uses it/, 'is read for nothing'],
  [/^Add it to a step/, 'is asked by no step'],
  [/^Declare it/, 'is not declared'],
  [/^Add \S+ to flags/, 'is no declared flag'],
  [/^Add a consent field/, 'is a purpose that nobody is asked to agree to'],
  [/^Remove it: only a mirror/, 'has no effect here'],
  [/^Look at what is settled before/, 'is not settled yet when this is decided'],
  [/^Did you mean|^Use one of/, 'is not known here'],
];

/** Expects a definition of the right shape, and a path that `checkReferences` or `checkDetails` gave. */
export function describeFault(config: unknown, path: string, remedy?: string): ConfigProblem {
  const value = valueAt(config, path);
  const told = byRemedy.find(([start]) => remedy && start.test(remedy));
  if (remedy && told)
    return { path, problem: told[1], remedy: remedy.replace(/^Same as.*/, '$& Rename one.') };
  const [, problem, fallback] = words.find(([place]) => place.test(path)) ?? [
    /./,
    value === undefined ? 'is missing' : `${describeKind(value)} that does not fit`,
    'Compare it with the schema.',
  ];
  return { path, problem, remedy: remedy ?? suggest(config as FormConfig, path, value) ?? fallback };
}

function suggest({ fields, steps, purposes }: FormConfig, path: string, value: unknown): string | undefined {
  const known = /purpose$|^signals/i.test(path)
    ? Object.keys(purposes)
    : /\.fields\[\d+]$/.test(path)
      ? fields.map(({ name }) => name)
      : /\.steps\[\d+]$/.test(path)
        ? steps.map(({ id }) => id)
        : [];
  return didYouMean(String(value), known);
}
