import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { gateEnd, isDue, planRetry, type Retryable } from '../../src/outbox/retry-policy.js';

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
    expect(waits).toEqual([500, 500, 1000, 1500, 1998]);
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
    expect(retry.gateUntil).toBe(now + 8 * second);
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
    expect(gateEnd({ until: now + 400 * 24 * hour, status: 429 }, now, false)).toBe(now);
  });

  it('FLT35 lets a sign of life end a wait that a dead network caused, and no other', () => {
    expect(isDue({ nextAt: now + minute, lastStatus: 0 }, now, true)).toBe(true);
    expect(isDue({ nextAt: now + minute, lastStatus: 500 }, now, true)).toBe(false);
    expect(gateEnd({ until: now + minute, status: 0 }, now, true)).toBe(now);
    expect(gateEnd({ until: now + minute, status: 429 }, now, true)).toBe(now + minute);
  });
});
