/** What of a visit goes into its draft: what was typed and not sent, and where the visitor was. */
import { isBlank, type Answers } from '../model/answers.js';
import { pickDrafted } from '../profile/draft-fields.js';
import type { Draft, SentBefore } from '../profile/draft-record.js';
import type { FormSession } from '../session.js';
import type { DoneStep } from './session-state.js';

export interface DraftSource {
  /** What stands in the view and was not taken yet. */
  readonly typing: Answers;
  /** What stood in the fields before anybody typed. */
  readonly given: Answers;
  /** What was sent before the page was opened. */
  readonly before: SentBefore | undefined;
}

export async function writeDraft(session: FormSession, source: DraftSource): Promise<Draft> {
  const sent = await listSent(session);
  const { config, state, step } = session;
  const gone = new Set(sent.flatMap(({ fields }) => fields.map(({ name }) => name)));
  const typed = Object.entries({ ...state.answers, ...source.typing }).filter(
    ([name, value]) => !gone.has(name) && source.given[name] !== value,
  );
  return {
    who: state.who,
    step: step?.id,
    answers: pickDrafted(config, Object.fromEntries(typed)),
    sent: sent.length ? tellSent(session, sent, source.before) : source.before,
  };
}

/**
 * Views whose answers are safe elsewhere. A step that fills several is sent anew, whole, with each of them: until it is
 * over its answers stay.
 */
async function listSent({ state, plan }: FormSession): Promise<readonly DoneStep[]> {
  const isSafe = async ({ receipt, stored }: DoneStep) => {
    // Which of them has come by now, the receipt before what it may take back; nobody waits for them.
    const now = await Promise.race([receipt, stored, Promise.resolve(undefined)]).catch(() => undefined);
    return now === true || now?.state === 'sent' || now?.state === 'durable';
  };
  const { done } = state;
  const safe = await Promise.all(done.map(isSafe));
  return done.filter((one, i) => safe[i] && !plan.steps.some(({ id }) => id === one.step.id));
}

function tellSent(
  { state: { profile } }: FormSession,
  sent: readonly DoneStep[],
  before: SentBefore | undefined,
): SentBefore {
  const all = sent.map(({ submission }) => submission);
  const named = all.flatMap(({ answers, submittedAt }) =>
    Object.keys(answers)
      .filter((name) => !isBlank(answers[name]))
      .map((name) => [name, submittedAt] as const),
  );
  const asks = sent.flatMap(({ fields }) =>
    fields.flatMap(({ name }) => (profile.asks[name] ? [[name, profile.asks[name]] as const] : [])),
  );
  const agreed = all.flatMap(({ consents }) => consents.map(({ purpose, at }) => [purpose, at] as const));
  return {
    sessionId: all[0]?.sessionId ?? '',
    steps: [...(before?.steps ?? []), ...all.map(({ step }) => step)],
    patch: {
      known: { ...before?.patch.known, ...Object.fromEntries(named) },
      asks: { ...before?.patch.asks, ...Object.fromEntries(asks) },
      consents: { ...before?.patch.consents, ...Object.fromEntries(agreed) },
      classes: profile.classes,
      visits: { steps: profile.visits.steps },
    },
  };
}
