/** What happened on each page visit, in memory only; the oldest visits and the oldest of each go first. */

export type Next = 'take' | 'refuse' | 'fail';

/** One request as it came, and what was made of it. */
export interface Received {
  readonly by: 'webhook' | 'mautic' | 'segment';
  /** ISO 8601 instant. */
  readonly at: string;
  readonly outcome: 'taken' | 'refused' | 'failed';
  readonly body: string;
}

export interface Visit {
  readonly received: readonly Received[];
  /** What the one that delivers does with the next request. */
  readonly next: Next;
}

export interface Visits {
  read(id: string): Visit;
  change(id: string, change: Partial<Visit>): Visit;
  hear(id: string, one: Received): void;
  forget(id: string): void;
}

const mostVisits = 100;
const mostReceived = 30;

export function createVisits(): Visits {
  const visits = new Map<string, Visit>();
  const read = (id: string): Visit => visits.get(id) ?? { received: [], next: 'take' };
  const change = (id: string, one: Partial<Visit>): Visit => {
    const changed = { ...read(id), ...one };
    visits.delete(id);
    visits.set(id, changed);
    const [oldest = ''] = visits.size > mostVisits ? visits.keys() : [];
    visits.delete(oldest);
    return changed;
  };
  return {
    read,
    change,
    hear: (id, one) => void change(id, { received: [...read(id).received, one].slice(-mostReceived) }),
    forget: (id) => void visits.delete(id),
  };
}
