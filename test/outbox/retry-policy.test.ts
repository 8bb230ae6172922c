import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  gateEnd,
  isDue,
  longestWait,
  planRetry,
  shortestWait,
  type Retryable,
} from '../../src/outbox/retry-policy.js';

const numRuns = Number(process.env['PF_CASES'] ?? 500);
const now = Date.UTC(2026, 10, 2);
const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;

const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true });
const attempts = fc.nat({ max: 10_000 });
const outcomes: fc.Arbitrary<Retryable> = fc.record(
  {
    kind: fc.constant('retryable' as const),
    retryAfter: fc.oneof(fc.integer(), fc.double(), fc.constantFrom(Infinity, -5, 1e12, NaN)),
    park: fc.boolean(),
    status: fc.constantFrom(0, 200, 403, 429, 500, 503),
  },
  { requiredKeys: ['kind'] },
);

describe('the retry policy', () => {
  it('FLT22 waits between half a second and a quarter of an hour, however often it failed', () => {
    fc.assert(
      fc.property(attempts, chance, (n, random) => {
        const { nextAt } = planRetry({ kind: 'retryable', status: 500 }, n, now, () => random);
        expect(nextAt - now).toBeGreaterThanOrEqual(second / 2);
        expect(nextAt - now).toBeLessThanOrEqual(
          Math.max(second / 2, Math.min(15 * minute, 2 * second * 2 ** n)),
        );
      }),
      { numRuns },
    );
  });

  it('FLT21 spreads the first retries of many visitors over two seconds', () => {
    const waits = [0, 0.25, 0.5, 0.75, 0.999].map(
      (random) => planRetry({ kind: 'retryable', status: 500 }, 0, now, () => random).nextAt - now,
    );
    expect(waits).toEqual([500, 875, 1250, 1625, 1998]);
  });

  it('FLT19 BAD52 keeps every end point open again within a day, whatever Retry-After said', () => {
    fc.assert(
      fc.property(outcomes, attempts, chance, (outcome, n, random) => {
        const { nextAt, gateUntil = now + second } = planRetry(outcome, n, now, () => random);
        expect(Number.isFinite(nextAt)).toBe(true);
        expect(gateUntil - now).toBeGreaterThanOrEqual(second / 2);
        expect(gateUntil - now).toBeLessThanOrEqual(24 * hour);
      }),
      { numRuns },
    );
  });

  it('FLT17 closes the end point for at least the time a 429 asked for', () => {
    const retry = planRetry({ kind: 'retryable', status: 429, retryAfter: 5 * second }, 0, now, () => 0.9);
    expect(retry.gateUntil).toBe(now + 5 * second);
  });

  it('FLT18 FLT21 closes the end point after a 503 that asked for nothing', () => {
    const retry = planRetry({ kind: 'retryable', status: 503 }, 3, now, () => 0.5);
    expect(retry.gateUntil).toBe(now + 8.25 * second);
  });

  it('FLT26 parks for one hour at first and six at most', () => {
    const hours = [0, 1, 5, 50].map(
      (n) => (planRetry({ kind: 'retryable', status: 403, park: true }, n, now, () => 0).nextAt - now) / hour,
    );
    expect(hours).toEqual([1, 2, 6, 6]);
  });

  it('FLT55 never makes an entry wait longer than it was told to, wherever the clock jumps', () => {
    fc.assert(
      fc.property(
        outcomes,
        attempts,
        chance,
        fc.integer({ min: -400, max: 400 }),
        (outcome, n, random, days) => {
          const { nextAt, status } = planRetry(outcome, n, now, () => random);
          const entry = { nextAt, lastStatus: status };
          expect(isDue(entry, nextAt, false)).toBe(true);
          const jumped = now + days * 24 * hour;
          const stall = nextAt - jumped;
          if (!isDue(entry, jumped, false)) expect(stall).toBeLessThanOrEqual(6 * hour);
        },
      ),
      { numRuns },
    );
    expect(isDue({ nextAt: now + 8 * 24 * hour, lastStatus: 500 }, now, false)).toBe(true);
    expect(gateEnd({ until: now + 400 * 24 * hour, status: 429, since: now }, now, false)).toBe(now);
  });

  it('FLT55 opens a gate that was closed before the clock was put back', () => {
    expect(gateEnd({ until: now + 12 * hour, status: 503, since: now + 11 * hour }, now, false)).toBe(now);
  });

  it('FLT35 lets a sign of life end a wait that a dead network caused, and no other', () => {
    expect(isDue({ nextAt: now + minute, lastStatus: 0 }, now, true)).toBe(true);
    expect(isDue({ nextAt: now + minute, lastStatus: 500 }, now, true)).toBe(false);
    expect(gateEnd({ until: now + minute, status: 0, since: now }, now, true)).toBe(now);
    expect(gateEnd({ until: now + minute, status: 429, since: now }, now, true)).toBe(now + minute);
  });
});

describe('one entry and its end point, over any run of failures', () => {
  interface Blow {
    readonly outcome: Retryable;
    readonly random: number;
    /** Milliseconds by which the clock is put forward or back while the entry waits. */
    readonly jump: number;
    readonly nudged: boolean;
  }
  const jumps = fc.oneof(
    { weight: 4, arbitrary: fc.constant(0) },
    fc.integer({ min: -400 * 24 * hour, max: 400 * 24 * hour }),
    fc.integer({ min: -20 * minute, max: 20 * minute }),
  );
  const blow: fc.Arbitrary<Blow> = fc.record({
    outcome: outcomes,
    random: chance,
    jump: jumps,
    nudged: fc.boolean(),
  });
  const blows = fc.array(blow, { minLength: 1, maxLength: 40 });

  /** Milliseconds of waiting, by a clock that nobody puts right, until the entry is tried again. */
  function waitFor({ outcome, random, jump, nudged }: Blow, n: number, at: number) {
    const { nextAt, status, gateUntil = 0 } = planRetry(outcome, n, at, () => random);
    let clock = at + jump;
    let waited = 0;
    const open = (sign: boolean) =>
      isDue({ nextAt, lastStatus: status }, clock, sign) &&
      gateEnd({ until: gateUntil, status, since: at }, clock, sign) <= clock;
    // As the flush loop does: it looks when the entry should be due, after half a second at least and 15 minutes at most.
    while (!open(nudged && waited > 0)) {
      const wait = Math.min(longestWait, Math.max(shortestWait, Math.max(nextAt, gateUntil) - clock));
      clock += wait;
      waited += wait;
    }
    return { waited, clock, status, planned: Math.max(nextAt, gateUntil) - at };
  }

  const longest = ({ outcome }: Blow) =>
    outcome.park
      ? 6 * hour
      : outcome.retryAfter !== undefined && outcome.retryAfter > 0
        ? 24 * hour
        : 15 * minute;

  it('FLT19 FLT26 FLT55 the next attempt comes within the named times, wherever the clock jumps', () => {
    fc.assert(
      fc.property(blows, (run) => {
        let at = now;
        for (const [n, one] of run.entries()) {
          const { waited, clock, planned } = waitFor(one, n, at);
          expect(planned).toBeGreaterThanOrEqual(second / 2);
          expect(planned).toBeLessThanOrEqual(longest(one));
          // A clock that was put back makes a wait count anew, up to the longest of its kind.
          expect(waited).toBeLessThanOrEqual(longest(one) + (one.jump ? 24 * hour : 0));
          at = clock;
        }
      }),
      { numRuns },
    );
  });

  it('FLT21 FLT22 without a jump nothing is tried sooner than half a second after the last attempt', () => {
    fc.assert(
      fc.property(blow, attempts, (one, n) => {
        const { waited } = waitFor({ ...one, jump: 0, nudged: false }, n, now);
        expect(waited).toBeGreaterThanOrEqual(second / 2);
      }),
      { numRuns },
    );
  });

  it('FLT17 nothing is tried while the end point is closed for it, though it be due', () => {
    fc.assert(
      fc.property(
        attempts,
        chance,
        fc.integer({ min: 1, max: 24 * hour }),
        fc.constantFrom(429, 503),
        (n, random, retryAfter, status) => {
          const { gateUntil = 0 } = planRetry(
            { kind: 'retryable', status, retryAfter },
            n,
            now,
            () => random,
          );
          expect(gateUntil - now).toBeGreaterThanOrEqual(Math.min(retryAfter, 24 * hour));
          for (const nudged of [false, true])
            expect(gateEnd({ until: gateUntil, status, since: now }, gateUntil - 1, nudged)).toBe(gateUntil);
        },
      ),
      { numRuns },
    );
  });

  it('FLT22 FLT56 what is neither parked nor asked to wait is due at every wake-up of a quarter of an hour', () => {
    fc.assert(
      fc.property(attempts, chance, fc.constantFrom(0, 200, 408, 421, 500, 502), (n, random, status) => {
        const { nextAt, gateUntil = 0 } = planRetry({ kind: 'retryable', status }, n, now, () => random);
        expect(isDue({ nextAt, lastStatus: status }, now + longestWait, false)).toBe(true);
        expect(gateUntil).toBe(0);
      }),
      { numRuns },
    );
  });

  it('FLT22 in seven days of failures there are at least 670 attempts and at most 1700', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const random = randomFrom(seed);
        let [at, n] = [now, 0];
        for (; at < now + 7 * 24 * hour; n++)
          at = planRetry({ kind: 'retryable', status: 500 }, n, at, random).nextAt;
        expect(n).toBeGreaterThan(670);
        expect(n).toBeLessThan(1700);
      }),
      { numRuns: Math.ceil(numRuns / 5) },
    );
  });
});

/** Numbers from 0 to below 1, the same for the same seed (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}
