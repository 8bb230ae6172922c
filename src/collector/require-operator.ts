/**
 * Lets only the operator's own programs pass: `Authorization: Bearer` with the key that the collector was set up with.
 * No page may call these routes: there is no cross-origin permission, and a body must be JSON.
 */
import { createHash, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { Context } from './context.js';
import { problemResponse } from './refusal.js';

export const shortestOperatorKey = 32;

/** Without a key the routes answer as if they were not there. */
export function requireOperator({ operatorKey }: Pick<Context, 'operatorKey'>): MiddlewareHandler {
  return async (c, next) => {
    if (operatorKey === undefined) return c.notFound();
    const given = /^Bearer +(\S+) *$/i.exec(c.req.header('Authorization') ?? '')?.[1] ?? '';
    if (!isSame(given, operatorKey)) return unknownKey();
    if (c.req.method === 'POST' && !isJson(c.req.header('Content-Type'))) {
      return problemResponse({ status: 415, title: 'Send JSON, with Content-Type: application/json' });
    }
    return next();
  };
}

/** Digests have one length, so that the time this takes tells nothing. */
function isSame(given: string, key: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given), hash(key));
}

function unknownKey(): Response {
  const response = problemResponse({ status: 401, title: 'This needs the key of the operator' });
  response.headers.set('WWW-Authenticate', 'Bearer');
  return response;
}

const isJson = (type: string | undefined): boolean => /^application\/json\s*(;|$)/i.test(type ?? '');
