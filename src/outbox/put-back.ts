/** From the dead letters back to what waits. */
import type { Clock } from '../model/ports.js';
import { canRevive, day, isStill, numberOf, withoutDeath, type Lying } from './dead-record.js';
import { longestStay } from './retry-policy.js';

/** Tells whether it was still there to be put back. */
export async function putBack({ shelf, dead }: Lying, entry: object): Promise<boolean> {
  const key = `d/${dead.id}`;
  return shelf.store.move([[`o/${dead.id}`, entry]], [key], key, (there) => isStill(there, dead));
}

/**
 * What a clock that was ahead has let expire waits on, now that the clock was put right. Resolves with what lies on;
 * `revived` is called where that is not all.
 */
export async function wakeEarly(
  letters: readonly Lying[],
  clock: Clock,
  revived: () => void,
): Promise<readonly Lying[]> {
  const left: Lying[] = [];
  for (const letter of letters) {
    const { dead } = letter;
    const isEarly = dead.diedAt - clock() > day && clock() - numberOf(dead.createdAt, 0) <= longestStay;
    if (!isEarly || dead.reason !== 'expired' || !canRevive(dead)) left.push(letter);
    else if (await putBack(letter, withoutDeath(dead))) revived();
  }
  return left;
}
