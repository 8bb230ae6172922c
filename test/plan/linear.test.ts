import { describe, expect, it } from 'vitest';
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { PlanRules } from '../../src/model/ports.js';
import type { Profile } from '../../src/model/profile.js';
import { explain } from '../../src/plan/explain.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { emailKind } from '../../src/profile/email-kind.js';
import { leading, makeForm, type Sample } from '../bench/plan/make-form.js';
import { countReads } from './count-reads.js';

const sizes = [50, 100, 200] as const;
const answers: Answers = { [leading]: 'yes' };

type Work = (sample: Sample, rules?: PlanRules) => unknown;
const plan: Work = ({ config, profile, signals }, rules) =>
  planFields(config, profile, signals, answers, rules);
const tell: Work = ({ config, profile, signals }, rules) => explain(config, profile, signals, answers, rules);
const derive: Work = ({ profile, signals }, rules) => rules?.derive(profile, signals, answers);

/** Who is planned for, and under which limits: what takes the most work differs from one to the next. */
type Change = (sample: Sample) => Partial<Sample>;
const stranger = (profile: Profile): Profile => ({ ...profile, facts: {}, known: {}, asks: {} });
const limited =
  (limits: (config: FormConfig) => Partial<FormConfig>): Change =>
  ({ config, profile }) => ({ config: { ...config, ...limits(config) }, profile: stranger(profile) });

const cases: readonly (readonly [name: string, change: Change])[] = [
  ['somebody of whom a third is known', () => ({})],
  [
    'somebody of whom all is known',
    ({ config, profile }) => ({
      profile: {
        ...profile,
        known: Object.fromEntries(config.fields.map(({ name }) => [name, '2026-11-01T00:00:00Z'])),
      },
    }),
  ],
  ['a stranger whom nothing limits', limited(() => ({ ask: {} }))],
  [
    'a stranger for whom there is hardly any room',
    limited(({ ask }) => ({ ask: { ...ask, maxFields: 1, maxSteps: 1 } })),
  ],
  [
    'a stranger to whom no step is open',
    limited(({ steps }) => ({ steps: steps.map((step) => ({ ...step, when: { [leading]: 'never' } })) })),
  ],
];

/** How often anything is read in all, and how often each field, the most read first. */
function measure(size: number, change: Change, withRules: boolean, work: Work) {
  const made = makeForm(size, withRules);
  const { input, all, of } = countReads({ ...made, ...change(made) });
  work(input, withRules ? createRules(input.config, emailKind) : undefined);
  return { all: all(), fields: input.config.fields.map(of).sort((a, b) => b - a) };
}

describe.each(cases)('for %s', (_, change) => {
  it.each<[name: string, withRules: boolean, work: Work, named: number]>([
    ['a plan', false, plan, 0],
    ['an explanation', false, tell, 1],
    ['deriving classes by rules', true, derive, 0],
    ['a plan by rules', true, plan, 0],
    ['an explanation by rules', true, tell, 1],
  ])(
    'S74 %s looks at every field a bounded number of times, however many there are',
    (_name, withRules, work, named) => {
      const [small, middle, large] = sizes.map((size) => measure(size, change, withRules, work));
      if (!small || !middle || !large) throw new Error('three sizes are measured');
      expect(small.all).toBeGreaterThan(100);
      // What does not grow at all makes it less than two; what grew faster would make it more.
      expect(middle.all / small.all).toBeLessThan(2.1);
      expect(large.all / middle.all).toBeLessThan(2.1);
      // The one question for which there is no room is named in the sentence on each that comes after it.
      expect(large.fields[named]).toBeLessThanOrEqual(small.fields[0] ?? 0);
    },
  );
});

describe('the count of reads', () => {
  it('tells work that grows with the square from work that grows with the size', () => {
    const reads = (size: number, work: (list: readonly object[]) => void) => {
      const { input, all } = countReads(Array.from({ length: size }, () => ({})));
      work(input);
      return all();
    };
    const once = (list: readonly object[]) => list.forEach(() => {});
    const pairs = (list: readonly object[]) => list.forEach((one) => list.indexOf(one));
    expect(reads(100, once) / reads(50, once)).toBeLessThan(2.1);
    expect(reads(100, pairs) / reads(50, pairs)).toBeGreaterThan(3);
  });
});
