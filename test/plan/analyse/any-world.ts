/** People of every kind and conditions on them, for the definition of `a-form.ts` with its rules. */
import fc from 'fast-check';
import type { Condition } from '../../../src/model/condition.js';
import type { FormConfig } from '../../../src/model/form-config.js';
import type { Profile } from '../../../src/model/profile.js';
import { evaluateCondition, type Found } from '../../../src/plan/evaluate-condition.js';
import { createLookUp } from '../../../src/plan/look-up.js';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import { emailKind } from '../../../src/profile/email-kind.js';
import { fact, noon, profile, signals } from '../../fixtures/forms.js';

const addresses = ['a@example.com', 'b@gmail.com', 'anna'];
const titles = ['Head of Sales', 'CTO', 'Vertriebsleiterin', 'Mensch', 'Junior Buyer'];
const companies = ['Aal GmbH', 'aal', 'Zebra Ltd', 'x', 'GmbH & Co'];
const sizes = ['1-9', '10-249', '250-999', '1000+'];
const timelines = ['now', 'year', 'never'];
const days = (n: number) => new Date(noon - n * 86_400_000).toISOString();

/** Facts by value, and the stage reached before. */
export const anyPerson: fc.Arbitrary<Profile> = fc
  .record({
    facts: fc.record(
      {
        email: fc.constantFrom(...addresses),
        company: fc.constantFrom(...companies),
        title: fc.constantFrom(...titles),
        employees: fc.constantFrom(...sizes),
        timeline: fc.constantFrom(...timelines),
        seats: fc.integer({ min: 1, max: 500 }),
        tags: fc.subarray(['crm', 'erp', 'shop'], { minLength: 1 }),
        terms: fc.boolean(),
      },
      { requiredKeys: [] },
    ),
    count: fc.integer({ min: 1, max: 6 }),
    last: fc.option(fc.constantFrom(days(0), days(1), days(6), days(30))),
    stage: fc.option(fc.constantFrom('lead', 'customer')),
    strength: fc.constantFrom('none', 'device', 'link', 'login', 'typed'),
  })
  .map(({ facts, count, last, stage, strength }) =>
    profile({
      facts: Object.fromEntries(Object.entries(facts).map(([name, value]) => [name, fact(value as string)])),
      visits: { count, steps: 0, ...(last !== null && { last }) },
      classes: stage === null ? {} : { stage },
      identity: { strength },
    }),
  );

const text = (values: readonly string[]) =>
  fc.oneof(
    fc.record({ eq: fc.constantFrom(...values) }),
    fc.record({ notIn: fc.subarray([...values]) }),
    fc.record({ known: fc.boolean() }),
  );
const words = fc.record(
  {
    contains: fc.constantFrom('gmbh', 'a', 'x'),
    startsWith: fc.constantFrom('aal', 'a', 'Z'),
    endsWith: fc.constantFrom('h', 'aal'),
    ne: fc.constantFrom(...companies),
    in: fc.subarray(companies),
    known: fc.boolean(),
  },
  { requiredKeys: [] },
);
const number = (...values: readonly number[]) =>
  fc.record(
    {
      gte: fc.constantFrom(...values),
      lt: fc.constantFrom(...values),
      gt: fc.constantFrom(...values),
      ne: fc.constantFrom(...values),
      known: fc.boolean(),
    },
    { requiredKeys: [] },
  );
const one = (path: string, test: fc.Arbitrary<unknown>) =>
  fc.record({ [path]: test }) as fc.Arbitrary<Condition>;
const comparison: fc.Arbitrary<Condition> = fc.oneof(
  one('company', words),
  one('employees', text(sizes)),
  one('timeline', text(timelines)),
  one('seats', number(1, 5, 5.5, 500)),
  one(
    'tags',
    fc.record(
      { only: fc.subarray(['crm', 'erp', 'shop']), contains: fc.constantFrom('crm', 'r') },
      { requiredKeys: [] },
    ),
  ),
  one('terms', fc.boolean()),
  one('visit.count', number(0, 1, 2, 4)),
  one(
    'visit.last',
    fc.record({ within: fc.constantFrom('P1D', 'P7D', 'P90D'), known: fc.boolean() }, { requiredKeys: [] }),
  ),
  one('identity.strength', text(['none', 'device', 'link', 'login', 'typed'])),
  one('email', fc.record({ known: fc.boolean() })),
  one('email.kind', text(['work', 'free'])),
  one('title.function', text(['sales', 'engineering', 'it'])),
  one('title.level', text(['director', 'executive', 'junior'])),
  one('employees.size', number(1, 10, 250, 1000)),
  one('employees.band', text(['micro', 'small', 'large', 'enterprise'])),
  one('segment.big', fc.boolean()),
  one('segment.small', fc.boolean()),
  one('stage', text(['lead', 'customer'])),
  one('score.fit', number(-5, 0, 5, 10)),
  one('bant.timeline', fc.boolean()),
  one('bant.complete', number(0, 1, 2, 4)),
);
export const { condition: anyCondition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    comparison,
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((all) => ({ all })),
    fc.array(tie('condition'), { minLength: 1, maxLength: 3 }).map((any) => ({ any })),
    tie('condition').map((not) => ({ not })),
  ),
}));

/** What the planner sees of a person, who has been through the rules. */
export function createSight(config: FormConfig) {
  const rules = createRules(config, emailKind);
  return (person: Profile): ((path: string) => Found) => {
    const derived = rules.derive?.(person, signals(), {}) ?? person;
    return createLookUp(config, derived, signals(), {});
  };
}

/** Whether a condition holds for a person, as the planner decides it. */
export function createJury(config: FormConfig) {
  const see = createSight(config);
  return (person: Profile): ((condition: Condition) => boolean) => {
    const look = see(person);
    return (condition) => evaluateCondition(condition, look, noon).ok;
  };
}
