/** Hands submissions over to a vendor's script on the page, where that is there. */
import type { Submission } from '../model/submission.js';
import { follow, type Person } from './other-person.js';

interface PageScript {
  reset(isWhole?: boolean): void;
}

type Page<Script> = Readonly<Record<string, Script | undefined>>;

/**
 * Looks on the page for what goes by one of the names and can `act`; what it gives back tells whether that was there.
 * Throws, so that the submission is tried again, where only the snippet is, a list: the script may be late, or be kept
 * away, and a request would go round the choice that it keeps. So too where it cannot forget whom it was told of before.
 */
export function createHandOver<Script extends PageScript>(
  names: readonly string[],
  act: keyof Script,
  tell: (script: Script, submission: Submission) => void,
  isWhole?: boolean,
): (submission?: Submission) => boolean {
  let last: Person = [];
  return (submission) => {
    const script = names
      .map((name) => (globalThis as unknown as Page<Script>)[name])
      .find((one) => typeof one?.[act] === 'function');
    if (!script) return false;
    if (Array.isArray(script)) throw new Error();
    const reset = () => script.reset(isWhole);
    if (submission) {
      last = follow(last, submission, reset);
      tell(script, submission);
    } else reset();
    return true;
  };
}
