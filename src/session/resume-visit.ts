/** Goes on from a draft: its answers in place, at the view where it was left. */
import { isBlank, type Answers } from '../model/answers.js';
import type { AskRecord } from '../model/profile.js';
import { visitGap } from '../profile/count-visit.js';
import { pickDrafted } from '../profile/draft-fields.js';
import type { Draft, SentBefore } from '../profile/draft-record.js';
import type { FormSession } from '../session.js';
import { amendProfile } from './amend-profile.js';

export interface ResumeTools {
  /** What stood in the fields before anybody typed. */
  readonly given: Answers;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Plans again. */
  next(): unknown;
}

/** What was typed meanwhile stands; what was given or filled in is no typing. */
export function resumeVisit(
  session: FormSession,
  { answers, step, sent }: Draft,
  { given, now, next }: ResumeTools,
): void {
  const { state, config } = session;
  if (sent) goOn(session, sent, now);
  const missing = Object.entries(pickDrafted(config, answers)).filter(
    ([name]) => isBlank(state.answers[name]) || state.answers[name] === given[name],
  );
  state.answers = { ...state.answers, ...Object.fromEntries(missing) };
  state.cursor = state.done.length;
  next();
  const { steps } = session.plan;
  const left = steps.filter(({ id }) => id === step);
  session.plan = { ...session.plan, steps: [...left, ...steps.filter((one) => !left.includes(one))] };
  // A step that is asked once more would take the place of what was sent of it.
  if (sent && !steps.some(({ id }) => sent.steps.includes(id))) state.sessionId ??= sent.sessionId;
}

/** What was sent before is not asked again; of answers that are not kept by name that holds for the visit. */
function goOn({ state }: FormSession, { patch }: SentBefore, now: number): void {
  const until = new Date(now + visitGap).toISOString();
  const asks = Object.entries(patch.asks as Record<string, AskRecord>).map(
    ([name, ask]) => [name, ask.outcome === 'answered' ? { ...ask, until } : ask] as const,
  );
  amendProfile(state, { ...patch, asks: Object.fromEntries(asks) }, now);
}
