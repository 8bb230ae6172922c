/** One attempt at delivery, whatever the adapter does: it may throw, hang, or answer nonsense. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Adapter, SendContext } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { within, type SetTimer } from './timer.js';

const retry: DeliveryOutcome = { kind: 'retryable' };

export interface AttemptLimits {
  /** Milliseconds. */
  readonly limit: number;
  readonly setTimer: SetTimer;
  readonly signal: AbortSignal;
}

/** Never rejects. Calls the adapter before it returns its promise, so that it works while the page goes away. */
export async function attempt(
  adapter: Adapter,
  context: Omit<SendContext, 'signal'>,
  { limit, setTimer, signal }: AttemptLimits,
): Promise<DeliveryOutcome> {
  if (signal.aborted) return retry;
  const over = new AbortController();
  const abort = () => over.abort();
  signal.addEventListener('abort', abort, { signal: over.signal });
  try {
    const submission = JSON.parse(context.body) as Submission;
    const answer = adapter.send(submission, { ...context, signal: over.signal });
    return readOutcome(await within(Promise.resolve(answer), limit, setTimer, retry));
  } catch {
    return retry; // A thrown error says only that the attempt failed.
  } finally {
    abort();
  }
}

function readOutcome(answer: unknown): DeliveryOutcome {
  if (answer === undefined) return { kind: 'accepted' };
  const outcome = answer as DeliveryOutcome | null;
  switch (outcome?.kind) {
    case 'delivered':
    case 'accepted':
    case 'retryable':
      return outcome;
    case 'rejected':
      return Array.isArray(outcome.issues) ? outcome : { ...outcome, issues: [] };
    default:
      return { kind: 'retryable', park: true };
  }
}
