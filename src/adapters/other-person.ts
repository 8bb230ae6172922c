/** Whether somebody else is at the page: its scripts keep one person, and what they are told next would become hers. */
import type { AnswerValue } from '../model/answers.js';
import type { Submission } from '../model/submission.js';

/** The device's id and the address, as far as they are known. */
export type Person = readonly (AnswerValue | undefined)[];

/**
 * Whose a submission is that follows on others of `last`. Calls `change` first where it is somebody else's: both have
 * an id of the device, or both an address, and these differ. Of who is not remembered and gives no address it cannot be
 * known, nor of anybody after a reload: there "Not you?" alone tells, see `Adapter.forget`.
 */
export function follow(
  last: Person,
  { anonymousId, earlier, answers }: Pick<Submission, 'anonymousId' | 'earlier' | 'answers'>,
  change: () => void,
): Person {
  const now = [anonymousId, { ...earlier, ...answers }['email']];
  if (!now.some((one, i) => one && last[i] && one !== last[i])) return now.map((one, i) => one || last[i]);
  change();
  return now;
}
