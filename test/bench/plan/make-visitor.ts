/** Somebody who comes back to a form of the bench, and what the page says at that moment. */
import { emptyProfile, type Fact, type Profile } from '../../../src/model/profile.js';
import type { Signals } from '../../../src/model/signals.js';

export interface Visitor {
  readonly profile: Profile;
  readonly signals: Signals;
}

const noon = Date.UTC(2026, 10, 22, 12);
const daysAgo = (days: number): string => new Date(noon - days * 86_400_000).toISOString();

/** Of a form with `size` fields. */
export const makeVisitor = (size: number): Visitor => ({
  profile: makeProfile(size),
  signals: { now: noon, values: { 'page.seconds': 12, 'utm.source': 'newsletter' } },
});

/** A third is known by value, a sixth by name alone; a few questions were left empty or are too old. */
function makeProfile(size: number): Profile {
  const named = <T>(take: (i: number) => boolean, write: (i: number) => T): Record<string, T> =>
    Object.fromEntries(
      Array.from({ length: size }, (_, i) => i)
        .filter((i) => i > 0 && take(i))
        .map((i) => [`f${i}`, write(i)]),
    );
  const isHeld = (i: number) => i % 3 === 0;
  return {
    ...emptyProfile(),
    facts: named(isHeld, (i): Fact => ({ value: 'x', source: 'link', at: daysAgo(i % 12 ? 30 : 300) })),
    known: named(
      (i) => i % 6 === 1,
      () => daysAgo(30),
    ),
    asks: named(
      (i) => i % 16 === 2,
      () => ({ at: daysAgo(3), outcome: 'leftEmpty', until: daysAgo(-27) }),
    ),
    consents: { profiling: daysAgo(30) },
    counts: { pricing: { n: 3, first: daysAgo(30), last: daysAgo(2) } },
    spent: { [daysAgo(30)]: 6, [daysAgo(2)]: 4 },
    visits: { count: 2, steps: 0 },
    identity: { strength: 'link' },
  };
}
