/**
 * What every adapter owes the outbox, whichever back end it speaks to, as cases for any test runner:
 *
 * ```ts
 * import { it } from 'vitest';
 * import { listAdapterCases } from 'progressive-form/adapters/contract';
 *
 * const cases = listAdapterCases({
 *   name: 'example',
 *   create: (given) => createExampleAdapter({ key: 'k', ...given }),
 *   accepts: () => Response.json({ stored: true }),
 *   outcome: 'delivered',
 * });
 * for (const { title, run } of cases) it(title, run);
 * ```
 *
 * No network and no page is needed: the adapter is handed a `fetch` that answers as told, with the `Request` and
 * `Response` of the platform (any browser, Node 20 and later).
 */
import { listDuties } from './duties.js';
import { listFaults } from './faults.js';
import { listScriptDuties } from './script-duties.js';
import type { AdapterSubject } from './subject.js';

/** One thing that an adapter owes; `run` rejects with an `Error` that says what it found where it is not met. */
export interface AdapterCase {
  /** A sentence that starts with the adapter's name. */
  readonly title: string;
  run(): Promise<void>;
}

/** The cases for one adapter; none of them depends on another. */
export function listAdapterCases(subject: AdapterSubject): readonly AdapterCase[] {
  const cases =
    'received' in subject ? listScriptDuties(subject) : [...listDuties(subject), ...listFaults(subject)];
  return cases.map(([title, run]) => ({ title: `${subject.name} ${title}`, run }));
}

export { sampleContext, sampleSubmission } from './sample.js';
export type { Reply } from './scripted-fetch.js';
export type { AdapterSubject, Failure, Given, RequestSubject, ScriptSubject } from './subject.js';
