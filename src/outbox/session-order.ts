/** Steps of one visit go out in their order; nothing else waits for anything. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { Submission } from '../model/submission.js';
import type { Shelf } from './shelf.js';

/** After so many failures a step lets the later ones pass: it may be one that never arrives. */
const mostFailures = 5;

export interface SessionOrder {
  /** What comes later in the entry's session has to wait. */
  hold(shelf: Shelf, entry: OutboxEntry): void;
  isHeld(shelf: Shelf, entry: OutboxEntry): Promise<boolean>;
}

/** For one walk over what waits, oldest first. Sessions are sealed, so they are looked up only where something is held. */
export function createSessionOrder(): SessionOrder {
  const holding: Promise<string | undefined>[] = [];
  const unread: (readonly [Shelf, OutboxEntry])[] = [];
  return {
    hold(shelf, entry) {
      if (entry.n < mostFailures) unread.push([shelf, entry]);
    },
    async isHeld(shelf, entry) {
      holding.push(...unread.splice(0).map((held) => readSession(...held)));
      if (holding.length === 0) return false;
      const session = await readSession(shelf, entry);
      return session !== undefined && (await Promise.all(holding)).includes(session);
    },
  };
}

async function readSession(shelf: Shelf, entry: OutboxEntry): Promise<string | undefined> {
  try {
    const body = await shelf.open(entry);
    return body === undefined ? undefined : (JSON.parse(body) as Partial<Submission>).sessionId;
  } catch {
    return undefined; // What cannot be read tells so when it is to be sent.
  }
}
