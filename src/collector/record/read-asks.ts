/** What a submission says became of its unanswered questions, in terms of the form and of our clock. */
import { isBlank } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { AskRecord } from '../../model/profile.js';
import type { Submission } from '../../model/submission.js';
import { correctedTime } from './corrected-time.js';

/** By field. */
export type Asks = Readonly<Record<string, AskRecord>>;

/** Nobody waits longer; and no date comes about that a database cannot hold. */
const longestRest = 100 * 365 * 86_400_000;

/**
 * Names that the form does not have are left out: nobody gave anything with them, so that no submission is refused for
 * a question that the definition has lost since. So is what an answer in the same step speaks against.
 */
export function readAsks(
  { fields }: FormConfig,
  { asks = {}, answers }: Submission,
  sentAt: number,
  receivedAt: number,
): Asks {
  const kept = fields.flatMap(({ name }): [string, AskRecord][] => {
    const ask = Object.hasOwn(asks, name) ? asks[name] : undefined;
    const isAnswered = Object.hasOwn(answers, name) && !isBlank(answers[name]);
    return ask && (ask.outcome === 'answered' || !isAnswered)
      ? [[name, correct(ask, sentAt, receivedAt)]]
      : [];
  });
  return Object.fromEntries(kept);
}

/** It rests as long as the visitor's device meant it to, whatever the time is there. */
function correct({ at, outcome, until }: AskRecord, sentAt: number, receivedAt: number): AskRecord {
  const askedAt = Math.max(0, Date.parse(at));
  const corrected = correctedTime(askedAt, sentAt, receivedAt);
  const record = { at: new Date(corrected).toISOString(), outcome };
  if (until === undefined) return record;
  const rest = Math.min(longestRest, Math.max(0, Date.parse(until) - askedAt));
  return { ...record, until: new Date(corrected + rest).toISOString() };
}
