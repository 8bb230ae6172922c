/** How long it takes until a lead is stored while so many wait already. */
import type { SeededRandom } from '../seeded-random.js';
import type { ContestantCard } from './contestants.js';
import { openStand, type Hall, type Stand } from './open-stand.js';

/** Calls in a row to one contestant, before the next has its turn; also how far the pile may grow meanwhile. */
const turn = 5;

export interface EnqueueResult {
  readonly name: string;
  readonly waiting: number;
  readonly repeat: number;
  /** Milliseconds from the call until the queue said that the lead is stored, in the order they were taken. */
  readonly samples: readonly number[];
  /** Leads it said were stored on the device, and that were not there afterwards. */
  readonly lost: number;
  /** Of a queue that writes only when the page goes away: what that took, and how many of how many it saved. */
  readonly leave?: { readonly ms: number; readonly saved: number; readonly of: number };
}

export interface EnqueuePlan {
  readonly waiting: number;
  readonly repeat: number;
  readonly samples: number;
}

/** All contestants side by side, in turns whose order chance decides. */
export async function measureEnqueue(
  hall: Hall,
  cards: readonly ContestantCard[],
  { waiting, repeat, samples }: EnqueuePlan,
  random: SeededRandom,
): Promise<readonly EnqueueResult[]> {
  const runs: { stand: Stand; samples: number[]; lost: number }[] = [];
  for (const card of random.shuffle(cards)) {
    const stand = await openStand(hall, card);
    await stand.ask('fill', waiting);
    // The first call opens the database and makes keys: not timed.
    const { lost } = await takeTurn(stand, turn);
    runs.push({ stand, samples: [], lost });
  }
  for (let left = samples; left > 0; left -= turn) {
    for (const run of random.shuffle(runs)) {
      const { taken, lost } = await takeTurn(run.stand, Math.min(turn, left));
      run.samples.push(...taken);
      run.lost += lost;
    }
  }
  const results: EnqueueResult[] = [];
  for (const run of runs) results.push(await finish(run, waiting, repeat));
  return results;
}

/** Enqueues, then takes the same leads out again, so that the pile stays as high as it was. */
async function takeTurn(stand: Stand, count: number) {
  const taken = await stand.ask('enqueue', count);
  const there = new Set(await stand.ask('takeNewest', count));
  const lost = taken.filter(({ id }) => !there.has(id)).length;
  return { taken: taken.map(({ ms }) => ms), lost };
}

async function finish(
  { stand, samples, lost }: { stand: Stand; samples: readonly number[]; lost: number },
  waiting: number,
  repeat: number,
): Promise<EnqueueResult> {
  // For each that was lost, an older one was taken out in its place.
  const expected = waiting - lost;
  const gone = Math.max(0, expected - (await countAtRest(stand, expected)));
  // It may block the page for half a minute.
  const left = repeat === 1 ? await stand.ask('leave') : undefined;
  await stand.close();
  return {
    name: stand.card.name,
    waiting,
    repeat,
    samples,
    lost: lost + gone,
    ...(left && { leave: { ...left, of: waiting } }),
  };
}

/** A queue that takes an entry out to try it puts it back soon. */
async function countAtRest(stand: Stand, expected: number): Promise<number> {
  for (let tries = 20; ; tries--) {
    const count = await stand.ask('count');
    if (count >= expected || tries === 0) return count;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
