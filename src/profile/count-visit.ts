/**
 * Which visit this is. Activity within half an hour is one visit, over tabs, reloads, the back button and midnight;
 * coming by a link from a mail starts a new one, as it does in web analytics.
 */
import type { Visits } from '../model/profile.js';

export const visitGap = 30 * 60_000;

export interface VisitClues {
  readonly now: number;
  /** Arrived by a signed link. */
  readonly byLink: boolean;
  /** Given by the host page, which then has the last word. */
  readonly hostCount?: number | undefined;
}

export function countVisit(stored: Visits | undefined, { now, byLink, hostCount }: VisitClues): Visits {
  const last = new Date(now).toISOString();
  const before: Visits = stored ?? { count: 0, steps: 0, first: last };
  const goesOn = !byLink && Math.abs(now - Date.parse(before.last ?? '')) <= visitGap;
  const same = hostCount === undefined ? goesOn : hostCount === before.count;
  const count = hostCount ?? before.count + 1;
  return same ? { ...before, last } : { ...before, count, steps: 0, last, since: last };
}
