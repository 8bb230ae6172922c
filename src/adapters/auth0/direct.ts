/** Writes to Auth0's Management API from the page, as the visitor who is signed in. */
import type { Adapter } from '../../model/ports.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { Submission } from '../../model/submission.js';
import { classifyStatus } from '../classify-status.js';
import { requireHttps } from '../require-https.js';
import { createWireAdapter, type SaidAnswer, type Wire, type WireOptions } from '../wire.js';
import { countSteps, mapMetadata, type MetadataOptions } from './map-submission.js';

export interface Auth0DirectOptions extends MetadataOptions, WireOptions {
  /** Of the tenant, e.g. `example.eu.auth0.com`. */
  readonly domain: string;
  /** Of whoever is signed in, e.g. `auth0|5f7c…`. */
  readonly userId: string;
  /**
   * An access token of hers for `https://<domain>/api/v2/` with the scope `update:current_user_metadata`; asked for
   * before each attempt, and kept nowhere. Rejecting: tried again later.
   */
  getToken(request: { readonly signal: AbortSignal }): string | Promise<string>;
}

export function createDirectAdapter(options: Auth0DirectOptions): Adapter {
  const { domain, userId, getToken, names, steps } = options;
  const { origin } = requireHttps(`https://${domain}`, 'adapter.domain');
  const address = `${origin}/api/v2/users/${encodeURIComponent(userId)}`;
  const write = (submission: Submission) => ({
    ...mapMetadata(submission, names),
    ...countSteps(submission, steps),
  });
  return {
    name: 'auth0',
    // What one user left on this device is not sent to the next.
    endpointKey: `auth0:${domain}:${shorten(userId)}`,
    async send(submission, context) {
      context.signal.throwIfAborted();
      // To write nothing would erase everything.
      if (Object.keys(write(submission)).length === 0) return { kind: 'accepted' };
      // An error may hold whatever the page's own code put into it.
      const token = await Promise.resolve(context)
        .then(getToken)
        .catch(() => '');
      if (!token) return { kind: 'retryable' };
      const wire = createWire(address, token, write);
      return createWireAdapter(wire, options).send(submission, context);
    },
  };
}

type Write = (submission: Submission) => object;

function createWire(address: string, token: string, write: Write): Wire {
  return {
    name: 'auth0',
    address,
    write: (submission) => ({
      body: JSON.stringify({ user_metadata: write(submission) }),
      type: 'application/json',
      init: { method: 'PATCH', headers: { authorization: `Bearer ${token}` } },
    }),
    read: (answer, submission, { sentAt }) =>
      answer.status === 200 ? readUser(answer, write(submission)) : readLimit(answer, sentAt),
  };
}

/** The user as she is now shows that the answers are hers. */
function readUser({ said }: SaidAnswer, written: object): DeliveryOutcome | undefined {
  const held: Readonly<Record<string, unknown>> = { ...(said['user_metadata'] as object) };
  const isHeld = ([name, value]: readonly [string, unknown]) =>
    Object.hasOwn(held, name) && JSON.stringify(held[name]) === JSON.stringify(value);
  return 'user_metadata' in said && Object.entries(written).every(isHeld) ? { kind: 'delivered' } : undefined;
}

/** Auth0 says when its limit is over in seconds since 1970. */
function readLimit({ status, headers }: SaidAnswer, now: number): DeliveryOutcome | undefined {
  const wait = Number(headers.get('x-ratelimit-reset')) * 1000 - now;
  if (status !== 429 || headers.has('retry-after') || !(wait > 0)) return undefined;
  return { ...classifyStatus(status, headers, now), retryAfter: wait };
}

/** Tells users apart (FNV-1a, 32 bits) without naming them: it is kept in clear on the device. */
function shorten(text: string): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(36);
}
