/** A view's checked answers as the one thing that is stored and sent. */
import { collectConsents } from '../consent/collect-consents.js';
import { isBlank, type Answers, type AnswerValue } from '../model/answers.js';
import type { Scalar } from '../model/condition.js';
import type { Field } from '../model/form-config.js';
import type { Submission } from '../model/submission.js';
import { noteAsks } from '../profile/note-asks.js';
import type { SessionState } from './session-state.js';

export interface CheckedView {
  /** Id of the step. */
  readonly step: string;
  /** The fields that were shown. */
  readonly fields: readonly Field[];
  readonly values: Answers;
  readonly locale: string;
  /** How many of the fields were shown blank, consents not counted. */
  readonly questions: number;
  readonly id: string;
  readonly sessionId: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Without `anonymousId`, which the caller adds where remembering is allowed. */
export function writeSubmission(state: SessionState, view: CheckedView): Submission {
  const { config, proof } = state;
  return {
    id: view.id,
    sessionId: view.sessionId,
    step: view.step,
    formId: config.id,
    formVersion: config.version,
    answers: keepAnswers(view),
    consents: collectConsents(view.fields, view.values, view.locale, view.at),
    signals: keepSignals(state),
    exposures: [],
    asks: { ...state.refused, ...noteAsks(view.fields, view.values, view.at) },
    questions: view.questions,
    ...(proof && { proof }),
    submittedAt: view.at,
  };
}

/** Those that the definition declares with a purpose; what only made the form appear stays here. */
function keepSignals({ config, signals }: SessionState): Submission['signals'] {
  const declared = Object.entries(signals).filter(
    (pair): pair is [string, Scalar] =>
      config.signals?.[pair[0]] !== undefined && typeof pair[1] !== 'object',
  );
  return Object.fromEntries(declared);
}

/** Transient answers end here: they are in no submission. */
function keepAnswers({ fields, values }: CheckedView): Answers {
  const kept = fields.filter(({ name, transient }) => !transient && !isBlank(values[name]));
  return Object.fromEntries(kept.map(({ name }) => [name, values[name] as AnswerValue]));
}
