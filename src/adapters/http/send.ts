/** One submission to our own collector, and what its answer means. */
import type { Answers } from '../../model/answers.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import { longestAnswer } from '../../model/longest-answer.js';
import type { Adapter } from '../../model/ports.js';
import { requireHttps } from '../require-https.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { readAnswer } from './read-answer.js';

export interface HttpAdapterOptions extends WireOptions {
  /** Absolute https address of the collector (http on localhost), without `/v1/…`. */
  readonly endpoint: string;
}

export interface HttpSenderOptions extends HttpAdapterOptions {
  readonly readIssues: Parameters<typeof readAnswer>[2];
}

/** Throws a `ConfigError` for an end point that answers may not be sent to. */
export function createHttpSender(options: HttpSenderOptions): Adapter {
  const address = baseAddress(options);
  const sender = createWireAdapter(
    {
      name: 'http',
      address,
      write: (_, { id, body, attempt, sentAt }) => ({
        url: `${address}/v1/submissions`,
        body: JSON.stringify({ id, sentAt, n: attempt, body }),
        type: 'text/plain', // needs no preflight
      }),
      read: async (answer, { answers }, { id }) =>
        nameTooLong(await readAnswer(answer, id, options.readIssues), answers),
    },
    options,
  );
  return { ...sender, keepsAsks: true };
}

export function baseAddress({ endpoint }: HttpAdapterOptions): string {
  const { origin, pathname } = requireHttps(endpoint, 'adapter.endpoint');
  return origin + pathname.replace(/\/+$/, '');
}

/** Of what is too long without a word on which answer is, the longest one is named. */
function nameTooLong(outcome: DeliveryOutcome | undefined, answers: Answers): typeof outcome {
  if (outcome?.kind !== 'rejected' || outcome.status !== 413 || outcome.issues.length > 0) return outcome;
  return { ...outcome, issues: [{ field: longestAnswer(answers), code: 'tooLong' }] };
}
