/** `GET /v1/forms/{id}`: the definition, so that a page need not carry it. */
import type { Hono } from 'hono';
import { etag } from 'hono/etag';
import type { Context } from '../context.js';
import { problemResponse } from '../refusal.js';

export function routeForms(app: Hono, { forms }: Context): void {
  app.get('/v1/forms/:id', etag(), (c) => {
    const form = forms.get(c.req.param('id'));
    if (!form) return problemResponse({ status: 404, title: 'There is no such form here' });
    return c.json(form, 200, { 'Cache-Control': 'no-cache' });
  });
}
