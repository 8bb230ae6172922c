/** Definitions for tests: the smallest one, and any number of random ones, sound and unsound. */
import fc from 'fast-check';
import type { FormConfig } from '../../src/model/form-config.js';

type Mutable<T> = T extends object ? { -readonly [K in keyof T]: Mutable<T[K]> } : T;
export type Draft = Mutable<FormConfig>;

/** The smallest definition, after `change` had it. */
export function aDefinition(change: (draft: Draft) => void = () => {}): Draft {
  const draft: Draft = {
    schemaVersion: 1,
    id: 'form',
    version: '1',
    purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P30D' } },
    fields: [
      { name: 'first', type: 'text', label: 'First', purpose: 'use' },
      { name: 'second', type: 'text', label: 'Second', purpose: 'use' },
    ],
    steps: [{ id: 'one', reason: 'Because.', fields: ['first', 'second'] }],
  };
  change(draft);
  return draft;
}

const word = fc.constantFrom('a', 'b', 'id', 'submit', 'company', 'known', 'eq', 'x_1', 'label', 'fields');
const path = fc.oneof(
  word,
  fc.constantFrom('visit.count', 'utm.in', 'segment.all', 'page.path', 'email.kind', 'locale'),
);
const scalar = fc.oneof(fc.string(), fc.integer(), fc.boolean());
const duration = fc.constantFrom('P1D', 'PT12H', 'P2Y', 'P1Y2M3W4DT5H6M7S');
const operators = fc.record(
  {
    eq: scalar,
    ne: scalar,
    in: fc.array(scalar, { maxLength: 3 }),
    notIn: fc.array(scalar, { maxLength: 3 }),
    gt: fc.oneof(fc.string(), fc.integer()),
    lte: fc.oneof(fc.string(), fc.integer()),
    contains: scalar,
    startsWith: fc.string(),
    endsWith: fc.string(),
    within: duration,
    known: fc.boolean(),
  },
  { requiredKeys: [] },
);
const { condition } = fc.letrec((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3, withCrossShrink: true },
    fc.boolean(),
    fc.dictionary(path, fc.oneof(scalar, fc.array(scalar, { maxLength: 3 }), operators), { maxKeys: 3 }),
    fc.record({ all: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ any: fc.array(tie('condition'), { maxLength: 3 }) }),
    fc.record({ not: tie('condition') }),
  ),
}));
const text = fc.constantFrom(
  'Label',
  '<img src=x onerror=alert(1)>',
  '${constructor.constructor("x")()}',
  'ß 👍',
);
const field = fc.record(
  {
    name: word,
    type: fc.constantFrom(
      'text',
      'email',
      'tel',
      'url',
      'number',
      'date',
      'select',
      'radio',
      'checkbox',
      'multiselect',
      'country',
      'textarea',
      'consent',
      'hidden',
    ),
    label: text,
    purpose: fc.constantFrom('use', 'more'),
    hint: text,
    options: fc.constant([
      { value: 'a', label: 'A' },
      { value: 'b', label: 'B' },
    ]),
    required: fc.boolean(),
    prefill: fc.boolean(),
    transient: fc.boolean(),
    alwaysAsk: fc.boolean(),
    mapsTo: fc.constantFrom('Lead.Name', 'hs_x'),
    freshFor: duration,
    when: condition,
    rules: fc.constantFrom({}, { minLength: 1, maxLength: 9 }, { min: -1.5, max: 3, step: 0.5 }),
    priority: fc.constantFrom('critical', 'normal', 'nice'),
  },
  { requiredKeys: ['name', 'type', 'label', 'purpose', 'options'] },
);

/** Plain definitions, most of them sound; names may be undeclared and conditions may wait for each other. */
export const anyDefinition: fc.Arbitrary<Record<string, unknown>> = fc
  .uniqueArray(field, { selector: ({ name }) => name, minLength: 1, maxLength: 6 })
  .chain((fields) =>
    fc.record(
      {
        schemaVersion: fc.constant(1),
        id: fc.constantFrom('form', 'a.b-c_1'),
        version: fc.constantFrom('1', '2026-11'),
        locale: fc.constantFrom('de', 'en-GB'),
        purposes: fc.record({
          use: fc.constant({ label: 'Use', legalBasis: 'implicit', retention: 'P30D' }),
          more: fc.constant({ label: 'More', legalBasis: 'explicit', retention: 'P2Y' }),
        }),
        fields: fc.constant(fields),
        steps: fc.uniqueArray(
          fc.record(
            {
              id: fc.constantFrom('one', 'two', 'three'),
              reason: text,
              fields: fc.subarray(fields.map(({ name }) => name)),
              when: condition,
            },
            { requiredKeys: ['id', 'reason', 'fields'] },
          ),
          { selector: ({ id }) => id, minLength: 1, maxLength: 3 },
        ),
        ask: fc.constantFrom({}, { maxFields: 3 }, { maxFields: 1, maxSteps: 1 }),
        adapter: fc.constantFrom({ use: 'http' }, { use: 'webhook', endpoint: 'https://example.com/x?y=1' }),
        profile: fc.constantFrom({}, { remember: 'withConsent', purpose: 'more' }),
        afterSubmit: fc.constantFrom({}, { redirect: '/thanks', asset: { id: 'pdf', label: 'PDF' } }),
      },
      { requiredKeys: ['schemaVersion', 'id', 'version', 'purposes', 'fields', 'steps'] },
    ),
  );

const hostile = fc.oneof(
  fc.anything({
    withNullPrototype: true,
    withBigInt: true,
    withDate: true,
    withMap: true,
    withSparseArray: true,
  }),
  fc.constantFrom<unknown>(
    undefined,
    null,
    NaN,
    Infinity,
    -1,
    '',
    '__proto__',
    'constructor',
    'javascript:alert(1)',
    () => 1,
    Symbol('s'),
    JSON.parse('{"__proto__":{"polluted":true}}'),
    { constructor: { prototype: { polluted: true } } },
  ),
);

/** A definition with a few of its members replaced by, or joined by, anything. */
export const mutatedDefinition: fc.Arbitrary<unknown> = fc
  .tuple(anyDefinition, fc.array(fc.tuple(fc.nat(), hostile, fc.boolean()), { minLength: 1, maxLength: 3 }))
  .map(([definition, changes]) => {
    const copy = structuredClone(definition);
    for (const [seed, value, adds] of changes) replaceSomewhere(copy, seed, value, adds);
    return copy;
  });

function replaceSomewhere(root: object, seed: number, value: unknown, adds: boolean): void {
  const places: (readonly [Record<string, unknown>, string])[] = [];
  const walk = (object: Record<string, unknown>): void => {
    for (const [key, member] of Object.entries(object)) {
      places.push([object, key]);
      if (typeof member === 'object' && member !== null && places.length < 1_000) walk(member as never);
    }
  };
  walk(root as Record<string, unknown>);
  const place = places[seed % places.length];
  if (place) place[0][adds ? 'extra' : place[1]] = value;
}
