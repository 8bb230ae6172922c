/**
 * `POST /v1/events`: what a sender tells about submissions that will never come (`submission.lost`) or that were taken
 * back (`submission.withdrawn`). Answers `{ ids }`, those that are noted now; telling them again changes nothing. An
 * event that will not do is left out, and stops no other.
 */
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { noteLosses } from '../events/note-losses.js';
import { maxEventsBytes, readEvents } from '../events/read-events.js';
import type { SenderEvent } from '../events/read-events.js';
import { withdrawSubmissions } from '../events/withdraw-submissions.js';
import { readBody } from '../read-body.js';

export function routeEvents(app: Hono, context: Context): void {
  app.post('/v1/events', async (c) => {
    const events = readEvents(await readBody(c.req.raw, maxEventsBytes));
    await noteLosses(
      context,
      events.filter((event) => event.type === 'submission.lost'),
    );
    await withdrawSubmissions(context, idsOf(events.filter(({ type }) => type === 'submission.withdrawn')));
    const ids = idsOf(events);
    return c.json({ ids }, 200, { 'Cache-Control': 'no-store' });
  });
}

const idsOf = (events: readonly SenderEvent[]): readonly string[] => [...new Set(events.map(({ id }) => id))];
