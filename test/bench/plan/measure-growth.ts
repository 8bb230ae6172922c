/** How long a plan takes in this process, for definitions of several sizes in turn. */
import type { Answers } from '../../../src/model/answers.js';
import type { PlanRules } from '../../../src/model/ports.js';
import { explain } from '../../../src/plan/explain.js';
import { planFields } from '../../../src/plan/plan-fields.js';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import { emailKind } from '../../../src/profile/email-kind.js';
import type { SeededRandom } from '../seeded-random.js';
import { leading, makeForm, replies } from './make-form.js';

/** In the order of the report. */
export const works = ['plan', 'explain', 'make rules', 'plan by rules', 'explain by rules'] as const;
export type Work = (typeof works)[number];

export interface GrowthResult {
  readonly work: Work;
  readonly fields: number;
  /** Milliseconds a call, in the order they were taken. */
  readonly samples: readonly number[];
}

interface Run extends GrowthResult {
  readonly samples: number[];
  call(answers: Answers): unknown;
}

/** Calls before any is counted, so that all of them run compiled. */
const warmUp = 10;

export function measureGrowth(
  sizes: readonly number[],
  samples: number,
  random: SeededRandom,
): readonly GrowthResult[] {
  const runs = sizes.flatMap(listRuns);
  for (let turn = -warmUp; turn < samples; turn++) {
    const answers = { [leading]: replies[Math.abs(turn) % 2] ?? '' };
    for (const run of random.shuffle(runs)) {
      const start = performance.now();
      run.call(answers);
      const ms = performance.now() - start;
      if (turn >= 0) run.samples.push(ms);
    }
  }
  return runs.map(({ work, fields, samples: taken }) => ({ work, fields, samples: taken }));
}

function listRuns(fields: number): readonly Run[] {
  const run = (work: Work, call: Run['call']): Run => ({ work, fields, samples: [], call });
  const pair = (withRules: boolean, planWork: Work, explainWork: Work, rules?: PlanRules) => {
    const { config, profile, signals } = makeForm(fields, withRules);
    return [
      run(planWork, (answers) => planFields(config, profile, signals, answers, rules)),
      run(explainWork, (answers) => explain(config, profile, signals, answers, rules)),
    ];
  };
  const { config } = makeForm(fields, true);
  return [
    ...pair(false, 'plan', 'explain'),
    run('make rules', () => createRules(config, emailKind)),
    ...pair(true, 'plan by rules', 'explain by rules', createRules(config, emailKind)),
  ];
}
