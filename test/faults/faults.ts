/**
 * `npm run faults`: the fault campaign. Every row of the fault matrix, as often as asked, against a real browser and
 * the real collector. Prints a table; exits with 1 where anything was lost, doubled, made up or untrue.
 *
 *   --rows FLT8,FLT10   those rows; all where absent
 *   --trials 20         of each row in this run; 3 where absent
 *   --seed 7            of the first trial, the next has 8; 1 where absent
 *   --resume            adds to the results file, with seeds that no run before has used
 *   --results PATH      of that file; `.faults/results.json` where absent
 *   --browser-time, --collector-time, --condition-time, --trial-time   milliseconds, see `times.ts`
 */
import { parseArgs } from 'node:util';
import { House } from './house.js';
import { listRows, unautomatedRows } from './list-rows.js';
import { printTable } from './print-table.js';
import { Results } from './results.js';
import type { Row } from './row.js';
import { runTrial, type Trial } from './run-trial.js';
import { keepSeed, readSeeds } from './seeds.js';
import { usualTimes, type Times } from './times.js';

const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    trials: { type: 'string', default: '3' },
    seed: { type: 'string', default: '1' },
    resume: { type: 'boolean', default: false },
    results: { type: 'string', default: '.faults/results.json' },
    'browser-time': { type: 'string' },
    'collector-time': { type: 'string' },
    'condition-time': { type: 'string' },
    'trial-time': { type: 'string' },
  },
});

const rows = chooseRows(values.rows);
const times = readTimes();
const results = new Results(values.results, { resume: values.resume });
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    console.log('Stopping after this trial');
    stopping = true;
  });
}
await campaign();
report();

async function campaign(): Promise<void> {
  const house = await House.open(times);
  let failed = false;
  try {
    for (const row of rows) {
      for (const seed of listSeeds(row)) {
        const trial = await runTrial(house, row, seed);
        if (stopping) return; // what came to the browser with the signal is no fault
        results.add(trial);
        tell(trial);
        failed ||= trial.faults.length > 0;
      }
    }
  } finally {
    await house.close({ keep: failed });
  }
}

function listSeeds(row: Row): readonly number[] {
  const start = Math.max(toNumber(values.seed, '--seed'), results.of(row.id).nextSeed);
  const fresh = Array.from({ length: toNumber(values.trials, '--trials') }, (_, i) => start + i);
  return [...new Set([...(readSeeds()[row.id] ?? []), ...fresh])];
}

function tell({ row, seed, faults, ledgers }: Trial): void {
  if (faults.length === 0) return console.log(`${row} seed ${seed}: ok`);
  keepSeed(row, seed);
  console.log(`${row} seed ${seed}: FAILED`);
  for (const fault of faults) console.log(`  ${fault}`);
  console.log(`  ledgers: ${ledgers}`);
  console.log(`  again:   npm run faults -- --rows ${row} --trials 1 --seed ${seed}`);
}

function report(): void {
  console.log(`\n${printTable(rows, (row) => results.of(row))}`);
  for (const { id, title, reason } of unautomatedRows)
    console.log(`not automated: ${id} ${title} (${reason})`);
  process.exitCode = rows.some(({ id }) => results.of(id).failed > 0) ? 1 : 0;
}

function chooseRows(names: string | undefined): readonly Row[] {
  const all = listRows();
  if (names === undefined) return all;
  return names.split(',').map((name) => {
    const row = all.find(({ id }) => id === name);
    if (!row) throw new Error(`--rows: there is no ${name}. There are ${all.map(({ id }) => id).join(', ')}`);
    return row;
  });
}

function readTimes(): Times {
  const names = Object.keys(usualTimes) as (keyof Times)[];
  const given = names.flatMap((name) => {
    const text = values[`${name}-time`];
    return text === undefined ? [] : [[name, toNumber(text, `--${name}-time`)] as const];
  });
  return { ...usualTimes, ...Object.fromEntries(given) };
}

function toNumber(text: string, name: string): number {
  if (!/^\d+$/.test(text)) throw new Error(`${name}: give a whole number`);
  return Number(text);
}
