/** One adapter delivers; the others are told once that has happened. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Adapter, SendContext } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import type { Open } from './find-open.js';
import { keepOpen } from './keep-open.js';

export interface Mirror {
  readonly name: string;
  /** Nobody waits for it. */
  readonly adapter: Promise<Adapter>;
  /** Only where the visitor has agreed to it. */
  readonly purpose: string | undefined;
  /** What it is told of. */
  readonly open: Open;
}

export interface Mirroring {
  readonly formId: string;
  readonly mirrors: readonly Mirror[];
  /** Hears of one that did not take a submission, and why. */
  readonly warn: (name: string, why: string) => void;
}

/**
 * A mirror is told of a submission of the form once, when `main` has delivered it or sent it off; what it makes of that
 * changes nothing, and it is not tried again.
 */
export function createMirrored(main: Adapter, { formId, mirrors, warn }: Mirroring): Adapter {
  const { name, endpointKey = `own:${name}:${formId}`, keepsAsks = false } = main;
  return {
    name,
    endpointKey,
    keepsAsks,
    report: main.report?.bind(main),
    forget() {
      for (const one of [main, ...mirrors.map(({ adapter }) => adapter)])
        void Promise.resolve(one)
          .then((each) => each.forget?.())
          .catch(() => undefined); // a script that is not there yet has nothing to forget on this page
    },
    async send(submission, context) {
      const said = await main.send(submission, context);
      const outcome: DeliveryOutcome = said === undefined ? { kind: 'accepted' } : said;
      const isSent = outcome?.kind === 'delivered' || outcome?.kind === 'accepted';
      // What was called off meanwhile is sent again, or was erased; what waited for another form is not for these.
      if (isSent && !context.signal.aborted && submission.formId === formId)
        for (const mirror of mirrors) void tell(mirror, submission, context, warn);
      return outcome;
    },
  };
}

async function tell(
  { name, adapter, purpose, open }: Mirror,
  submission: Submission,
  context: SendContext,
  warn: Mirroring['warn'],
): Promise<void> {
  if (purpose !== undefined && !isAgreed(purpose, submission)) return;
  // The page may go on to the next one meanwhile, and the signal of the delivery ends with it.
  const { signal } = new AbortController();
  try {
    const told = keepOpen(submission, open);
    const apart = { ...context, attempt: 0, body: JSON.stringify(told), keepalive: true, signal };
    const mirror = await adapter;
    if (!isAny(submission.answers) && !(mirror.keepsAsks && isAny(told.asks))) return;
    const outcome = await mirror.send(told, apart);
    if (outcome?.kind === 'rejected' || outcome?.kind === 'retryable')
      warn(name, `${outcome.kind}, status ${outcome.status ?? 0}`);
  } catch {
    warn(name, 'it failed');
  }
}

const isAny = (named: object = {}) => Object.keys(named).length > 0;

/** Whoever sends what waited may be another by now, so that only the submission itself can say. */
const isAgreed = (purpose: string, { agreed = [], consents }: Submission): boolean =>
  [...agreed, ...consents.map((given) => given.purpose)].includes(purpose);
