/** Erases what this page's own dead letters hold: when they lay there too long, when there are too many, or at a wish. */
import type { Adapter, Clock, OutboxEvent } from '../model/ports.js';
import { day, isErased, isStill, longestDead, textOf, wasMinted, type Lying } from './dead-record.js';
import { toStub } from './what-is-left.js';
import type { DeadRecord } from './read-entry.js';

const mostLetters = 50;
/** Milliseconds after which a count that nobody would take is given up. */
const longestCount = 90 * day;

export interface EraserOptions {
  readonly adapter: Pick<Adapter, 'report'>;
  readonly clock: Clock;
  readonly on: (event: OutboxEvent) => void;
}

export interface Eraser {
  /** Leaves the bare count, as long as it is still to be told; resolves with what is left. */
  erase(letter: Lying): Promise<readonly Lying[]>;
  /** Resolves with what is left of all. */
  eraseSpent(letters: readonly Lying[]): Promise<readonly Lying[]>;
}

export function createEraser({ adapter, clock, on }: EraserOptions): Eraser {
  const remove = async ({ shelf, dead }: Lying): Promise<readonly Lying[]> => {
    await shelf.store.remove([`d/${dead.id}`]);
    return [];
  };

  const strip = async ({ shelf, dead }: Lying): Promise<readonly Lying[]> => {
    const stub = toStub(dead);
    let left: readonly Lying[] = [];
    await shelf.store.update(`d/${dead.id}`, (there) => {
      // Another tab may have put it back: then nothing is lost.
      if (!isStill(there, dead)) return undefined;
      left = [{ shelf, dead: stub as DeadRecord }];
      return stub;
    });
    return left;
  };

  const erase = async (letter: Lying) => {
    const { dead } = letter;
    const isOver = dead.reported || !adapter.report;
    const left = await (isOver ? remove(letter) : strip(letter));
    if (!isErased(dead) && (isOver || left.length))
      on({ type: 'erased', id: dead.id, formId: textOf(dead.formId) });
    return left;
  };

  const tidy = async (letter: Lying, isTooMany: boolean): Promise<readonly Lying[]> => {
    const { dead } = letter;
    const age = clock() - dead.diedAt;
    if (!isErased(dead)) return isTooMany || age > longestDead ? erase(letter) : [letter];
    const longest = adapter.report && wasMinted(dead.id) ? longestCount : longestDead;
    return age > longest ? remove(letter) : [letter];
  };

  return {
    erase,
    async eraseSpent(letters) {
      const whole = letters.filter(({ dead }) => !isErased(dead));
      const tooMany = new Set(whole.slice(0, Math.max(0, whole.length - mostLetters)));
      const left: Lying[] = [];
      for (const letter of letters) left.push(...(await tidy(letter, tooMany.has(letter))));
      return left;
    },
  };
}
