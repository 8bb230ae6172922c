/** One adapter delivers; the others are told once that has happened. */
import type { Answers } from '../model/answers.js';
import type { DeliveryOutcome } from '../model/delivery-outcome.js';
import type { Following } from '../model/find-following.js';
import type { Adapter, SendContext } from '../model/ports.js';
import type { Reached, Submission } from '../model/submission.js';

export interface Mirror {
  readonly name: string;
  /** Nobody waits for it. */
  readonly adapter: Promise<Adapter>;
  /** Only where the visitor has agreed to it. */
  readonly purpose: string | undefined;
  /** Fields that it is not told. */
  readonly untold: readonly string[];
  /** What has been reached and follows from such. */
  readonly following: Following;
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
  { name, adapter, purpose, untold, following }: Mirror,
  submission: Submission,
  context: SendContext,
  warn: Mirroring['warn'],
): Promise<void> {
  if (purpose !== undefined && !isAgreed(purpose, submission)) return;
  const isAnswered = Object.keys(submission.answers).length > 0;
  const { answers, earlier, reached, ...rest } = submission;
  const told = {
    ...rest,
    answers: leaveOut(answers, untold),
    ...(earlier && { earlier: leaveOut(earlier, untold) }),
    ...(reached && keepOpen(reached, following)),
  };
  delete told.proof; // vouches for the visitor where it came from, and nowhere else
  // The page may go on to the next one meanwhile, and the signal of the delivery ends with it.
  const { signal } = new AbortController();
  const apart = { ...context, attempt: 0, body: JSON.stringify(told), keepalive: true, signal };
  try {
    const mirror = await adapter;
    if (!isAnswered && !mirror.keepsAsks) return;
    const outcome = await mirror.send(told, apart);
    if (outcome?.kind === 'rejected' || outcome?.kind === 'retryable')
      warn(name, `${outcome.kind}, status ${outcome.status ?? 0}`);
  } catch {
    warn(name, 'it failed');
  }
}

const leaveOut = (answers: Answers, fields: readonly string[]): Answers =>
  Object.fromEntries(Object.entries(answers).filter(([field]) => !fields.includes(field)));

/** Nothing at all where nothing is left: to some that is an event of its own. */
function keepOpen({ stage, segments = [] }: Reached, { stages, segments: others }: Following) {
  const entered = segments.filter((id) => !others.includes(id));
  const reached: Reached = {
    ...(stage !== undefined && !stages.includes(stage) && { stage }),
    ...(entered.length > 0 && { segments: entered }),
  };
  return Object.keys(reached).length > 0 && { reached };
}

/** Whoever sends what waited may be another by now, so that only the submission itself can say. */
const isAgreed = (purpose: string, { agreed = [], consents }: Submission): boolean =>
  [...agreed, ...consents.map((given) => given.purpose)].includes(purpose);
