/** One adapter delivers; the others are told once that has happened. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Adapter, SendContext } from '../model/ports.js';
import type { Submission } from '../model/submission.js';

export interface Mirror {
  readonly adapter: Adapter;
  /** Only where the visitor has agreed to it. */
  readonly purpose: string | undefined;
  /** Fields that it is not told. */
  readonly untold: readonly string[];
}

/**
 * A mirror is told of a submission once, when `main` has delivered it or sent it off; what it makes of that changes
 * nothing, and it is not tried again. `warn` hears the name of one that did not take it, and why.
 */
export function createMirrored(
  main: Adapter,
  mirrors: readonly Mirror[],
  warn: (name: string, why: string) => void,
): Adapter {
  const { name, endpointKey, keepsAsks = false } = main;
  return {
    name,
    ...(endpointKey !== undefined && { endpointKey }),
    keepsAsks,
    ...(main.report && { report: main.report.bind(main) }),
    async send(submission, context) {
      const outcome = (await main.send(submission, context)) ?? ({ kind: 'accepted' } as const);
      if (outcome.kind === 'delivered' || outcome.kind === 'accepted')
        for (const mirror of mirrors) void tell(mirror, submission, context, warn);
      return outcome;
    },
  };
}

async function tell(
  { adapter, purpose, untold }: Mirror,
  submission: Submission,
  context: SendContext,
  warn: (name: string, why: string) => void,
): Promise<void> {
  if (purpose !== undefined && !isAgreed(purpose, submission)) return;
  const answers = Object.fromEntries(
    Object.entries(submission.answers).filter(([field]) => !untold.includes(field)),
  );
  if (Object.keys(answers).length === 0 && !adapter.keepsAsks) return;
  const told = { ...submission, answers };
  // The page may go on to the next one meanwhile, and the signal of the delivery ends with it.
  const { signal } = new AbortController();
  const apart = { ...context, body: JSON.stringify(told), keepalive: true, signal };
  try {
    const outcome: DeliveryOutcome | void = await adapter.send(told, apart);
    if (outcome?.kind === 'rejected' || outcome?.kind === 'retryable')
      warn(adapter.name, `${outcome.kind}, status ${outcome.status ?? 0}`);
  } catch {
    warn(adapter.name, 'it failed');
  }
}

/** Whoever sends what waited may be another by now, so that only the submission itself can say. */
const isAgreed = (purpose: string, { agreed = [], consents }: Submission): boolean =>
  [...agreed, ...consents.map((given) => given.purpose)].includes(purpose);
