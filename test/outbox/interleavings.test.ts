/** What several tabs do to one store, in every order; see `tabs-model.ts` for what must hold at every moment. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { exploreAll, stroll, type Scenario } from './explore.js';
import { makeKeys } from './fake-crypto.js';

const numRuns = Number(process.env['PF_CASES'] ?? 500);
const patience = 600_000;

beforeAll(() => makeKeys('ABCDE', 8));

const death = ['A dies', 'A dies after an operation'] as const;
const failures = ['unheard', 'unreachable', 'failing', 'busy', 'refused'] as const;

const small: readonly (readonly [title: string, scenario: Scenario])[] = [
  ['FLT37 two tabs submit: each submission is sent once', { locks: true, acts: [['submit'], ['submit']] }],
  ['FLT1 FLT4 FLT5 a tab dies at any moment', { locks: true, acts: [['submit'], ['flush']], mishaps: death }],
  ['FLT39 the same without locks', { locks: false, acts: [['submit'], ['flush']], mishaps: death }],
  ['FLT8 FLT17 FLT25 a request fails in any way', { locks: true, acts: [['submit'], ['flush']], answers: failures }],
  ['FLT44 a page leaves at any moment', { locks: true, acts: [['submit', 'leave'], []], answers: ['unheard'] }],
  ['FLT49 an operation of the store fails', { locks: true, acts: [['submit'], ['flush']], mishaps: ['an operation fails'] }],
  ['FLT50 the store vanishes at any moment', { locks: true, acts: [['submit', 'submit']], mishaps: ['the store vanishes'] }],
  ['FLT57 the tab itself purges', { locks: true, acts: [['submit', 'purge']], answers: ['failing', 'refused'] }],
]; // prettier-ignore

/** Minutes of work: with the full case counts only. */
const larger: typeof small = [
  ['FLT39 two tabs submit without locks', { locks: false, acts: [['submit'], ['submit']] }],
  ['FLT50 the store vanishes between two tabs', { locks: true, acts: [['submit', 'submit'], ['flush']], mishaps: ['the store vanishes'] }],
  ['FLT57 a tab dies while it purges', { locks: true, waiting: true, acts: [['purge'], []], mishaps: death }],
  ['FLT57 another tab purges what is just being sent', { locks: true, waiting: true, acts: [['flush'], ['purge']] }],
  ['FLT57 another tab purges what is just being sent and refused', { locks: true, waiting: true, acts: [['flush'], ['purge']], answers: ['refused'] }],
  ['FLT57 another tab purges what is just being stored', { locks: true, acts: [['submit'], ['purge']] }],
]; // prettier-ignore

describe('every interleaving of the operations of the store, the answers and the messages', () => {
  it.each([...small, ...(numRuns > 500 ? larger : [])])(
    '%s',
    async (_, scenario) => {
      const { failure } = await exploreAll(scenario, numRuns > 500 ? 300_000 : 40_000);
      expect(failure).toBeUndefined();
    },
    patience,
  );
});

describe('many interleavings of all that may happen to two or three tabs', () => {
  const decisions = fc.array(fc.nat({ max: 255 }), { maxLength: 120, size: 'max' });

  it.each([
    ['with locks', true],
    ['without locks', false],
  ])(
    'FLT1 FLT37 FLT39 FLT50 FLT57 nothing is lost, invented or told wrongly, %s',
    (_, locks) =>
      fc.assert(
        fc.asyncProperty(fc.integer({ min: 2, max: 3 }), decisions, async (tabs, chosen) => {
          const { violations, steps } = await stroll(locks, tabs, chosen);
          expect(violations, steps.join('\n')).toEqual([]);
        }),
        // The same cases every time, save in a full run.
        { numRuns: Math.ceil(numRuns / 2), ...(numRuns <= 500 && { seed: 3 }) },
      ),
    patience,
  );
});
