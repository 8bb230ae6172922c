/** What of a submission a mirror is told. It may have waited since another definition of the form was in use. */
import type { Reached, Submission } from '../model/submission.js';
import type { Open } from './find-open.js';

export function keepOpen(submission: Submission, open: Open): Submission {
  const { reached, answers, earlier, asks, signals, consents, agreed, ...rest } = submission;
  const told = {
    ...rest,
    answers: pick(answers, open.fields),
    ...(earlier && { earlier: pick(earlier, open.fields) }),
    ...(asks && { asks: pick(asks, open.fields) }),
    signals: pick(signals, open.signals),
    consents: consents.filter(({ purpose }) => open.consents.includes(purpose)),
    ...(agreed && { agreed: agreed.filter((purpose) => open.agreed.includes(purpose)) }),
    ...keepReached({ ...reached }, open),
  };
  delete told.proof; // vouches for the visitor where it came from, and nowhere else
  return told;
}

/** Nothing at all where nothing is left: to some that is an event of its own. */
function keepReached({ stage, segments = [] }: Reached, open: Open) {
  const entered = segments.filter((id) => open.segments.includes(id));
  const reached: Reached = {
    ...(stage !== undefined && open.stages.includes(stage) && { stage }),
    ...(entered.length > 0 && { segments: entered }),
  };
  return Object.keys(reached).length > 0 && { reached };
}

const pick = <T>(values: Readonly<Record<string, T>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(values).filter(([name]) => names.includes(name)));
