/** Drops what links have left behind once nobody can use it any more. */
import type { Context } from '../context.js';
import { day, hour } from '../context.js';
import { dropExpiredAnswerLinks } from './answer-links.js';

/** Longer than the longest link is good, so that none is good a second time. */
const longestUse = 15 * day;

/** At most once an hour, however often it is called for: whichever job a host runs brings it along. */
export function createSweep(context: Context): () => Promise<void> {
  let sweptAt = -Infinity;
  return async () => {
    const now = context.clock();
    if (now - sweptAt < hour) return;
    await dropStale(context);
    sweptAt = now;
  };
}

async function dropStale(context: Context): Promise<void> {
  await dropExpiredAnswerLinks(context);
  const { db, clock } = context;
  await db.query('DELETE FROM link_use WHERE tenant = $1 AND used_at <= $2', [
    db.tenant,
    new Date(clock() - longestUse),
  ]);
}
