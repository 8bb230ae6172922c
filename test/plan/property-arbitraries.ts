/**
 * Visitors for the properties of the planner: what they would answer, how they go about it on each visit, and what is
 * known of them afterwards. Their own little memory, so that a fault of the product's cannot hide one of the plan.
 */
import fc from 'fast-check';
import type { Answers } from '../../src/model/answers.js';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import type { Ask, Plan, PlannedStep } from '../../src/model/plan.js';
import { emptyProfile, type AskRecord, type Fact, type Profile } from '../../src/model/profile.js';
import type { Signals } from '../../src/model/signals.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { emailKind } from '../../src/profile/email-kind.js';
import { noon } from '../fixtures/forms.js';
import { answersTo, definitions, signals } from './arbitraries.js';

const minute = 60_000;
const day = 1440 * minute;
const iso = (ms: number) => new Date(ms).toISOString();

export const planWith = (config: FormConfig, profile: Profile, at: Signals, answers: Answers = {}): Plan =>
  planFields(config, profile, at, answers, createRules(config, emailKind));

/** What was asked, blank or not, in the order of the plan; without what is only shown beside it. */
export const listAsked = ({ steps }: Pick<Plan, 'steps'>): readonly Ask[] =>
  steps
    .flatMap(({ ask, confirm }) => [...ask, ...confirm])
    .filter(({ reason }) => reason.word !== 'prefilled');

export const listTold = ({ steps, skip }: Plan): readonly (readonly [field: string, word: string])[] =>
  [...steps.flatMap(({ ask, confirm }) => [...ask, ...confirm]), ...skip].map(({ field, reason }) => [
    field,
    reason.word,
  ]);

/** Questions that cost the visitor something. */
export const listBlanks = ({ fields }: FormConfig, { ask }: PlannedStep): readonly string[] => {
  const boxes = new Set(fields.filter(({ type }) => type === 'consent').map(({ name }) => name));
  return ask.filter(({ field, prefill }) => !prefill && !boxes.has(field)).map(({ field }) => field);
};

/** What a visitor does with a view. */
const acts = ['answer', 'answerRequired', 'notNow', 'never', 'leave'] as const;
export type Act = (typeof acts)[number];

export interface Visit {
  /** Days since the one before. */
  readonly after: number;
  readonly acts: readonly Act[];
}

export interface Life {
  readonly config: FormConfig;
  /** Her answer to every question, once and for all. */
  readonly answers: Answers;
  readonly values: Signals['values'];
  readonly visits: readonly Visit[];
  /** A device without leave to keep values keeps names and classes. */
  readonly keepsValues: boolean;
}

export const lives = (configs: fc.Arbitrary<FormConfig> = definitions): fc.Arbitrary<Life> =>
  configs.chain((config) =>
    fc.record({
      config: fc.constant(config),
      answers: fc
        .tuple(...config.fields.map((field) => answersTo(field).map((value) => [field.name, value] as const)))
        .map((list): Answers => Object.fromEntries(list)),
      values: signals.map(({ values }) => values),
      visits: fc.array(
        fc.record({
          after: fc.integer({ min: 1, max: 60 }),
          acts: fc.array(fc.constantFrom(...acts), { minLength: 1, maxLength: 4 }),
        }),
        { minLength: 1, maxLength: 5 },
      ),
      keepsValues: fc.boolean(),
    }),
  );

/** One look at the form: what was planned, and what came of its first view. */
export interface Moment {
  readonly visit: number;
  readonly now: number;
  readonly before: Profile;
  readonly plan: Plan;
  readonly act: Act | undefined;
  readonly after: Profile;
}

/** Every plan of every visit, until the visitor leaves or nothing is asked. */
export function play({ config, answers, values, visits, keepsValues }: Life): readonly Moment[] {
  const moments: Moment[] = [];
  let profile: Profile = { ...emptyProfile(), identity: { strength: 'device', id: 'd' } };
  let now = noon;
  visits.forEach((visit, index) => {
    now += visit.after * day;
    const since = { count: index + 1, steps: 0, first: profile.visits.first ?? iso(now), since: iso(now) };
    profile = { ...profile, visits: { ...since, submissions: countSubmitted(moments) } };
    for (const act of [...visit.acts, 'leave' as const]) {
      now += minute;
      const before = profile;
      const plan = planWith(config, before, { now, values });
      const [view] = plan.steps;
      if (view && act !== 'leave') profile = finish({ config, answers, keepsValues }, before, view, act, now);
      moments.push({ visit: index, now, before, plan, act: view && act, after: profile });
      if (!view || act === 'leave') return;
    }
  });
  return moments;
}

const countSubmitted = (moments: readonly Moment[]): number =>
  new Set(moments.filter(({ act }) => act?.startsWith('answer')).map(({ visit }) => visit)).size;

/** What is known after a view was sent or passed over. */
function finish(
  { config, answers, keepsValues }: Pick<Life, 'config' | 'answers' | 'keepsValues'>,
  profile: Profile,
  view: PlannedStep,
  act: Act,
  now: number,
): Profile {
  const fields = listAsked({ steps: [view] }).flatMap(
    ({ field }) => config.fields.find(({ name }) => name === field) ?? [],
  );
  const spent = { ...profile.spent, [iso(now)]: listBlanks(config, view).length };
  const visits = { ...profile.visits, steps: profile.visits.steps + 1 };
  const put = { ...profile, spent, visits };
  if (act === 'notNow' || act === 'never') return { ...put, asks: refuse(put, fields, act, now) };
  const given = fields.filter(({ required }) => act === 'answer' || required);
  const left = fields.filter((field) => !given.includes(field));
  const learned = learn(put, given, answers, now);
  const rest = (names: readonly Field[], outcome: AskRecord['outcome'], until: number) =>
    Object.fromEntries(names.map(({ name }) => [name, { at: iso(now), outcome, until: iso(until) }]));
  const again = given.filter(({ transient, alwaysAsk }) => transient || alwaysAsk);
  const asks = {
    ...profile.asks,
    ...rest(again, 'answered', now + 30 * minute),
    ...rest(left, 'leftEmpty', now + 90 * day),
  };
  const { classes } = createRules(config, emailKind).derive?.(learned, { now, values: {} }, {}) ?? learned;
  return { ...learned, asks, classes, ...(keepsValues ? {} : forgetValues(learned)) };
}

const refuse = ({ asks }: Profile, fields: readonly Field[], act: Act, now: number): Profile['asks'] => ({
  ...asks,
  ...Object.fromEntries(
    fields.map(({ name }): [string, AskRecord] => [
      name,
      { at: iso(now), outcome: 'refused', ...(act === 'notNow' && { until: iso(now + 30 * day) }) },
    ]),
  ),
});

function learn(profile: Profile, given: readonly Field[], answers: Answers, now: number): Profile {
  const kept = given.filter(({ transient }) => !transient);
  const boxes = kept.filter(({ type }) => type === 'consent');
  const fact = (name: string): Fact => ({ value: answers[name] ?? true, source: 'typed', at: iso(now) });
  return {
    ...profile,
    facts: { ...profile.facts, ...Object.fromEntries(kept.map(({ name }) => [name, fact(name)])) },
    consents: { ...profile.consents, ...Object.fromEntries(boxes.map((box) => [box.purpose, iso(now)])) },
  };
}

function forgetValues({ facts, known }: Profile): Pick<Profile, 'facts' | 'known'> {
  const names = Object.entries(facts).map(([name, { at }]) => [name, at]);
  return { facts: {}, known: { ...known, ...(Object.fromEntries(names) as Profile['known']) } };
}

/** The same definition, its steps taken apart: some left out, some new, all of them and their fields in any order. */
export const rearranged = ({ fields, steps }: FormConfig): fc.Arbitrary<readonly Step[]> => {
  const names = fields.map(({ name }) => name);
  const fresh = fc.shuffledSubarray(names, { minLength: 1 });
  return fc
    .tuple(
      fc.subarray([...steps]),
      fc.array(fresh, { maxLength: 3 }),
      fc.array(fc.nat(), { minLength: 9, maxLength: 9 }),
    )
    .map(([kept, added, order]) => {
      const inserted = added.map((list, i): Step => ({ id: `new${i}`, reason: 'because', fields: list }));
      const all = [...kept.map((step) => ({ ...step, fields: step.fields.toReversed() })), ...inserted];
      return all
        .map((step, i) => ({ step, rank: order[i] ?? 0 }))
        .sort((a, b) => a.rank - b.rank)
        .map(({ step }) => step);
    });
};
