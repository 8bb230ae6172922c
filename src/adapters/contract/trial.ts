/** One adapter tried once. */
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { Adapter, SendContext } from '../../model/ports.js';
import type { Submission } from '../../model/submission.js';
import type { RequestSubject } from './subject.js';
import { sampleContext, sampleSubmission } from './sample.js';
import { scriptFetch, type Reply, type Sent } from './scripted-fetch.js';

export type Duty = readonly [title: string, run: () => Promise<void>];

export interface Trial {
  readonly adapter: Adapter;
  readonly sent: readonly Sent[];
}

/** Milliseconds an adapter is given for a request. */
const timeout = 50;
/** Milliseconds after which an attempt is given up, by its signal, as the outbox does later. */
const patience = 250;
/** Milliseconds after which an adapter is said to hang; nothing waits that long unless something is wrong. */
const longest = 2_000;

export function createTrial({ create }: Pick<RequestSubject, 'create'>, reply: Reply): Trial {
  const { fetch, sent } = scriptFetch(reply);
  return { adapter: create({ fetch, timeout }), sent };
}

/** What to do where something is to be sent again. */
export const retry = "Throw, or return { kind: 'retryable' } without park.";

/** With what it threw, where it did. */
export type Outcome = DeliveryOutcome & { readonly threw?: string };

/** What the outbox makes of it: no word is `accepted`, an error is `retryable`. Fails where it never ends. */
export async function sendOnce(
  adapter: Adapter,
  submission: Submission = sampleSubmission,
  change: Partial<SendContext> = {},
): Promise<Outcome> {
  const frozen = freeze(structuredClone(submission));
  const over = new AbortController();
  const timers = [setTimeout(() => over.abort(), patience)];
  const hangs = new Promise<'hangs'>((resolve) => {
    timers.push(setTimeout(() => resolve('hangs'), longest));
  });
  const context = sampleContext(submission, { signal: over.signal, ...change });
  const sending = Promise.resolve(frozen)
    .then((sealed) => adapter.send(sealed, context))
    .then(
      (outcome): Outcome => outcome ?? { kind: 'accepted' },
      (error: unknown): Outcome => ({ kind: 'retryable', threw: String(error) }),
    );
  const outcome = await Promise.race([sending, hangs]);
  timers.forEach((timer) => clearTimeout(timer));
  if (outcome === 'hangs') throw new Error(`It did not come back within ${longest} ms.`);
  return outcome;
}

export function hold(isSo: boolean, owed: string): void {
  if (!isSo) throw new Error(owed);
}

/** For the words of an error. */
export const show = (value: unknown): string => JSON.stringify(value) ?? 'nothing';

/** The same of an outcome, and where it came from. */
export const tell = ({ threw, ...outcome }: Outcome): string =>
  threw === undefined ? show(outcome) : `${show(outcome)}, since it threw: ${threw}`;

/** Whether a value is anywhere in what was sent, plain or as addresses and forms encode it. */
export function isIn(value: string, { url, headers, body }: Sent): boolean {
  const all = [url, headers, body].join('\n');
  return [all, all.replaceAll('+', ' ')].some((text) => text.includes(value) || decode(text).includes(value));
}

const decode = (text: string) =>
  text.replace(/(%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run; // not UTF-8, so nothing that we look for
    }
  });

/** Nothing may be changed that the outbox still needs. */
function freeze<T>(value: T): T {
  if (typeof value === 'object' && value) Object.values(value).forEach(freeze);
  return Object.freeze(value);
}
