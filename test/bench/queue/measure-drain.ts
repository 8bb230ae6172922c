/** How long it takes until a pile is sent, the line being back. */
import type { ContestantCard } from './contestants.js';
import { openStand, type Hall } from './open-stand.js';

export interface DrainPlan {
  /** How many leads wait. */
  readonly pile: number;
  readonly repeat: number;
  /** With the pauses that the library makes of itself, or without any. */
  readonly paced: boolean;
}

export interface DrainResult extends DrainPlan {
  readonly name: string;
  /** Absent where it had not ended after a minute. */
  readonly ms?: number;
  /** Neither arrived nor still there. */
  readonly lost: number;
  /** Arrivals beyond the first of each lead. */
  readonly copies: number;
}

export async function measureDrain(hall: Hall, card: ContestantCard, plan: DrainPlan): Promise<DrainResult> {
  const stand = await openStand(hall, card);
  const stored = await stand.ask('enqueue', plan.pile);
  const ms = await stand.ask('drain', plan.paced);
  const { arrivals } = stand;
  const missing = stored.filter(({ id }) => !arrivals.has(id)).length;
  const lost = Math.max(0, missing - (await stand.ask('count')));
  const copies = [...arrivals.values()].reduce((sum, times) => sum + times - 1, 0);
  await stand.close();
  return { ...plan, name: card.name, ...(ms !== undefined && { ms }), lost, copies };
}
