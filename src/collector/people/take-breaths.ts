/** Goes through a long list without keeping everybody else waiting. */
import { setImmediate } from 'node:timers/promises';

/** How many are done at a stretch: a few milliseconds of work. */
const stretch = 50;

export async function takeBreaths<Item>(items: Iterable<Item>, work: (item: Item) => void): Promise<void> {
  let done = 0;
  for (const item of items) {
    work(item);
    done += 1;
    if (done % stretch === 0) await setImmediate();
  }
}
