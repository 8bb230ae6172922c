/** `npm run bench -- forms`: one lead form, built with what others use, beside the same by hand. */
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright';
import { launchOptions } from '../../browser.mjs';
import { runBench } from '../run-bench.js';
import { bundleWatch } from './bundle.mjs';
import { contestants, made, plain, type Contestant } from './contestants.js';
import { measureRound, type Sample, type Starter } from './measure-round.js';
import type { Stage } from './open-visit.js';
import { qualify, type Qualities } from './qualify.js';
import { readArguments, usage, type FormsArguments } from './read-arguments.js';
import { reportForms } from './report-forms.js';
import { sendOffline } from './send-offline.js';
import { serveForms, type Entry } from './serve-forms.js';

export interface FormsResults {
  readonly arguments: FormsArguments;
  readonly browser: string;
  /** By contestant: each package with its version and licence. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** `kept`: how often a submission arrived that was made offline. */
  readonly qualities: readonly (Qualities & { readonly kept: number })[];
  readonly samples: readonly Sample[];
}

/** Resolves with the exit code: 1 where a contestant does not do what a form is for, or the arguments are wrong. */
export const benchForms = (args: readonly string[]): Promise<number> =>
  runBench({ usage, readArguments, measure, report: reportForms }, args);

async function measure(wanted: FormsArguments): Promise<FormsResults> {
  const entries: Entry[] = [];
  for (const contestant of takePart(wanted.only))
    entries.push({ ...contestant, files: await contestant.scripts() });
  const server = await serveForms(entries, await bundleWatch());
  const browser = await chromium.launch(launchOptions());
  try {
    const stage = { browser, server };
    const starters = await qualifyAll(stage, entries);
    const kept = await Promise.all(entries.map((entry) => sendOffline(stage, entry)));
    const samples: Sample[] = [];
    for (let round = 0; round < wanted.rounds; round++) {
      console.error(`round ${round + 1} of ${wanted.rounds}`);
      samples.push(...(await measureRound(stage, starters, round)));
    }
    const qualities = starters.map((starter, i) => ({ ...starter.qualities, kept: kept[i] ?? 0 }));
    return { arguments: wanted, browser: `Chromium ${browser.version()}`, packages: readPackages(), qualities, samples }; // prettier-ignore
  } finally {
    await browser.close();
    await server.close();
  }
}

/** What the others are measured by is always there. */
function takePart(only: string | undefined): readonly Contestant[] {
  if (only === undefined) return contestants;
  return contestants.filter(({ name }) => name === plain || name === made || name.includes(only));
}

/** Nobody is timed unless all do their work. */
async function qualifyAll(stage: Stage, entries: readonly Entry[]): Promise<readonly Starter[]> {
  const starters: Starter[] = [];
  const faults: string[] = [];
  for (const entry of entries) {
    console.error(`${entry.name}: does it show its fields, show its errors, deliver?`);
    await qualify(stage, entry).then(
      (qualities) => starters.push({ entry, qualities }),
      (error: Error) => faults.push(error.message),
    );
  }
  if (faults.length) throw new Error(`Nothing was measured:\n${faults.join('\n')}`);
  return starters;
}

/** As installed, which the lock file sees to. */
function readPackages(): Record<string, string[]> {
  const describe = (name: string) => {
    const file = new URL(`node_modules/${name}/package.json`, import.meta.url);
    const { version, license } = JSON.parse(readFileSync(file, 'utf8')) as Record<string, string>;
    return `${name} ${version} (${license})`;
  };
  return Object.fromEntries(contestants.map(({ name, packages }) => [name, packages.map(describe)]));
}
