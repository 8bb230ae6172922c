/** Tells the back end what it does not know yet of this page's own dead letters. */
import type { Adapter, Clock } from '../model/ports.js';
import { isErased, isStill, toLoss, wasMinted, type Lying } from './dead-record.js';

/** In one report. */
const mostLosses = 100;
/** Milliseconds without a further report where the last one was not noted. */
const quietTime = 15 * 60_000;

/** The function it gives tells whether the back end has noted all. */
export function createLossTeller(
  adapter: Pick<Adapter, 'report'>,
  clock: Clock,
): (letters: readonly Lying[], signal: AbortSignal) => Promise<boolean> {
  let quietUntil = 0;

  return async (letters, signal) => {
    const untold = letters.filter(({ dead }) => !dead.reported && wasMinted(dead.id));
    if (!adapter.report || untold.length === 0) return true;
    const wait = quietUntil - clock();
    if (wait > 0 && wait <= quietTime) return false;
    quietUntil = clock() + quietTime; // over when all is noted
    const losses = untold.slice(0, mostLosses).map(({ dead }) => toLoss(dead));
    const noted = await adapter.report(losses, { signal });
    if (signal.aborted) return true;
    const known = untold.filter(({ dead }) => noted.includes(dead.id));
    for (const letter of known) await note(letter);
    if (known.length > 0) quietUntil = 0;
    return known.length === untold.length;
  };
}

async function note({ shelf, dead }: Lying): Promise<void> {
  const key = `d/${dead.id}`;
  const noted = { ...dead, reported: true };
  if (isErased(dead)) await shelf.store.remove([key]);
  else await shelf.store.update(key, (there) => (isStill(there, dead) ? noted : undefined));
}
