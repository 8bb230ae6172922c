/** `npm run bench -- queue`: our outbox beside what others use, in one browser, on its real IndexedDB. */
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { launchOptions } from '../../browser.mjs';
import { runBench } from '../run-bench.js';
import { createSeededRandom } from '../seeded-random.js';
import { bundleContestant } from './bundle-contestant.js';
import { contestants } from './contestants.js';
import { measureDrain, type DrainResult } from './measure-drain.js';
import { measureEnqueue, type EnqueueResult } from './measure-enqueue.js';
import type { Hall } from './open-stand.js';
import { readArguments, usage, type QueueArguments } from './read-arguments.js';
import { reportQueue } from './report-queue.js';

export interface QueueResults {
  readonly arguments: QueueArguments;
  readonly browser: string;
  readonly versions: Readonly<Record<string, string>>;
  readonly enqueue: readonly EnqueueResult[];
  readonly drain: readonly DrainResult[];
}

/** Resolves with the exit code: 1 where something was lost that had been called stored, or the arguments are wrong. */
export const benchQueue = (args: readonly string[]): Promise<number> =>
  runBench({ usage, readArguments, measure: measureAll, report: reportQueue, fails: hasLost }, args);

const hasLost = ({ enqueue, drain }: QueueResults): boolean =>
  [...enqueue, ...drain].some(({ lost }) => lost > 0);

async function measureAll(wanted: QueueArguments): Promise<QueueResults> {
  const scripts = new Map<string, string>();
  for (const card of contestants) scripts.set(card.name, await bundleContestant(card));
  // A profile on the disk: without one the browser keeps its databases in memory.
  const profile = mkdtempSync(join(tmpdir(), 'progressive-form-bench-'));
  const context = await chromium.launchPersistentContext(profile, launchOptions());
  try {
    const browser = `Chromium ${context.browser()?.version() ?? ''}`.trim();
    const measured = await measureInTurn({ context, scripts }, wanted);
    return { arguments: wanted, browser, versions: readVersions(), ...measured };
  } finally {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  }
}

type Round = { enqueue: number } | { drain: number; paced: boolean };

async function measureInTurn(hall: Hall, wanted: QueueArguments) {
  const random = createSeededRandom(wanted.seed);
  const enqueue: EnqueueResult[] = [];
  const drain: DrainResult[] = [];
  const rounds: readonly Round[] = [
    ...wanted.entries.map((waiting) => ({ enqueue: waiting })),
    { drain: wanted.drain, paced: false },
    { drain: wanted.paced, paced: true },
  ];
  for (let repeat = 1; repeat <= wanted.repeats; repeat++) {
    for (const round of random.shuffle(rounds)) {
      if ('enqueue' in round) {
        const plan = { waiting: round.enqueue, repeat, samples: wanted.samples };
        console.error(`repeat ${repeat}: enqueue with ${plan.waiting} waiting`);
        enqueue.push(...(await measureEnqueue(hall, contestants, plan, random)));
      } else {
        const plan = { pile: round.drain, repeat, paced: round.paced };
        console.error(`repeat ${repeat}: drain ${plan.pile}${plan.paced ? ' at their own pace' : ''}`);
        for (const card of random.shuffle(contestants)) drain.push(await measureDrain(hall, card, plan));
      }
    }
  }
  return { enqueue, drain };
}

/** As installed, which the lock file sees to. */
function readVersions(): Record<string, string> {
  const file = new URL('../package.json', import.meta.url);
  return (JSON.parse(readFileSync(file, 'utf8')) as { devDependencies: Record<string, string> })
    .devDependencies;
}
