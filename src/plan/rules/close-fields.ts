/** Closes open fields for a reason that lies outside them; those that are closed keep their own. */
import type { Reason, SkipWord } from '../../model/plan.js';
import type { Judgements } from '../../model/ports.js';

export function closeFields(
  judged: Judgements,
  reason: Reason<SkipWord>,
  covers: (name: string) => boolean,
): Judgements {
  return new Map(
    [...judged].map(([name, judgement]) => {
      const { field, open } = judgement;
      // Without its prefill: a closed field that has one is still shown.
      return [name, open && covers(name) ? { field, open: false, reason } : judgement];
    }),
  );
}
