/** `POST /v1/recognise`: always 200, so that nothing can be read from the status. */
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { readBody } from '../read-body.js';
import { recognise, stranger } from '../recognise/recognise.js';

const maxBytes = 256 * 1024;

export function routeRecognise(app: Hono, context: Context): void {
  app.post('/v1/recognise', async (c) => {
    const { text, tooLong } = await readBody(c.req.raw, maxBytes);
    const recognition = tooLong ? stranger : await recognise(context, parse(text));
    return c.json(recognition, 200, { 'Cache-Control': 'no-store' });
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return undefined; // as good as a request that says nothing
  }
}
