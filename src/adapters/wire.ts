/**
 * What most back ends are to us: a pure mapping and one request. A wire says what is posted and what the answer means;
 * all that can go wrong on the way is the same for each of them.
 */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Adapter, SendContext } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { classifyStatus } from './classify-status.js';
import { post, type Answer } from './post.js';
import { readJson } from './read-json.js';
import { requireHttps } from './require-https.js';

/** One request. Without `init` it needs no preflight, sends no credentials and follows no redirect. */
export interface Posting {
  readonly body: string;
  /** The `content-type`. */
  readonly type: string;
  /** The address of the wire where absent. */
  readonly url?: string;
  /** What differs from a plain POST: method, mode, credentials, further headers. */
  readonly init?: Pick<RequestInit, 'method' | 'mode' | 'credentials' | 'redirect'> & {
    readonly headers?: Readonly<Record<string, string>>;
  };
}

/** A fault in the set-up, see `DeliveryOutcome`. */
export type Parked = Extract<DeliveryOutcome, { kind: 'retryable' }>;

/** What came back, with its body read as the JSON of an object: an empty one where it is none. */
export type SaidAnswer = Answer & { readonly said: Readonly<Record<string, unknown>> };

export interface Wire {
  readonly name: string;
  /** Absolute https address (http on localhost). With the name it tells one target from another. */
  readonly address: string;
  /** Hands over to the vendor's own script where that is on the page; tells whether it did. Without one it forgets who was there. */
  onPage?(submission?: Submission): boolean;
  /** Pure: the same submission is posted alike each time. What the back end would drop without a word is not sent. */
  write(submission: Submission, context: SendContext): Posting | Parked;
  /** Called for any answer that came, also an opaque one; nothing means: what its status says, see `classifyStatus`. */
  read(
    answer: SaidAnswer,
    submission: Submission,
    context: SendContext,
  ): DeliveryOutcome | undefined | Promise<DeliveryOutcome | undefined>;
}

export interface WireOptions {
  /** The page's own, as it is when the adapter is made, where absent. */
  readonly fetch?: typeof fetch;
  /** Milliseconds for a request with its whole answer; 20000 where absent. */
  readonly timeout?: number;
}

/** Throws a `ConfigError` at `adapter.endpoint` for an address that answers may not be sent to. */
export function createWireAdapter(wire: Wire, options: WireOptions = {}): Adapter {
  const { fetch = globalThis.fetch.bind(globalThis), timeout = 20_000 } = options;
  const { name, address } = wire;
  requireHttps(address, 'adapter.endpoint');
  return {
    name,
    endpointKey: `${name}:${address}`,
    forget: () => wire.onPage?.(),
    async send(submission, context) {
      const { keepalive, signal, sentAt } = context;
      const posting = wire.write(submission, context);
      if ('kind' in posting) return posting;
      if (!signal.aborted && wire.onPage?.(submission)) return { kind: 'accepted' };
      const answer = await post({ url: address, ...posting, fetch, keepalive, signal, timeout });
      const said = { ...answer, said: readJson(answer.text) };
      const outcome = answer.came && (await wire.read(said, submission, context));
      return outcome || classifyStatus(answer.status, answer.headers, sentAt);
    },
  };
}
