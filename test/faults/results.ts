/** Counts by row, kept in a file, so that they add up over runs. */
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Trial } from './run-trial.js';

export interface RowCounts {
  readonly trials: number;
  readonly failed: number;
  readonly intents: number;
  readonly durable: number;
  readonly recorded: number;
  readonly lost: number;
  readonly duplicated: number;
  readonly phantom: number;
  readonly untrue: number;
  readonly sends: number;
  readonly mostSends: number;
  /** The first seed that no run has used yet. */
  readonly nextSeed: number;
}

const none: RowCounts = {
  ...{ trials: 0, failed: 0, intents: 0, durable: 0, recorded: 0 },
  ...{ lost: 0, duplicated: 0, phantom: 0, untrue: 0, sends: 0, mostSends: 0, nextSeed: 0 },
};

export class Results {
  #rows: Record<string, RowCounts>;

  /** `resume`: goes on from what the file holds. */
  constructor(
    readonly path: string,
    { resume = false } = {},
  ) {
    const known = resume && existsSync(path);
    this.#rows = known ? (JSON.parse(readFileSync(path, 'utf8')) as Record<string, RowCounts>) : {};
  }

  of(row: string): RowCounts {
    return this.#rows[row] ?? none;
  }

  /** On the disk when it returns: an interrupted run loses no more than the trial it was at. */
  add(trial: Trial): void {
    this.#rows[trial.row] = count(this.of(trial.row), trial);
    mkdirSync(dirname(this.path), { recursive: true });
    writeFileSync(this.path, `${JSON.stringify(this.#rows, null, 2)}\n`);
  }
}

function count(so: RowCounts, { seed, verdict, faults }: Trial): RowCounts {
  return {
    trials: so.trials + 1,
    failed: so.failed + (faults.length > 0 ? 1 : 0),
    intents: so.intents + (verdict?.intents ?? 0),
    durable: so.durable + (verdict?.durable ?? 0),
    recorded: so.recorded + (verdict?.recorded ?? 0),
    lost: so.lost + (verdict?.lost.length ?? 0),
    duplicated: so.duplicated + (verdict?.duplicated.length ?? 0),
    phantom: so.phantom + (verdict?.phantom.length ?? 0),
    untrue: so.untrue + (verdict?.untrue.length ?? 0),
    sends: so.sends + (verdict?.sends.total ?? 0),
    mostSends: Math.max(so.mostSends, verdict?.sends.max ?? 0),
    nextSeed: Math.max(so.nextSeed, seed + 1),
  };
}
