/** `npm run bench -- enumeration`: whether the time the collector takes tells which addresses are on record. */
import { createWorld } from '../../collector/harness.js';
import { openDb } from '../../../src/collector/open-db.js';
import { runBench } from '../run-bench.js';
import { createSeededRandom } from '../seeded-random.js';
import { enrolPeople } from './enrol-people.js';
import { listRows } from './list-rows.js';
import { measurePairs, warmUp, type TimePair } from './measure-pairs.js';
import { readArguments, usage, type EnumerationArguments } from './read-arguments.js';
import { reportEnumeration } from './report-enumeration.js';

export interface EnumerationRow {
  readonly name: string;
  readonly meaning: string;
  /** In the order they were taken. */
  readonly times: readonly TimePair[];
}

export interface EnumerationResults {
  readonly arguments: EnumerationArguments;
  readonly rows: readonly EnumerationRow[];
}

/** Resolves with the exit code: 1 where the arguments are wrong; no number is a failure. */
export const benchEnumeration = (args: readonly string[]): Promise<number> =>
  runBench({ usage, readArguments, measure, report: reportEnumeration }, args);

async function measure(wanted: EnumerationArguments): Promise<EnumerationResults> {
  const random = createSeededRandom(wanted.seed);
  const db = await openDb({}); // embedded, in memory
  try {
    const world = await createWorld(db);
    console.error(`${wanted.pairs} people are put on record`);
    const people = await enrolPeople(world, wanted.pairs + warmUp);
    const rows: EnumerationRow[] = [];
    for (const { name, meaning, prepare } of listRows(world, people)) {
      console.error(name);
      rows.push({ name, meaning, times: await measurePairs(await prepare(), random) });
    }
    return { arguments: wanted, rows };
  } finally {
    await db.close();
  }
}
