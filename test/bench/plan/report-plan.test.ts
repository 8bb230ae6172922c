import { describe, expect, test } from 'vitest';
import { readConfig } from '../../../src/check/read-config.js';
import { planFields } from '../../../src/plan/plan-fields.js';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import type { PlanResults } from './bench-plan.js';
import { leading, makeForm, replies } from './make-form.js';
import { readArguments } from './read-arguments.js';
import { reportPlan } from './report-plan.js';

const results: PlanResults = {
  arguments: readArguments(['--sizes', '20,200']),
  growth: [
    { work: 'plan', fields: 20, samples: [1, 2, 4] },
    { work: 'plan', fields: 200, samples: [10, 30, 40] },
  ],
  replan: {
    browser: 'Chromium',
    results: [{ name: 'ours', samples: [2.5, 5, 5], first: [50 / 3], open: [7, 6] }],
  },
};

describe('the report of the plan bench', () => {
  test('gives the work a field beside that of the smallest definition', () => {
    const report = reportPlan(results);
    expect(report).toMatch(/^plan +20 +1 \(50, 1×\) +2 \(100, 1×\) +4 \(200, 1×\) +1×$/m);
    expect(report).toMatch(/^plan +200 +10 \(50, 1×\) +30 \(150, 1.5×\) +40 \(200, 1×\) +1.5× \(0.25–4\)$/m);
  });

  test('gives the time of a plan as a part of a frame', () => {
    expect(reportPlan(results)).toMatch(/^ours +5 \(30 %\) +5 \(30 %\) +16.7 \(100 %\) +1× +7 \/ 6$/m);
  });
});

describe('the definition of the plan bench', () => {
  test.each([[false], [true]])(
    'is one that the reader takes and whose plan follows the answer (%s)',
    (rules) => {
      const { config, profile, signals } = makeForm(200, rules);
      expect(readConfig(JSON.stringify(config))).toEqual(config);
      const of = (reply: string) =>
        planFields(config, profile, signals, { [leading]: reply }, rules ? createRules(config) : undefined);
      const [first, second] = replies.map(of);
      expect(first).not.toEqual(second);
      const words = new Set(first?.skip.map(({ reason }) => reason.word));
      expect([...words]).toEqual(expect.arrayContaining(['known', 'condition', 'visitLimit', 'priority']));
    },
  );
});
