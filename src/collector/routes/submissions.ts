/** `POST /v1/submissions`: acknowledged after the commit, with the id echoed; refused by a signed problem. */
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { maxEnvelopeBytes, readEnvelope } from '../record/read-envelope.js';
import { readBody } from '../read-body.js';
import { recordSubmission } from '../record/record-submission.js';
import { problemResponse, Refusal } from '../refusal.js';

export function routeSubmissions(app: Hono, context: Context): void {
  app.post('/v1/submissions', async (c) => {
    try {
      const envelope = readEnvelope(await readBody(c.req.raw, maxEnvelopeBytes));
      const claim = await recordSubmission(context, envelope);
      const { id } = envelope;
      return c.json(claim === 'new' ? { id } : { id, duplicate: true }, 200, { 'Cache-Control': 'no-store' });
    } catch (error) {
      if (error instanceof Refusal) return problemResponse(error);
      throw error;
    }
  });
}
