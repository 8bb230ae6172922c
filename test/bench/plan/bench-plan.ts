/** `npm run bench -- plan`: how plans grow with their definition, and whether one fits into a frame of the browser. */
import { writeFileSync } from 'node:fs';
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
export async function benchPlan(args: readonly string[]): Promise<number> {
  let wanted: PlanArguments;
  try {
    wanted = readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${usage}`);
    return 1;
  }
  console.error(`plans of ${wanted.sizes.join(', ')} fields`);
  const growth = measureGrowth(wanted.sizes, wanted.samples, createSeededRandom(wanted.seed));
  const results: PlanResults = { arguments: wanted, growth, replan: await measureReplan(wanted) };
  console.log(reportPlan(results));
  if (wanted.json !== undefined) writeFileSync(wanted.json, `${JSON.stringify(results, null, 2)}\n`);
  return 0;
}
