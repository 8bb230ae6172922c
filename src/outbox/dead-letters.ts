/** What will not be sent by itself any more: shown to the page, told to the back end, and kept for a while. */
import type { OutboxEntry } from '../model/outbox-entry.js';
import type { DeadLetters } from '../model/ports.js';
import type { Submission } from '../model/submission.js';
import { canRevive, isErased, revive, toLetter, type Lying } from './dead-record.js';
import { createEraser, type EraserOptions } from './erase-spent.js';
import { createStrangersEraser, type StrangersOptions } from './erase-strangers.js';
import { putBack, wakeEarly } from './put-back.js';
import { isStranger, isWhole, readDeadLetters } from './read-entry.js';
import { createLossTeller } from './tell-losses.js';

export interface DeadLettersOptions extends EraserOptions, StrangersOptions {
  /** Called when there is something to send again. */
  readonly revived: () => void;
}

export interface TendedDeadLetters extends DeadLetters {
  /** Erases what lay there too long, and tells the back end what it does not know yet; tells whether it has noted all. */
  tend(signal: AbortSignal): Promise<boolean>;
}

export function createDeadLetters(options: DeadLettersOptions): TendedDeadLetters {
  const { shelves, endpointKey, adapter, clock, revived } = options;
  const { erase, eraseSpent } = createEraser(options);
  const eraseStrangers = createStrangersEraser(options);
  const tell = createLossTeller(adapter, clock);

  const isOurs = ({ dead }: Lying) => !isStranger(dead, endpointKey);

  const readAll = async (): Promise<readonly Lying[]> => {
    const found: Lying[] = [];
    for (const shelf of shelves) {
      for await (const dead of readDeadLetters(shelf.store)) found.push({ shelf, dead });
    }
    return found;
  };
  const readOurs = async (ids?: readonly string[]): Promise<readonly Lying[]> =>
    (await readAll()).filter((letter) => isOurs(letter) && (!ids || ids.includes(letter.dead.id)));

  return {
    async tend(signal) {
      const all = await readAll();
      await eraseStrangers(all);
      const lying = await wakeEarly(all.filter(isOurs), clock, revived);
      return tell(await eraseSpent(lying), signal);
    },
    list: async () => (await readOurs()).map(({ dead }) => toLetter(dead)),
    async retry(ids) {
      const sendable = (await readOurs(ids)).filter(({ dead }) => canRevive(dead));
      let count = 0;
      for (const letter of sendable) if (await putBack(letter, revive(letter.dead, clock()))) count += 1;
      if (count > 0) revived();
      return count;
    },
    async export(ids) {
      const submissions: Submission[] = [];
      for (const { shelf, dead } of await readOurs(ids)) {
        const body = isWhole(dead as object) ? await shelf.open(dead as OutboxEntry) : undefined;
        if (body !== undefined) submissions.push(JSON.parse(body) as Submission);
      }
      return submissions;
    },
    async purge(ids) {
      const letters = await readOurs(ids);
      for (const letter of letters) await erase(letter);
      return letters.filter(({ dead }) => !isErased(dead)).length;
    },
  };
}
