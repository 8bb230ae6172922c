import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { didYouMean } from '../../src/check/did-you-mean.js';
import type { Condition } from '../../src/model/condition.js';
import type { Field } from '../../src/model/form-config.js';
import { describeSchema } from '../../src/check/describe-schema.js';
import { aDefinition, type Draft } from './a-definition.js';

const problems = (change: (draft: Draft) => void) => checkConfig(aDefinition(change));
const field = (part: Partial<Field>) => problems((draft) => Object.assign(draft.fields[0]!, part));
const when = (condition: unknown) =>
  problems((draft) => (draft.steps[0]!.when = condition as Condition as never));

describe('the report on a definition', () => {
  it('M9 tells every problem at once, each with its place, the kind found and a remedy', () => {
    const found = problems((draft) => {
      Object.assign(draft.fields[0]!, { requird: true, type: 'txt', label: '' });
      draft.purposes['use']!.legalBasis = 'Explicit' as never;
      draft.steps[0]!.fields.push('secnod');
      draft.adapter = { use: 'http', endpoint: 'http://example.com' };
      draft.fields[1]!.purpose = 'usee';
    });
    expect(found).toEqual([
      {
        path: 'purposes.use.legalBasis',
        problem: 'is a string that is not known here',
        remedy: 'Did you mean explicit?',
      },
      {
        path: 'fields[0].type',
        problem: 'is no field type known here',
        remedy: expect.stringMatching(/^Did you mean text\? Use text, email, /),
      },
      {
        path: 'fields[0].label',
        problem: 'is a string that does not fit',
        remedy: 'Write at least one character.',
      },
      { path: 'fields[0].requird', problem: 'is no member known here', remedy: 'Did you mean required?' },
      { path: 'fields[1].purpose', problem: 'is no declared purpose', remedy: 'Did you mean use?' },
      { path: 'steps[0].fields[2]', problem: 'is no declared field', remedy: 'Did you mean second?' },
      {
        path: 'adapter.endpoint',
        problem: 'is no safe address',
        remedy: 'Write an absolute https address without credentials.',
      },
    ]);
  });

  it('M9 tells what is missing, and kinds instead of values', () => {
    const found = problems((draft) => {
      delete (draft as Partial<Draft>).id;
      draft.fields[0]!.label = 12345 as never;
      draft.ask = { maxFields: 1.5 };
      draft.steps[0]!.fields = 'first' as never;
      draft.profile = [] as never;
    });
    expect(found).toEqual([
      { path: 'id', problem: 'is missing', remedy: 'Write a string.' },
      { path: 'fields[0].label', problem: 'is a number', remedy: 'Write a string, in quotes.' },
      { path: 'steps[0].fields', problem: 'is a string', remedy: 'Write a list.' },
      { path: 'ask.maxFields', problem: 'is a number', remedy: 'Write a whole number.' },
      { path: 'profile', problem: 'is a list', remedy: 'Write an object.' },
    ]);
  });

  it('M9 names the purposes and the types to choose from', () => {
    const without = (member: 'purpose' | 'type') => problems((draft) => delete draft.fields[0]![member]);
    expect(without('purpose')).toEqual([
      { path: 'fields[0].purpose', problem: 'is missing', remedy: 'Write one of: use.' },
    ]);
    expect(without('type')).toMatchObject([
      { path: 'fields[0].type', problem: 'is missing', remedy: expect.stringMatching(/^Use text, email, /) },
    ]);
    const types =
      'Use text, email, tel, url, number, date, select, radio, checkbox, multiselect, country, textarea, password, consent, hidden.';
    expect(field({ type: 'e-mail' as never })).toEqual([
      {
        path: 'fields[0].type',
        problem: 'is no field type known here',
        remedy: `Did you mean email? ${types}`,
      },
    ]);
    expect(field({ type: 7 as never })).toMatchObject([
      { problem: 'is no field type known here', remedy: types },
    ]);
  });

  it('M9 says at which line and column a text is no JSON, and what stands there', () => {
    const comma = JSON.stringify(aDefinition(), null, 2).replace(/(\})(\s*\]\s*\}$)/, '$1,$2');
    const [found, ...others] = checkConfig(comma);
    expect(others).toEqual([]);
    expect(found).toEqual({
      path: '',
      problem: expect.stringMatching(/^is no JSON at line \d+, column 3, near `]`$/),
      remedy: 'Look for a comma too many or a missing quote there.',
    });
  });

  it.each([null, 5, [], '{', undefined])('BAD1 has one problem with %j', (input) => {
    expect(checkConfig(input)).toHaveLength(1);
  });

  it.each(['all', 'not', 'in', 'when'])('M9 keeps %s for conditions', (name) => {
    expect(field({ name })).toContainEqual({
      path: 'fields[0].name',
      problem: 'is a string that does not fit',
      remedy: expect.stringContaining('Words of conditions are taken.'),
    });
  });

  it.each([...'path stage locale visit consent identity count page utm'.split(' '), 'bant', 'segment'])(
    'M3 keeps %s for what conditions find beside the fields',
    (name) => {
      expect(field({ name })).toContainEqual({
        path: 'fields[0].name',
        problem: 'is a string that does not fit',
        remedy: 'Choose another name: conditions look at something else by this one.',
      });
      expect(field({ name: `${name}s` }).map(({ path }) => path)).toEqual(['steps[0].fields[0]']);
    },
  );

  it.each(['all', 'any', 'not', 'in', 'notIn', 'within', 'only', 'when', '2', '10', '-a'])(
    'S34 refuses %s as the id of a segment or a score, which the reader would trip over or move',
    (id) => {
      const unusable = (path: string) => ({
        path: expect.stringContaining(path) as string,
        problem: 'has an unusable name',
        remedy: expect.stringContaining('Start with a letter') as string,
      });
      const terms = [{ when: true, points: 1 }];
      expect(problems((it) => (it.segments = { [id]: { first: 'x' } }))).toEqual([unusable('segments')]);
      expect(problems((it) => (it.scores = { [id]: { terms } }))).toEqual([unusable('scores')]);
      expect(problems((it) => (it.segments = { [`a${id}`]: { first: 'x' } }))).toEqual([]);
    },
  );

  it.each([
    ['experiments', 'Use flags: a service chooses between variants.'],
    ['consents', 'Use fields of type consent.'],
  ])('M9 says what stands for %s', (name, remedy) => {
    expect(problems((draft) => Object.assign(draft, { [name]: [] }))).toEqual([
      { path: name, problem: 'is no member known here', remedy },
    ]);
    expect(problems((draft) => Object.assign(draft.fields[0]!, { [name]: [] }))).toMatchObject([
      { path: `fields[0].${name}`, remedy: 'Remove it.' },
    ]);
  });

  it('M9 M13 says where quotes are missing, and where they are too many', () => {
    const found = problems((draft) => {
      draft.version = 2 as never;
      draft.ask = { maxFields: '3' as never, maxSteps: 'three' as never };
      draft.fields[0]!.required = 'true' as never;
      draft.adapter = { use: 'hubspot', portalId: 12345678 as never, formId: 7 as never };
    });
    expect(found.map(({ path, remedy }) => [path, remedy])).toEqual([
      ['version', 'Write a string, in quotes.'],
      ['fields[0].required', 'Write a boolean, without quotes.'],
      ['ask.maxFields', 'Write a number, without quotes.'],
      ['ask.maxSteps', 'Write a number.'],
      ['adapter.portalId', 'Write its number: digits alone, in quotes.'],
      ['adapter.formId', expect.stringMatching(/^Write the GUID of the form, such as .*, in quotes\.$/)],
    ]);
  });

  it.each([
    ['(', 'Character 2: Close the group with ).'],
    ['[\\p{L}--[a-z]]', 'Character 1: Write a class such as [a-z0-9].'],
    ['(?=.*\\d).+', 'Character 1: Look-around'],
  ])('BAD13 BAD14 SEC6 refuses what a pattern may not hold, with the place in it (%s)', (pattern, remedy) => {
    expect(field({ hint: 'As on the card.', rules: { pattern } })).toMatchObject([
      { path: 'fields[0].rules.pattern', remedy: expect.stringContaining(remedy) },
    ]);
  });

  it('BAD13 SEC6 takes a pattern that other engines would never be done with, since ours is', () => {
    expect(field({ hint: 'As on the card.', rules: { pattern: '((a+)+)+$' } })).toEqual([]);
  });

  it('M9 wants a hint beside a pattern, and neither on what is chosen from a list', () => {
    expect(field({ rules: { pattern: 'A\\d+' } })).toMatchObject([
      { path: 'fields[0].hint', remedy: 'Say what the pattern asks for.' },
    ]);
    const choice = { type: 'select', options: [{ value: 'a', label: 'A' }], hint: 'One.' } as const;
    expect(field({ ...choice, rules: { pattern: 'a' } })).toMatchObject([
      { path: 'fields[0].rules.pattern' },
    ]);
  });

  it.each([
    [{ type: 'multiselect' }, 'options'],
    [{ type: 'multiselect', options: [{ value: 'a', label: 'A' }], byMail: true }, 'byMail'],
    [{ type: 'date', rules: { notBefore: '2027-02-30' } }, 'rules.notBefore'],
    [{ type: 'date', rules: { notAfter: '31.12.2027' } }, 'rules.notAfter'],
    [{ type: 'date', rules: { notBefore: '2028-01-01', notAfter: '2027-01-01' } }, 'rules.notBefore'],
    [{ type: 'text', rules: { notAfter: '2027-01-01' } }, 'rules.notAfter'],
    [{ type: 'text', emailPolicy: 'warn' }, 'emailPolicy'],
    [{ type: 'email', emailPolicy: 'never' }, 'emailPolicy'],
    [{ type: 'text', validator: 'a b' }, 'validator'],
    [{ type: 'text', value: 'x' }, 'value'],
    [{ type: 'hidden', required: true }, 'required'],
    [{ type: 'hidden', prefill: true }, 'prefill'],
    [{ type: 'hidden', queued: true }, 'queued'],
  ] as const)('M1 M9 names what does not go together: %j', (part, member) => {
    expect(field(part as never).map(({ path }) => path)).toContain(`fields[0].${member}`);
  });

  it.each([
    { type: 'url' },
    { type: 'date', rules: { notBefore: '2027-01-01', notAfter: '2027-12-31' } },
    { type: 'multiselect', options: [{ value: 'a', label: 'A' }] },
    { type: 'country' },
    { type: 'hidden', value: 'autumn', required: true },
    { type: 'email', emailPolicy: 'businessOnly' },
    { type: 'tel', validator: 'phone' },
  ] as const)('M1 M9 takes %j', (part) => {
    expect(field(part as never)).toEqual([]);
  });

  it('keeps drafts for thirty days at most', () => {
    expect(problems((it) => Object.assign(it, { draft: { keepFor: 'P30D' } }))).toEqual([]);
    for (const keepFor of ['P31D', 'P0D', 'a month'])
      expect(problems((it) => Object.assign(it, { draft: { keepFor } }))).toMatchObject([
        { path: 'draft.keepFor' },
      ]);
  });

  it('takes words of the form in the author’s own', () => {
    expect(
      problems((it) => Object.assign(it, { words: { send: 'Off it goes', required: '{label}?' } })),
    ).toEqual([]);
    const strange = { words: { send: 'Off', sned: 'Off', draftKeep: 'Keep', colour: 'Red' } };
    expect(problems((it) => Object.assign(it, strange))).toMatchObject([
      { path: 'words.sned', remedy: 'Did you mean send?' },
      { path: 'words.colour' },
    ]);
    expect(problems((it) => Object.assign(it, { words: { send: 7 } }))).toMatchObject([
      { path: 'words.send' },
    ]);
  });

  it.each(['../../x', 'de_DE', ''])('BAD23 names a locale that is no language tag (%s)', (locale) => {
    expect(problems((draft) => Object.assign(draft, { locale }))).toMatchObject([{ path: 'locale' }]);
  });

  it.each(['red;} body{', 'url(https://evil)'])(
    'BAD24 has no place for style in a definition (%s)',
    (style) => {
      expect(problems((draft) => Object.assign(draft, { style }))).toMatchObject([{ path: 'style' }]);
    },
  );

  it('BAD5 BAD7 tells an unknown version and what is there twice', () => {
    expect(problems((draft) => (draft.schemaVersion = 99 as never))[0]).toMatchObject({
      path: 'schemaVersion',
    });
    expect(problems((draft) => (draft.fields[1]!.name = 'first'))).toContainEqual({
      path: 'fields[1].name',
      problem: 'is there twice',
      remedy: 'Same as fields[0].name. Rename one.',
    });
  });
});

describe('limits', () => {
  it.each([
    ['fields[0].rules.min', { type: 'number', rules: { min: 2, max: 1 } }],
    ['fields[0].rules.minLength', { rules: { minLength: 2, maxLength: 1 } }],
    ['fields[0].rules.minLength', { rules: { minLength: -1 } }],
    ['fields[0].rules.step', { type: 'number', rules: { step: 0 } }],
    ['fields[0].rules.step', { type: 'number', rules: { step: -1 } }],
    ['fields[0].rules.max', { type: 'number', rules: { max: Infinity } }],
    ['fields[0].rules.max', { type: 'number', rules: { max: NaN } }],
  ])('BAD15 refuses %s of %j', (path, part) => {
    expect(field(part as Partial<Field>).map((problem) => problem.path)).toEqual([path]);
  });

  it('BAD18 refuses more than 500 options, options that are there twice, and a choice without any', () => {
    const options = Array.from({ length: 5_000 }, (_, i) => ({ value: `${i}`, label: `${i}` }));
    expect(field({ type: 'select', options })).toMatchObject([
      { path: 'fields[0].options', remedy: 'Give 500 options at most.' },
    ]);
    expect(field({ type: 'select', options: options.slice(0, 500) })).toEqual([]);
    expect(field({ type: 'radio', options: [options[0]!, options[0]!] })).toMatchObject([
      { path: 'fields[0].options[1].value', problem: 'is there twice' },
    ]);
    for (const part of [{ type: 'radio' }, { type: 'select', options: [] }] as const) {
      expect(field(part)).toMatchObject([{ path: 'fields[0].options' }]);
    }
  });

  it.each(['P', 'PT', '30 days', 'P1.5D', 'P-1D', '', 'P999999999999Y'])(
    'M9 refuses %j as a duration',
    (freshFor) => {
      expect(field({ freshFor })).toMatchObject([{ path: 'fields[0].freshFor' }]);
    },
  );

  it.each<[string, (draft: Draft) => void]>([
    ['fields[0].freshFor', (it) => (it.fields[0]!.freshFor = 'P0D')],
    ['ask.notNow', (it) => (it.ask = { notNow: 'PT0S' })],
    ['ask.budget.per', (it) => (it.ask = { budget: { questions: 1, per: 'P0D' } })],
    ['pauses[0].for', (it) => (it.pauses = [{ id: 'rest', when: { first: 'x' }, for: 'P0Y' }])],
    [
      'scores.fit.halfLife',
      (it) => (it.scores = { fit: { halfLife: 'P0W', terms: [{ when: true, points: 1 }] } }),
    ],
  ])('M9 refuses no time at all for %s', (path, change) => {
    expect(problems(change)).toMatchObject([
      { path, remedy: 'Write a duration that is longer than nothing.' },
    ]);
  });

  it('M2 refuses a reserve that stands beside consent boxes and reserves alone', () => {
    const reserve = (type: Field['type'], queued = false) =>
      problems((draft) => {
        draft.fields[0]!.queued = true;
        Object.assign(draft.fields[1]!, { type, queued });
      }).map(({ path }) => path);
    expect(reserve('consent')).toEqual(['fields[0].queued']);
    expect(reserve('text', true)).toEqual(['fields[0].queued', 'fields[1].queued']);
    expect(reserve('text')).toEqual([]);
  });

  it('M9 tells a question that a step lists twice', () => {
    expect(problems((draft) => draft.steps[0]!.fields.push('first'))).toMatchObject([
      { path: 'steps[0].fields[2]', problem: 'is there twice' },
    ]);
  });

  it('M9 tells a question of no step, unless a condition looks at what is known of it', () => {
    const change = (draft: Draft) => (draft.steps[0]!.fields = ['first']);
    expect(problems(change)).toEqual([
      { path: 'fields[1]', problem: 'is asked by no step', remedy: 'Add it to a step, or remove it.' },
    ]);
    expect(
      problems((draft) => {
        change(draft);
        draft.steps[0]!.when = { second: 'x' };
      }),
    ).toEqual([]);
    // Nor is one that mails ask.
    expect(
      problems((draft) => {
        change(draft);
        Object.assign(draft.fields[1]!, {
          type: 'radio',
          byMail: true,
          options: [{ value: 'a', label: 'A' }],
        });
      }),
    ).toEqual([]);
  });

  it('M9 refuses to prefill what is sensitive, and consent without its purpose', () => {
    expect(field({ sensitive: true, prefill: true })).toMatchObject([{ path: 'fields[0].prefill' }]);
    expect(problems((draft) => (draft.profile = { remember: 'withConsent' }))).toMatchObject([
      { path: 'profile.purpose' },
    ]);
  });

  it.each([
    [{ sensitive: true, onDevice: true }, 'onDevice'],
    [{ sensitive: true, enrich: true }, 'enrich'],
    [{ byMail: true }, 'byMail'],
    [{ confirm: true }, 'confirm'],
  ] as const)('F2 F7 tells where %j cannot do what it says', (change, member) => {
    expect(field(change)).toMatchObject([{ path: `fields[0].${member}` }]);
  });

  it('M5 a parameter of the address fills a field that there is', () => {
    const remember = { remember: 'never' } as const;
    expect(
      problems((draft) => (draft.profile = { ...remember, parameters: { topic: 'frist' } })),
    ).toMatchObject([{ path: 'profile.parameters.topic', remedy: 'Did you mean first?' }]);
    expect(problems((draft) => (draft.profile = { ...remember, parameters: { topic: 'first' } }))).toEqual(
      [],
    );
  });

  it('BAD1 a trigger that is null is no trigger', () => {
    expect(problems((draft) => Object.assign(draft, { trigger: null }))).toMatchObject([{ path: 'trigger' }]);
  });
});

describe('conditions', () => {
  it.each([
    ['.all', { all: {} }, 'Write a list of conditions.'],
    ['.all', { all: [true], first: 'x' }, 'It stands alone in its object: join several conditions by all.'],
    ['.any[0]', { any: ['x'] }, 'Write true, false or an object of tests.'],
    ['.frist', { frist: 'x' }, 'Did you mean first?'],
    ['["visits.count"]', { 'visits.count': 2 }, 'Did you mean visit.count?'],
    ['["consent.marketing"]', { 'consent.marketing': true }, 'Declare it under purposes.'],
    ['.colour', { colour: 'x' }, 'Declare it as a field.'],
    ['["bant.budget"]', { 'bant.budget': true }, 'Declare it by the bant of fields.'],
    ['.stage', { stage: 'lead' }, 'Declare it by stages.'],
    ['.path', { path: 'hobby' }, 'Declare it by a matrix.'],
    ['.first.gtee', { first: { gtee: 1 } }, 'Did you mean gte?'],
    ['.first.toString', { first: { toString: 1 } }, /^Use eq, ne/],
    ['.first.gte', { first: { gte: true } }, 'Write a number or a string.'],
    ['.first.in', { first: { in: 'x' } }, 'Write a list.'],
    ['.first[1]', { first: ['x', null] }, 'Write a string or a number or a boolean.'],
    ['.first.within', { first: { within: '2 days' } }, 'Write an ISO 8601 duration such as P30D.'],
    ['.first', { first: null }, 'Write a string or a number or a boolean.'],
    ['', null, 'Write true, false or an object of tests.'],
  ])('M9 finds what is wrong at when%s', (path, condition, remedy) => {
    expect(when(condition)).toMatchObject([
      {
        path: `steps[0].when${path}`,
        remedy: remedy instanceof RegExp ? expect.stringMatching(remedy) : remedy,
      },
    ]);
  });

  it.each(['visit.count', 'visit.since', 'visit.logins', 'email.kind', 'consent.use', 'identity.strength'])(
    'M9 takes the path %s of the context',
    (path) => expect(when({ [path]: { ne: 'x' } })).toEqual([]),
  );

  it('M3 knows every operator, `only` with a list', () => {
    expect(when({ first: { only: ['x', 'y'], contains: 'x', known: true } })).toEqual([]);
    expect(when({ first: { only: 'x' } })).toMatchObject([
      { path: 'steps[0].when.first.only', remedy: 'Write a list.' },
    ]);
  });

  it('M9 takes eight levels and 200 tests, and no more', () => {
    const nested = (depth: number): unknown => (depth === 1 ? true : { not: nested(depth - 1) });
    expect(when(nested(8))).toEqual([]);
    expect(when(nested(9))).toMatchObject([{ remedy: 'Nest 8 levels at most.' }]);
    const wide = (count: number) => ({ any: Array.from({ length: count - 1 }, () => ({ first: 'x' })) });
    expect(when(wide(200))).toEqual([]);
    expect(when(wide(201))).toMatchObject([{ path: 'steps[0].when', remedy: 'Use 200 tests at most.' }]);
  });

  it('BAD16 refuses fields that wait for each other, and tells the cycle', () => {
    const waiting = problems((draft) => {
      draft.fields[0]!.when = { second: 'x' };
      draft.fields[1]!.when = { any: [{ not: { first: { known: true } } }] };
    });
    expect(waiting).toMatchObject([
      { path: 'fields[0].when', remedy: 'Break the cycle first → second → first.' },
    ]);
    expect(field({ when: { first: { known: false } } })).toMatchObject([
      { remedy: 'Break the cycle first → first.' },
    ]);
    expect(problems((draft) => (draft.fields[1]!.when = { first: 'x' }))).toEqual([]);
  });
});

/** A definition with every member that rules can have, after `change` had it. */
const ruled = (change: (draft: Draft) => void = () => {}) =>
  problems((draft) => {
    Object.assign(draft, {
      ask: { maxSeconds: 60, budget: { questions: 6, per: 'P30D' }, notNow: 'P14D' },
      signals: {
        'utm.source': 'use',
        'count.pricing': 'use',
        'page.query.plan-id': 'use',
        'flag.a-b': 'use',
      },
      flags: { 'a-b': { use: 'trials', variants: ['old', 'new'], default: 'old' } },
      trigger: { any: [{ 'page.seconds': { gte: 20 } }, { 'page.exit': true }] },
      scores: {
        interest: {
          halfLife: 'P14D',
          terms: [
            { when: { 'utm.source': 'fair' }, points: 5 },
            { count: 'pricing', points: 3, max: 4 },
          ],
        },
      },
      segments: {
        keen: { 'score.interest': { gte: 10 }, 'count.pricing.last': { within: 'P7D' } },
        'big-fish': { 'segment.keen': true, 'second.size': { gte: 1000 }, 'bant.complete': { gte: 1 } },
      },
      stages: [
        { id: 'lead', label: 'Lead', when: { first: { known: true } } },
        { id: 'hot', when: { 'segment.big-fish': true } },
      ],
      pauses: [{ id: 'later', when: { first: 'never', stage: 'lead' }, for: 'P90D', fields: ['second'] }],
      matrix: [
        { id: 'a', when: { stage: 'hot', 'pause.later': { known: false } }, steps: ['one'] },
        { id: 'b', when: true, steps: [] },
      ],
    });
    Object.assign(draft.fields[0]!, { queued: true, bant: 'timeline', classify: 'jobTitle' });
    Object.assign(draft.fields[1]!, {
      classify: 'companySize',
      when: { path: 'a', 'page.query.plan-id': { known: true }, 'flag.a-b': 'new' },
    });
    Object.assign(draft.steps[0]!, { skippable: true, when: { 'first.level': { ne: 'head' } } });
    change(draft);
  });
const ruledWhen = (condition: unknown) => ruled((draft) => (draft.steps[0]!.when = condition as never));

describe('rules', () => {
  it('S34 S69 takes a definition with every member there is', () => expect(ruled()).toEqual([]));

  it.each<[string, string, (draft: Draft) => void]>([
    ['matrix[0].steps[0]', 'is no declared step', (it) => (it.matrix![0]!.steps = ['on'])],
    ['matrix[0].steps[1]', 'is there twice', (it) => (it.matrix![0]!.steps = ['one', 'one'])],
    ['matrix[1].id', 'is there twice', (it) => (it.matrix![1]!.id = 'a')],
    ['stages[1].id', 'is there twice', (it) => (it.stages![1]!.id = 'lead')],
    ['pauses[1].id', 'is there twice', (it) => it.pauses!.push({ ...it.pauses![0]! })],
    ['pauses[0].fields[0]', 'is no declared field', (it) => (it.pauses![0]!.fields = ['secnd'])],
    ['pauses[0].for', 'is missing', (it) => delete (it.pauses![0] as { for?: string }).for],
    ['stages[0].when', 'is missing', (it) => delete (it.stages![0] as { when?: true }).when],
    ['matrix', 'is a list that does not fit', (it) => (it.matrix = [])],
    ['segments["a b"]', 'has an unusable name', (it) => Object.assign(it.segments!, { 'a b': true })],
    ['segments["a.b"]', 'has an unusable name', (it) => Object.assign(it.segments!, { 'a.b': true })],
    ['segments.keen.all', 'is an object', (it) => (it.segments!['keen'] = { all: {} } as never)],
    ['segments', 'is a list', (it) => (it.segments = [] as never)],
    ['scores.interest.terms', 'is missing', (it) => (it.scores = { interest: {} } as never)],
    ['scores.interest.terms[0].pionts', 'is no member known here', (it) => add(it, { pionts: 1 })],
    ['scores.interest.terms[0]', 'is an object that does not fit', (it) => add(it, { count: 'pricing' })],
    ['scores.interest.terms[0]', 'is an object that does not fit', (it) => add(it, { max: 2 })],
    ['scores.interest.terms[0].points', 'is a string', (it) => add(it, { points: '5' })],
    ['scores.interest.terms[1].count', 'is not declared', (it) => (term(it, 1)['count'] = 'downloads')],
    ['scores.interest.terms[0].when', 'is a number', (it) => add(it, { when: 5 })],
    ['signals["utm.source"]', 'is no declared purpose', (it) => (it.signals!['utm.source'] = 'usee')],
    ['signals["device.screen"]', 'is not known here', (it) => (it.signals!['device.screen'] = 'use')],
    ['trigger', 'is a number', (it) => (it.trigger = 5 as never)],
    ['fields[0].classify', 'is a string that does not fit', (it) => (it.fields[0]!.type = 'number')],
    ['fields[1].queued', 'is a boolean that does not fit', (it) => (it.fields[1]!.queued = true)],
    ['ask.budget.per', 'is missing', (it) => (it.ask = { budget: { questions: 1 } as never })],
    ['ask.maxSeconds', 'is a number that does not fit', (it) => (it.ask = { maxSeconds: 0 })],
  ])('S34 says that %s %s', (path, problem, change) => {
    const found = ruled(change).find((one) => one.path === path);
    expect(found?.problem.startsWith(problem) && found.remedy).toBeTruthy();
  });

  const term = (draft: Draft, i: number) => draft.scores!['interest']!.terms[i] as Record<string, unknown>;
  const add = (draft: Draft, part: object) => Object.assign(term(draft, 0), part);

  it.each<[string, unknown, string]>([
    ['utm.medium', 'x', 'Declare it under signals with the purpose it serves.'],
    ['count.downloads.last', { within: 'P1D' }, 'Declare it under signals with the purpose it serves.'],
    ['utm.sorce!', 'x', 'Did you mean utm.source?'],
    ['page.scroll', { gte: 50 }, 'Use it in trigger alone: it changes while the page is read.'],
    ['segment.ken', true, 'Did you mean segment.keen?'],
    ['segment.whale', true, 'Declare it under segments.'],
    ['score.intrest', 3, 'Did you mean score.interest?'],
    ['bant.buget', true, 'Did you mean bant.budget?'],
    ['pause.holidays', { known: true }, 'Declare it under pauses.'],
    ['first.size', 3, 'Declare it by "classify": "companySize" of its field.'],
    ['toString', 'x', 'Declare it as a field.'],
  ])('S69 M4 says what to do about the path %s that is not declared', (path, test, remedy) => {
    const key = /^\w+$/.test(path) ? `.${path}` : `["${path}"]`;
    const found = ruledWhen({ 'first.level': 'head', [path]: test });
    expect(found).toMatchObject([{ path: `steps[0].when${key}`, remedy }]);
  });

  it('S69 refuses to count what nothing uses, and takes what goes along with the answers', () => {
    const found = ruled((it) => Object.assign(it.signals!, { 'device.kind': 'use', 'count.visit': 'use' }));
    const remedy = 'Nothing uses it: remove it, so that it is not read.';
    expect(found).toEqual(
      ['count.visit'].map((path) => ({
        path: `signals["${path}"]`,
        problem: 'is read for nothing',
        remedy,
      })),
    );
  });

  it.each<[string, (draft: Draft) => void]>([
    ['scores.interest.terms[0].when["segment.keen"]', (it) => add(it, { when: { 'segment.keen': true } })],
    ['scores.interest.terms[0].when["score.interest"]', (it) => add(it, { when: { 'score.interest': 1 } })],
    [
      'segments.keen["segment.big-fish"]',
      (it) => Object.assign(it.segments!['keen']!, { 'segment.big-fish': true }),
    ],
    ['segments.keen["segment.keen"]', (it) => Object.assign(it.segments!['keen']!, { 'segment.keen': true })],
    ['segments.keen.stage', (it) => Object.assign(it.segments!['keen']!, { stage: 'lead' })],
    ['stages[0].when["pause.later"]', (it) => (it.stages![0]!.when = { 'pause.later': { known: true } })],
    ['pauses[0].when.path', (it) => (it.pauses![0]!.when = { path: 'a' })],
    ['matrix[0].when.path', (it) => Object.assign(it.matrix![0]!.when, { path: 'b' })],
  ])('S34 refuses at %s what is settled later', (path, change) => {
    const found = ruled(change).filter((one) => one.path === path);
    expect(found).toEqual([
      {
        path,
        problem: 'is not settled yet when this is decided',
        remedy: expect.stringMatching(/^Look at what is settled before: first scores, then segments/),
      },
    ]);
  });

  it('S9 lets a trigger look at the page alone', () => {
    const trigger = { 'page.events': 'calculator-used', 'utm.source': 'fair', 'count.pricing': { gte: 2 } };
    expect(ruled((it) => (it.trigger = trigger))).toEqual([]);
    expect(ruled((it) => (it.trigger = { 'visit.count': 2, 'page.idle': { gte: 9 } }))).toMatchObject([
      {
        path: 'trigger["visit.count"]',
        remedy: 'Move it to the when of steps: a trigger looks at the page, not at the visitor.',
      },
    ]);
  });

  it('BAD16 refuses a field that waits for the class of its own answer', () => {
    const found = ruled((it) => (it.fields[0]!.when = { 'first.function': 'sales' }));
    expect(found).toMatchObject([{ path: 'fields[0].when', remedy: 'Break the cycle first → first.' }]);
  });
});

describe('suggestions', () => {
  it.each([
    ['requird', 'required'],
    ['lable', 'label'],
    ['Label', 'label'],
    ['optoins', 'options'],
  ])('M9 finds for %s the member %s', (word, meant) => {
    expect(didYouMean(word, ['name', 'label', 'required', 'options'])).toBe(`Did you mean ${meant}?`);
  });

  it.each(['colour', '', 'x'.repeat(10_000)])('M9 suggests nothing for %j', (word) => {
    expect(didYouMean(word, ['name', 'label', 'required', 'options'])).toBeUndefined();
  });
});

describe('the published JSON Schema', () => {
  const schema = JSON.parse(JSON.stringify(describeSchema())) as {
    readonly [key: string]: unknown;
    readonly properties: Readonly<Record<string, { readonly description?: string }>>;
  };

  it('M9 is draft-07, asks for what is required and lets no unknown member pass', () => {
    expect(schema).toMatchObject({
      $schema: 'http://json-schema.org/draft-07/schema#',
      required: ['schemaVersion', 'id', 'version', 'purposes', 'fields', 'steps'],
      additionalProperties: false,
      properties: {
        fields: { items: { required: ['name', 'type', 'label', 'purpose'], additionalProperties: false } },
        steps: { items: { required: ['id', 'reason', 'fields'], additionalProperties: false } },
      },
    });
  });

  it('M9 describes every member, and lets definitions name their schema', () => {
    expect(Object.values(schema.properties).every(({ description }) => description)).toBe(true);
    expect(Object.keys(schema.properties)).toContain('$schema');
  });
});
