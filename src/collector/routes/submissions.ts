/** `POST /v1/submissions`: acknowledged after the commit, with the id echoed; refused by a signed problem. */
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { maxEnvelopeBytes, readEnvelope } from '../record/read-envelope.js';
import { readBody } from '../read-body.js';
import { recordSubmission } from '../record/record-submission.js';
import { Refusal } from '../refusal.js';
import { readIdempotencyKey } from './read-idempotency-key.js';

/**
 * The id that makes a repeated request harmless travels in the body, so that no preflight is needed. A sender that
 * gives an `Idempotency-Key` header as well (IETF draft-ietf-httpapi-idempotency-key-header: a quoted string; bare is
 * accepted) must give the same id there, else the request is refused with 400.
 */
export function routeSubmissions(app: Hono, context: Context): void {
  app.post('/v1/submissions', async (c) => {
    const envelope = readEnvelope(await readBody(c.req.raw, maxEnvelopeBytes));
    const { id } = envelope;
    const key = readIdempotencyKey(c.req.header('Idempotency-Key'));
    if (key !== undefined && key !== id) {
      throw new Refusal(
        400,
        'The Idempotency-Key is not the id of the envelope. Leave it out or repeat the id',
        id,
      );
    }
    const claim = await recordSubmission(context, envelope);
    return c.json(claim === 'new' ? { id } : { id, duplicate: true }, 200, { 'Cache-Control': 'no-store' });
  });
}
