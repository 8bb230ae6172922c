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
  [/purpose$/, 'is no declared purpose', 'Add it to purposes.'],
  [/\.fields\[\d+]$/, 'is no declared field', 'Add it to fields.'],
  [/endpoint$/, 'is no safe address', 'Write an absolute https address without credentials.'],
  [/redirect$/, 'is no safe address', 'Write an https address, or a path starting with one slash.'],
];

/** Expects a definition of the right shape, and a path that `checkReferences` or `checkDetails` gave. */
export function describeFault(config: unknown, path: string, remedy?: string): ConfigProblem {
  const value = valueAt(config, path);
  if (remedy?.startsWith('Same as'))
    return { path, problem: 'is there twice', remedy: `${remedy} Rename one.` };
  const [, problem, fallback] = words.find(([place]) => place.test(path)) ?? [
    /./,
    value === undefined ? 'is missing' : `${describeKind(value)} that does not fit`,
    'Compare it with the schema.',
  ];
  return { path, problem, remedy: remedy ?? suggest(config as FormConfig, path, value) ?? fallback };
}

function suggest({ fields, purposes }: FormConfig, path: string, value: unknown): string | undefined {
  if (/purpose$/.test(path)) return didYouMean(String(value), Object.keys(purposes));
  if (/\.fields\[\d+]$/.test(path))
    return didYouMean(
      String(value),
      fields.map(({ name }) => name),
    );
  return undefined;
}
