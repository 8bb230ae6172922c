/** `npm run bench -- plan`: how plans grow with their definition, and whether one fits into a frame of the browser. */
import { runBench } from '../run-bench.js';
import { createSeededRandom } from '../seeded-random.js';
import { measureGrowth, type GrowthResult } from './measure-growth.js';
import { measureReplan, type ReplanResults } from './measure-replan.js';
import { readArguments, usage, type PlanArguments } from './read-arguments.js';
import { reportPlan } from './report-plan.js';

export interface PlanResults {
  readonly arguments: PlanArguments;
  readonly growth: readonly GrowthResult[];
  readonly replan: ReplanResults;
}

/** Resolves with the exit code: 1 where the arguments are wrong; no number is a failure. */
export const benchPlan = (args: readonly string[]): Promise<number> =>
  runBench({ usage, readArguments, measure, report: reportPlan }, args);

async function measure(wanted: PlanArguments): Promise<PlanResults> {
  console.error(`plans of ${wanted.sizes.join(', ')} fields`);
  const growth = measureGrowth(wanted.sizes, wanted.samples, createSeededRandom(wanted.seed));
  return { arguments: wanted, growth, replan: await measureReplan(wanted) };
}
