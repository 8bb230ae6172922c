/** The results as plain text. */
import { formatTable } from '../format-table.js';
import { percentile } from '../percentile.js';
import { roundDigits } from '../round-digits.js';
import { tellMedianRatio } from '../tell-median-ratio.js';
import type { PlanResults } from './bench-plan.js';
import { works, type GrowthResult } from './measure-growth.js';
import type { ReplanResult } from './measure-replan.js';

/** One of sixty in a second, in milliseconds. */
const frame = 1000 / 60;

const meanings: Readonly<Record<string, string>> = {
  ours: 'an answer taken by the session, until its plan has followed: every field with its reason, conditions and limits',
  'ours with rules':
    'the same with classes, a score, segments, stages, a matrix, pauses, reserves, a budget and a limit on effort',
  'survey-core':
    'the model of SurveyJS takes the answer and tells which questions are visible: conditions alone',
  'by hand': 'a list of functions, one for each condition: what a script of the page itself might do',
};

export function reportPlan(results: PlanResults): string {
  const { samples, sizes, fields, rate, pages, seed } = results.arguments;
  return [
    `Node ${process.versions.node}, seed ${seed}, ${samples} calls a row, in turns`,
    `Milliseconds; in brackets the microseconds a field, beside those of ${sizes[0]} fields: 1× is linear growth`,
    'Growth: the same of p50, with the interval that holds it in 95 of 100 runs',
    reportGrowth(results),
    `${results.replan.browser}, its processor ${rate} times slower, ${pages} pages of ${samples} answers to ${fields} fields`,
    `Milliseconds from one answer to the next plan; in brackets the part of a frame (${roundDigits(frame)} ms)`,
    'Beside ours: how many times the p50 of ours, with the interval that holds it in 95 of 100 runs',
    reportReplan(results),
    'What that means',
    results.replan.results.map(({ name }) => `${name}: ${meanings[name] ?? ''}`).join('\n'),
  ].join('\n\n');
}

function reportGrowth({ arguments: { sizes }, growth }: PlanResults): string {
  const find = (work: string, fields = 0) => growth.find((one) => one.work === work && one.fields === fields);
  const rows = works.flatMap((work) => {
    const base = find(work, sizes[0]);
    return sizes.flatMap((fields) => {
      const result = find(work, fields);
      if (!result || !base) return [];
      const times = [0, 50, 95].map((percent) => tellGrowth(result, base, percent));
      const growth = tellMedianRatio(result.samples, base.samples, fields / base.fields);
      return [[work, String(fields), ...times, growth]];
    });
  });
  return formatTable(['work', 'fields', 'least', 'p50', 'p95', 'growth'], rows);
}

function tellGrowth(result: GrowthResult, base: GrowthResult, percent: number): string {
  const perField = ({ samples, fields }: GrowthResult) => (percentile(samples, percent) * 1000) / fields;
  const ms = roundDigits(percentile(result.samples, percent));
  return `${ms} (${roundDigits(perField(result))}, ${roundDigits(perField(result) / perField(base), 2)}×)`;
}

function reportReplan({ replan: { results } }: PlanResults): string {
  const tell = (ms: number) => `${roundDigits(ms)} (${roundDigits((ms / frame) * 100, 2)} %)`;
  const ours = results.find(({ name }) => name === 'ours')?.samples ?? [];
  const rows = results.map(({ name, samples, first, open }: ReplanResult) => [
    name,
    tell(percentile(samples, 50)),
    tell(percentile(samples, 95)),
    tell(percentile(first, 50)),
    tellMedianRatio(samples, ours),
    open.join(' / '),
  ]);
  return formatTable(['who', 'p50', 'p95', 'first, p50', 'beside ours', 'open questions'], rows);
}
