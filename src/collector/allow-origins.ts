/** Cross-origin rules of the public routes: no cookies are involved, so nothing is ever sent with credentials. */
import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';
import { problemResponse } from './refusal.js';

/** A page that may not post is told so in an answer that it can read; requests without an origin pass. */
export function allowOrigins(allowed: readonly string[] | '*'): readonly MiddlewareHandler[] {
  const share = cors({
    origin: (origin) => origin,
    allowMethods: ['GET', 'POST'],
    allowHeaders: ['Content-Type', 'Idempotency-Key'],
    exposeHeaders: ['Retry-After', 'Date'],
    maxAge: 600,
  });
  const deny: MiddlewareHandler = async (c, next) => {
    const origin = c.req.header('Origin');
    if (allowed === '*' || origin === undefined || allowed.includes(origin)) return next();
    return problemResponse({ status: 403, title: 'This origin is not among the allowed origins' });
  };
  return [share, deny];
}
