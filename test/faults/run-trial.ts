/** One trial of one row: set the stage, play the fault, judge, clear away. */
import type { House } from './house.js';
import { judge, type Verdict } from './judge.js';
import { Random } from './random.js';
import type { Row } from './row.js';
import type { Stage } from './stage.js';

export interface Trial {
  readonly row: string;
  readonly seed: number;
  readonly verdict: Verdict | undefined;
  /** What is wrong, in words; empty where nothing is. */
  readonly faults: readonly string[];
  /** Where the ledgers lie, after a failure. */
  readonly ledgers?: string;
}

export async function runTrial(house: House, row: Row, seed: number): Promise<Trial> {
  const name = `${row.id}-${seed}`;
  const faults: string[] = [];
  const complain = (error: unknown) =>
    void faults.push(error instanceof Error ? error.message : String(error));
  let stage: Stage | undefined;
  let verdict: Verdict | undefined;
  try {
    stage = await house.setStage(name, { clock: row.clock ?? false });
    const played = row.trial(stage, new Random(seed, row.id));
    await within(played, house.times.trial).catch(complain);
    verdict = judge(await within(stage.evidence(), house.times.trial));
    faults.push(...listFaults(verdict, row));
  } catch (error) {
    complain(error);
  } finally {
    await stage?.strike({ clean: faults.length === 0 }).catch(complain);
  }
  const ledgers = faults.length > 0 && { ledgers: house.folderOf(name) };
  return { row: row.id, seed, verdict, faults, ...ledgers };
}

/** What no row may come to, and the row's own bound. */
function listFaults({ lost, duplicated, phantom, untrue, sends }: Verdict, row: Row): readonly string[] {
  const named = Object.entries({ lost, duplicated, phantom, untrue });
  const most = row.sends ?? Infinity;
  return [
    ...named.flatMap(([name, list]) => (list.length ? [`${name}: ${list.join(', ')}`] : [])),
    ...(sends.max > most ? [`sends: ${sends.max} arrivals of one record, at most ${most} expected`] : []),
  ];
}

function within<Result>(work: Promise<Result>, ms: number): Promise<Result> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`The trial took longer than ${ms} ms`)), ms);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
