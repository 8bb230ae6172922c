/**
 * Random definitions with profiles, signals and answers that have to do with them: every kind of rule, facts by value
 * and by name, fresh and stale, consents, refusals, counts and classes. `situations()` is all of it together.
 */
import fc from 'fast-check';
import type { AnswerValue, Answers } from '../../src/model/answers.js';
import type { Condition, Scalar, Test } from '../../src/model/condition.js';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import {
  identityStrengths,
  type AskRecord,
  type Fact,
  type FactSource,
  type Profile,
} from '../../src/model/profile.js';
import type { Signals } from '../../src/model/signals.js';
import { noon } from '../fixtures/forms.js';

export interface Situation {
  readonly config: FormConfig;
  readonly profile: Profile;
  readonly signals: Signals;
  readonly answers: Answers;
}

const day = 86_400_000;
const sources: readonly FactSource[] = [
  'typed',
  'link',
  'login',
  'host',
  'enrichment',
  'backend',
  'device',
  'inferred',
];
const select = (...values: readonly string[]) => ({
  type: 'select' as const,
  options: values.map((value) => ({ value, label: `Label of ${value}` })),
});

/** Every field a random definition may have; the name tells its label apart from all values. */
const pool: readonly Partial<Field>[] = [
  { name: 'email', type: 'email' },
  { name: 'firstName', type: 'text' },
  { name: 'company', type: 'text' },
  { name: 'jobTitle', type: 'text', classify: 'jobTitle', bant: 'authority' },
  { name: 'employees', ...select('1-9', '10-99', '100-999', '1000+'), classify: 'companySize' },
  { name: 'phone', type: 'tel' },
  { name: 'timeline', ...select('now', 'year', 'never'), bant: 'timeline' },
  { name: 'budget', ...select('small', 'large'), bant: 'budget' },
  { name: 'need', type: 'textarea', bant: 'need' },
  { name: 'team', type: 'number' },
  { name: 'newsletter', type: 'checkbox' },
  { name: 'agree', type: 'consent' },
  { name: 'password', type: 'password', transient: true },
];
const texts: Readonly<Record<string, readonly string[]>> = {
  email: ['ada@gmail.com', 'ada@lovelace.example'],
  firstName: ['Ada', 'Grace'],
  company: ['Engine Ltd', 'Looms & Co'],
  jobTitle: ['CTO', 'Head of Marketing', 'Student'],
  phone: ['+44 20 7946 0000', '+49 30 1234567'],
  need: ['A faster mill', 'Fewer cards'],
  password: ['correct horse'],
};

/** Something a visitor might have answered. */
export function answersTo({ name, type, options }: Field): fc.Arbitrary<AnswerValue> {
  if (options) return fc.constantFrom(...options.map(({ value }) => value));
  if (type === 'number') return fc.integer({ min: 1, max: 40 });
  if (type === 'checkbox' || type === 'consent') return fc.constant(true);
  return fc.constantFrom(...(texts[name] ?? ['something']));
}

const durations = fc.constantFrom('P1D', 'P30D', 'P90D', 'P1Y');
/** Now and then: in `often` of `of` cases. */
const maybe = <T>(arbitrary: fc.Arbitrary<T>, often = 1, of = 2): fc.Arbitrary<T | undefined> =>
  fc.oneof({ arbitrary, weight: often }, { arbitrary: fc.constant(undefined), weight: of - often });
/** Leaves out what is `undefined`, as a definition does. */
const tidy = <T extends object>(value: T): T =>
  Object.fromEntries(Object.entries(value).filter(([, one]) => one !== undefined)) as T;

const numbers = (min: number, max: number): fc.Arbitrary<Test> =>
  fc.oneof(
    fc.integer({ min, max }),
    fc.array(fc.integer({ min, max }), { minLength: 1, maxLength: 3 }),
    fc.tuple(fc.constantFrom('gt', 'gte', 'lt', 'lte', 'eq', 'ne'), fc.integer({ min, max })).map(named),
  );
const words = (...list: readonly Scalar[]): fc.Arbitrary<Test> =>
  fc.oneof(
    fc.constantFrom(...list),
    fc.subarray([...list], { minLength: 1 }),
    fc.tuple(fc.constantFrom('eq', 'ne'), fc.constantFrom(...list)).map(named),
    fc.tuple(fc.constantFrom('in', 'notIn', 'only'), fc.subarray([...list], { minLength: 1 })).map(named),
    fc.boolean().map((known) => ({ known })),
  );
const named = ([op, want]: readonly [string, Scalar | readonly Scalar[]]) => ({ [op]: want }) as Test;

const testsOfField = (field: Field): fc.Arbitrary<Test> => {
  if (field.type === 'number')
    return fc.oneof(
      numbers(1, 40),
      fc.boolean().map((known) => ({ known })),
    );
  if (field.type === 'checkbox' || field.type === 'consent') return fc.boolean();
  return words(...(field.options?.map(({ value }) => value) ?? texts[field.name] ?? ['something']));
};

type Tests = Readonly<Record<string, fc.Arbitrary<Test>>>;

/** What is outside the form, and no rule makes. */
const contextTests: Tests = {
  'visit.count': numbers(1, 5),
  'visit.submissions': numbers(0, 3),
  'visit.logins': numbers(0, 3),
  'visit.first': durations.map((within) => ({ within })),
  'count.pricing': numbers(0, 4),
  'count.pricing.last': durations.map((within) => ({ within })),
  'consent.profiling': fc.boolean(),
  'identity.strength': words(...identityStrengths),
  'page.path': fc.constantFrom<Test>('/pricing', { startsWith: '/blog' }, { contains: 'case' }),
  'utm.source': words('mail', 'fair'),
  'device.kind': words('phone', 'desktop'),
  'now.hour': numbers(0, 23),
  'now.date': fc.constantFrom<Test>({ gte: '2026-12-01' }, { lt: '2026-11-01' }),
};
const classTests: Tests = {
  'email.kind': words('work', 'free'),
  'jobTitle.level': words('chief', 'staff'),
  'employees.size': numbers(1, 1000),
  'bant.need': fc.boolean(),
  'bant.complete': numbers(0, 4),
};
const scoreTests: Tests = { 'score.interest': numbers(0, 20) };
const segmentTests: Tests = { 'segment.big': fc.boolean(), 'segment.keen': fc.boolean() };
const laterTests: Tests = { stage: words('lead', 'qualified'), path: words('row0', 'row1') };

/** Random conditions over the given tests by path. */
export function conditions(tests: Tests): fc.Arbitrary<Condition> {
  const leaf = fc
    .constantFrom(...Object.entries(tests))
    .chain(([path, test]) => test.map((want): Condition => ({ [path]: want })));
  const map = fc
    .subarray(Object.keys(tests), { minLength: 1, maxLength: Math.min(2, Object.keys(tests).length) })
    .chain((paths) =>
      fc.record(Object.fromEntries(paths.map((path) => [path, tests[path] ?? fc.constant(true)]))),
    ) as fc.Arbitrary<Condition>;
  return fc.letrec<{ any: Condition }>((tie) => ({
    any: fc.oneof(
      { depthSize: 'small', maxDepth: 3 },
      { arbitrary: leaf, weight: 6 },
      { arbitrary: map, weight: 2 },
      { arbitrary: fc.boolean(), weight: 1 },
      { arbitrary: fc.array(tie('any'), { maxLength: 3 }).map((all) => ({ all })), weight: 2 },
      { arbitrary: fc.array(tie('any'), { maxLength: 3 }).map((any) => ({ any })), weight: 2 },
      { arbitrary: tie('any').map((not) => ({ not })), weight: 2 },
    ),
  })).any;
}

const fieldTests = (fields: readonly Field[]): Tests =>
  Object.fromEntries(fields.map((field) => [field.name, testsOfField(field)]));

const fields: fc.Arbitrary<readonly Field[]> = fc
  .subarray([...pool], { minLength: 1 })
  .chain((chosen) =>
    fc.tuple(...chosen.map((base) => flags.map((more) => tidy({ ...more, ...label(base) }) as Field))),
  )
  .chain((plain) =>
    fc.tuple(
      ...plain.map((field) =>
        maybe(
          conditions({ ...fieldTests(plain), ...contextTests, ...classTests, ...segmentTests }),
          1,
          5,
        ).map((when) => tidy({ ...field, when }) as Field),
      ),
    ),
  );

const rare = fc.constantFrom(undefined, undefined, undefined, undefined, true);
const flags = fc.record({
  purpose: fc.constantFrom('delivery', 'delivery', 'profiling'),
  required: fc.boolean(),
  alwaysAsk: rare,
  prefill: fc.constantFrom(undefined, true),
  sensitive: rare,
  queued: rare,
  freshFor: maybe(durations),
  priority: fc.constantFrom(undefined, undefined, 'critical', 'normal', 'nice'),
});
/** Consents are to what needs one. */
const label = (base: Partial<Field>) => ({
  ...base,
  label: `Question about ${base.name}`,
  ...(base.type === 'consent' && { purpose: 'profiling' }),
});

const stepsOver = (given: readonly Field[]): fc.Arbitrary<readonly Step[]> =>
  fc
    .array(
      fc.tuple(
        fc.subarray(
          given.map(({ name }) => name),
          { minLength: 1 },
        ),
        maybe(
          conditions({
            ...fieldTests(given),
            ...contextTests,
            ...classTests,
            ...scoreTests,
            ...segmentTests,
            ...laterTests,
          }),
          2,
          5,
        ),
        rare,
      ),
      { minLength: 1, maxLength: 5 },
    )
    .map((list) =>
      list.map(([names, when, skippable], i) =>
        tidy({ id: `step${i}`, reason: 'because it helps', fields: names, when, skippable } as Step),
      ),
    );

const ask = fc
  .record({
    maxFields: maybe(fc.integer({ min: 1, max: 4 })),
    maxSteps: maybe(fc.integer({ min: 1, max: 3 })),
    maxSeconds: maybe(fc.integer({ min: 3, max: 40 })),
    budget: maybe(fc.record({ questions: fc.integer({ min: 1, max: 8 }), per: durations })),
  })
  .map(tidy);

function rulesOver(given: readonly Field[], steps: readonly Step[]) {
  const base = { ...fieldTests(given), ...contextTests, ...classTests };
  const when = conditions({ ...base, ...scoreTests });
  const points = fc.integer({ min: 1, max: 10 });
  const ids = steps.map(({ id }) => id);
  const names = given.map(({ name }) => name);
  const term = fc.oneof(
    fc.record({ when: conditions(base), points }),
    fc.record({ count: fc.constant('pricing'), points }),
  );
  return fc
    .record({
      ask: maybe(ask),
      trigger: maybe(conditions({ 'page.scroll': numbers(0, 100) }), 1, 6),
      segments: maybe(fc.record({ big: when, keen: when })),
      scores: maybe(
        fc
          .record({ halfLife: maybe(durations), terms: fc.array(term, { minLength: 1, maxLength: 3 }) })
          .map((interest) => ({ interest: tidy(interest) })),
      ),
      stages: maybe(
        fc.tuple(when, when).map(([lead, qualified]) => [
          { id: 'lead', when: lead },
          { id: 'qualified', when: qualified },
        ]),
      ),
      matrix: maybe(
        fc
          .array(fc.record({ when, steps: fc.subarray(ids) }), { minLength: 1, maxLength: 3 })
          .map((rows) => rows.map((row, i) => ({ id: `row${i}`, ...row }))),
        1,
        4,
      ),
      pauses: maybe(
        fc
          .array(
            fc.record({
              when: conditions(fieldTests(given)),
              for: durations,
              fields: maybe(fc.subarray(names, { minLength: 1 })),
            }),
            { minLength: 1, maxLength: 2 },
          )
          .map((list) => list.map((pause, i) => tidy({ id: `pause${i}`, ...pause }))),
        1,
        4,
      ),
    })
    .map(tidy);
}

/** The reader takes them. They need not be wise: the inspector has something to say about most. */
export const definitions: fc.Arbitrary<FormConfig> = fields
  .chain((given) => stepsOver(given).map((steps) => ({ given, steps })))
  .chain(({ given, steps }) =>
    rulesOver(given, steps).map(
      (rules) =>
        ({
          schemaVersion: 1,
          id: 'random',
          version: '1',
          purposes: {
            delivery: { label: 'Delivery', legalBasis: 'implicit', retention: 'P30D' },
            profiling: { label: 'Profiling', legalBasis: 'explicit', retention: 'P2Y' },
          },
          signals: Object.fromEntries(
            ['count.pricing', 'page.path', 'utm.source', 'device.kind', 'now.hour', 'now.date'].map(
              (path) => [path, 'delivery'],
            ),
          ),
          fields: given,
          steps,
          ...rules,
        }) as FormConfig,
    ),
  );

/** Up to 400 days ago, and sometimes a week ahead. */
export const instants = fc
  .integer({ min: -400, max: 7 })
  .map((days) => new Date(noon + days * day).toISOString());

const facts = (field: Field): fc.Arbitrary<Fact> =>
  fc
    .record({
      value: answersTo(field),
      source: fc.constantFrom(...sources),
      at: instants,
      confirmedAt: maybe(instants),
    })
    .map((fact) => tidy(fact) as Fact);

const askRecords = fc
  .record({
    at: instants,
    outcome: fc.constantFrom('leftEmpty', 'refused', 'answered'),
    until: maybe(
      fc.integer({ min: -30, max: 30 }).map((days) => new Date(noon + days * day).toISOString()),
      4,
      5,
    ),
  })
  .map((record) => tidy(record) as AskRecord);

/** For some of the names. */
function record<T>(names: readonly string[], values: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> {
  const pairs = names.map((name) => maybe(values).map((value) => [name, value] as const));
  return fc.tuple(...pairs).map((list) => tidy(Object.fromEntries(list) as Record<string, T>));
}

/** Profiles of one who may know the form from before. */
export function profilesFor({ fields: given }: Pick<FormConfig, 'fields'>): fc.Arbitrary<Profile> {
  const names = given.map(({ name }) => name);
  return fc.record({
    facts: fc
      .tuple(...given.map((field) => maybe(facts(field)).map((fact) => [field.name, fact] as const)))
      .map((list) => tidy(Object.fromEntries(list) as Record<string, Fact>)),
    known: record(names, instants),
    classes: fc
      .record({
        'email.kind': maybe(fc.constantFrom('work', 'free')),
        'segment.big': maybe(fc.boolean()),
        stage: maybe(fc.constantFrom('lead', 'qualified')),
        path: maybe(fc.constantFrom('row0', 'row1')),
        'pause.pause0': maybe(instants),
        'score.interest.facts': maybe(fc.constantFrom('0', '01', '111')),
      })
      .map((classes) => tidy(classes) as Profile['classes']),
    asks: fc
      .subarray(names, { maxLength: Math.min(3, names.length) })
      .chain((some) => record(some, askRecords)),
    consents: record(['profiling'], instants),
    counts: record(
      ['pricing'],
      fc.record({ n: fc.integer({ min: 1, max: 5 }), first: instants, last: instants }),
    ),
    spent: fc.dictionary(instants, fc.integer({ min: 1, max: 4 }), { maxKeys: 3 }),
    visits: fc
      .record({
        count: fc.integer({ min: 1, max: 5 }),
        steps: fc.nat(2),
        first: maybe(instants),
        submissions: maybe(fc.nat(3)),
        logins: maybe(fc.nat(3)),
      })
      .map((visits) => tidy(visits) as Profile['visits']),
    identity: fc.record({ strength: fc.constantFrom(...identityStrengths) }),
  });
}

export const signals: fc.Arbitrary<Signals> = fc
  .record({
    'page.scroll': maybe(fc.nat(100)),
    'page.path': maybe(fc.constantFrom('/pricing', '/blog/case')),
    'utm.source': maybe(fc.constantFrom('mail', 'fair')),
    'device.kind': maybe(fc.constantFrom('phone', 'desktop')),
    'now.hour': maybe(fc.nat(23)),
    'now.date': maybe(fc.constant('2026-11-22')),
  })
  .map((values) => ({ now: noon, values: tidy(values) as Signals['values'] }));

/** What was typed on this visit and not yet sent; some of it was cleared again. */
export function answersFor({ fields: given }: Pick<FormConfig, 'fields'>): fc.Arbitrary<Answers> {
  return fc
    .tuple(
      ...given.map((field) =>
        maybe(
          fc.oneof({ arbitrary: answersTo(field), weight: 5 }, { arbitrary: fc.constant(''), weight: 1 }),
        ).map((value) => [field.name, value] as const),
      ),
    )
    .map((list) => tidy(Object.fromEntries(list) as Answers));
}

export function situations(): fc.Arbitrary<Situation> {
  return definitions.chain((config) =>
    fc.record({
      config: fc.constant(config),
      profile: profilesFor(config),
      signals,
      answers: fc.oneof(fc.constant({}), answersFor(config)),
    }),
  );
}
