import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Visits } from '../../src/model/profile.js';
import { countVisit, visitGap } from '../../src/profile/count-visit.js';
import { cases } from '../fixtures/forms.js';

const now = Date.parse('2026-11-22T23:50:00Z');
const stored = { count: 2, last: new Date(now).toISOString(), steps: 1 };
const later = (ms: number, over = {}) => countVisit(stored, { now: now + ms, byLink: false, ...over });

describe('counting visits', () => {
  it('S2 begins with one', () => {
    expect(countVisit(undefined, { now, byLink: false })).toEqual({
      count: 1,
      steps: 0,
      last: stored.last,
      first: stored.last,
      since: stored.last,
    });
  });

  it('S2 counts half an hour of pauses as one visit, over tabs, reloads and midnight', () => {
    expect(later(0)).toMatchObject({ count: 2, steps: 1 });
    expect(later(visitGap)).toMatchObject({ count: 2, steps: 1 });
    expect(later(visitGap)).toHaveProperty('last', new Date(now + visitGap).toISOString());
  });

  it('S2 counts a new visit after a longer pause, with nothing done on it yet', () => {
    expect(later(visitGap + 1)).toMatchObject({ count: 3, steps: 0 });
  });

  it('S2 is not thrown off by a clock that was put back a little, nor by a date it cannot read', () => {
    expect(later(-60_000)).toMatchObject({ count: 2 });
    expect(countVisit({ ...stored, last: 'soon' }, { now, byLink: false })).toMatchObject({ count: 3 });
    expect(later(-10 * visitGap)).toMatchObject({ count: 3 });
  });

  it('S2 counts two tabs that open from the same record as the same visit', () => {
    const [one, other] = [later(visitGap + 1), later(visitGap + 2)];
    expect(other.count).toBe(one.count);
    expect(countVisit(one, { now: now + visitGap + 3, byLink: false }).count).toBe(one.count);
  });

  it('S2 counts a visit for every longer pause, however long the visits are', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 2 * visitGap })), (pauses) => {
        let at = now;
        let visits: Visits | undefined;
        for (const pause of [0, ...pauses])
          visits = countVisit(visits, { now: (at += pause), byLink: false });
        expect(visits?.count).toBe(1 + pauses.filter((pause) => pause > visitGap).length);
      }),
      { numRuns: cases },
    );
  });

  it('S71 keeps when the first visit began, and when this one did', () => {
    const first = '2026-01-01T00:00:00.000Z';
    const [began, next] = [
      countVisit({ ...stored, first, since: first }, { now, byLink: false }),
      later(visitGap + 1),
    ];
    expect(began).toMatchObject({ first, since: first });
    const again = countVisit({ ...stored, first }, { now: now + visitGap + 1, byLink: false });
    expect(again).toMatchObject({ first, since: next.last });
  });

  it('S10 counts coming by a link as a new visit, however soon', () => {
    expect(later(1000, { byLink: true })).toMatchObject({ count: 3, steps: 0 });
  });

  it('S2 leaves the last word to a page that counts', () => {
    expect(later(0, { hostCount: 7 })).toMatchObject({ count: 7, steps: 0 });
    expect(later(10 * visitGap, { hostCount: 2 })).toMatchObject({ count: 2, steps: 1 });
  });
});
