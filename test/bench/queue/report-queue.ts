/** The results as plain text. */
import { formatTable } from '../format-table.js';
import { percentile } from '../percentile.js';
import { roundDigits } from '../round-digits.js';
import { tellMedianRatio } from '../tell-median-ratio.js';
import type { QueueResults } from './bench-queue.js';
import { contestants, ours, type ContestantCard } from './contestants.js';
import type { DrainResult } from './measure-drain.js';

export function reportQueue(results: QueueResults): string {
  const { seed, samples, repeats, drain, paced } = results.arguments;
  return [
    `${results.browser}, seed ${seed}, ${repeats} × ${samples} calls a row`,
    'Milliseconds until stored; in brackets how many times ours; beside ours: the same of p50, with the interval that holds it in 95 of 100 runs',
    reportEnqueue(results),
    `Leads sent a second until nothing waits: work alone (${drain} leads), and with the library's own pauses (${paced})`,
    reportDrain(results),
    'What that means',
    contestants.map((card) => describe(card, results)).join('\n'),
    ...reportStalls(results),
    reportLosses(results),
  ].join('\n\n');
}

function reportEnqueue({ arguments: { entries }, enqueue }: QueueResults): string {
  const heads = ['queue', 'waiting', 'p50', 'p95', 'p99', 'beside ours'];
  const samplesOf = (name: string, waiting: number) =>
    enqueue
      .filter((result) => result.name === name && result.waiting === waiting)
      .flatMap(({ samples }) => samples);
  const rows = entries.flatMap((waiting) =>
    contestants.map(({ name }) => [
      name,
      String(waiting),
      ...[50, 95, 99].map((percent) =>
        withRatio(
          percentile(samplesOf(name, waiting), percent),
          percentile(samplesOf(ours, waiting), percent),
        ),
      ),
      name === ours ? '1×' : tellMedianRatio(samplesOf(name, waiting), samplesOf(ours, waiting)),
    ]),
  );
  return formatTable(heads, rows);
}

function reportDrain({ drain }: QueueResults): string {
  const heads = ['queue', 'work alone', 'own pace', 'copies'];
  const rateOf = (name: string, wantPaced: boolean) =>
    percentile(drain.filter((result) => result.name === name && result.paced === wantPaced).map(rate), 50);
  const copiesOf = (name: string) =>
    drain.filter((result) => result.name === name).reduce((sum, { copies }) => sum + copies, 0);
  const rows = contestants.map(({ name }) => [
    name,
    ...[false, true].map((paced) => withRatio(rateOf(name, paced), rateOf(ours, paced))),
    String(copiesOf(name)),
  ]);
  return formatTable(heads, rows);
}

function rate({ pile, ms }: DrainResult): number {
  return ms === undefined ? 0 : pile / (ms / 1000);
}

function describe(card: ContestantCard, { versions, enqueue }: QueueResults): string {
  const { name, packageName, realm, stored, drained } = card;
  const title = packageName ? `${name} (${packageName} ${versions[packageName]}, in a ${realm})` : name;
  const leaves = enqueue
    .flatMap(({ name: other, leave }) => (other === name && leave ? [leave] : []))
    .sort((a, b) => a.of - b.of);
  return [
    title,
    `  stored: ${stored}`,
    `  sent: ${drained}`,
    ...leaves.map(
      ({ ms, saved, of }) => `  page goes away with ${of}: ${saved} saved in ${roundDigits(ms)} ms`,
    ),
  ].join('\n');
}

function reportStalls({ drain }: QueueResults): string[] {
  return drain
    .filter(({ ms }) => ms === undefined)
    .map(({ name, pile }) => `STALLED: ${name} had not sent ${pile} leads after a minute`);
}

function reportLosses({ enqueue, drain }: QueueResults): string {
  const losses = [...enqueue, ...drain].filter(({ lost }) => lost > 0);
  if (losses.length === 0) return 'Nothing was lost that had been called stored.';
  return losses.map(({ name, lost }) => `LOST by ${name}: ${lost} that it had called stored`).join('\n');
}

function withRatio(value: number, base: number): string {
  return `${roundDigits(value)} (${roundDigits(value / base)}×)`;
}
