import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { describeSchema } from '../../src/check/describe-schema.js';
import { readConfig } from '../../src/check/read-config.js';
import type { AdapterChoice, OneAdapter } from '../../src/model/adapter-choice.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { cases } from '../fixtures/forms.js';
import { aDefinition } from './a-definition.js';
import { anyAdapter, anyFlags, everyAdapter, optional } from './any-adapter.js';

const withAdapter = (adapter: unknown) =>
  aDefinition((draft) => {
    draft.purposes['ads'] = { label: 'Ads', legalBasis: 'explicit', retention: 'P30D' };
    draft.fields.push({ name: 'box', type: 'consent', label: 'Yes', purpose: 'ads' });
    draft.steps[0]?.fields.push('box');
    draft.adapter = adapter as never;
  });
const problems = (adapter: unknown) => checkConfig(withAdapter(adapter));
const lines = (adapter: unknown) =>
  problems(adapter).map(({ path, problem, remedy }) => `${path}: ${problem}. ${remedy}`);

const all = Object.values(everyAdapter);
const settings = all.flatMap((choice) =>
  Object.keys(choice)
    .filter((name) => name !== 'use')
    .map((name) => [choice.use, name, choice] as const),
);
const mayBeAbsent = (use: OneAdapter['use'], name: string): boolean =>
  (optional.includes(name) && use !== 'netlify') ||
  name === 'path' ||
  (name === 'endpoint' && /http|webhook|salesforce|segment|mixpanel|posthog/.test(use));

describe('the adapters that a definition can name', () => {
  it.each(all.map((choice) => [choice.use, choice] as const))(
    'M13 takes %s with every setting it has',
    (_, choice) => {
      expect(problems(choice)).toEqual([]);
      expect(problems({ ...choice, map: { first: 'Lead.First', second: '' } })).toEqual([]);
      expect(problems({ use: 'http', mirrors: [choice, { ...choice, purpose: 'ads' }] })).toEqual([]);
      const config = withAdapter({ use: 'http', mirrors: [choice] });
      expect(readConfig(config)).toEqual(config);
    },
  );

  it.each(settings.filter(([use, name]) => !mayBeAbsent(use, name)))(
    'M13 V5 V7 V8 V19 names the setting that is missing: %s %s',
    (_, name, choice) => {
      const without = Object.fromEntries(Object.entries(choice).filter(([key]) => key !== name));
      const missing = (path: string) => [
        { path, problem: 'is missing', remedy: expect.stringMatching(/^Write \w.{10,}\.$/) as string },
      ];
      expect(problems(without)).toEqual(missing(`adapter.${name}`));
      expect(problems({ use: 'http', mirrors: [without] })).toEqual(missing(`adapter.mirrors[0].${name}`));
    },
  );

  it.each(settings.filter(([use, name]) => mayBeAbsent(use, name) && !/value|currency/.test(name)))(
    'M13 does without %s %s',
    (_, name, choice) => {
      const without = Object.fromEntries(Object.entries(choice).filter(([key]) => key !== name));
      expect(problems(without)).toEqual([]);
    },
  );

  it('M13 wants the address of a mirror, which no attribute can name', () => {
    const remedy = 'Write an absolute https address without credentials.';
    for (const use of ['http', 'webhook'])
      expect(problems({ use: 'http', mirrors: [{ use }] })).toEqual([
        { path: 'adapter.mirrors[0].endpoint', problem: 'is missing', remedy },
      ]);
  });

  it.each(settings)('M13 refuses another kind, a blank and markup as %s %s', (_, name, choice) => {
    for (const value of [5, true, null, '', '<b> '.repeat(99)]) {
      const isWords = name === 'formName' || name === 'leadSource';
      if (isWords && typeof value === 'string' && value) continue;
      expect(problems({ ...choice, [name]: value })[0]?.path).toBe(`adapter.${name}`);
    }
  });
});

describe('a name that is not there', () => {
  const names = Object.keys(everyAdapter).join(', ');

  it('M9 M13 lists those that there are where the name is missing or like none', () => {
    expect(lines({})).toEqual([`adapter.use: is missing. Use ${names}.`]);
    expect(lines({ use: 7 })).toEqual([`adapter.use: is a number that is not known here. Use ${names}.`]);
    expect(lines({ use: 'carrier pigeon' })).toEqual([
      `adapter.use: is a string that is not known here. Use ${names}.`,
    ]);
    expect(lines('http')).toEqual(['adapter: is a string. Write an object.']);
  });

  it.each([
    ['hubspto', 'hubspot'],
    ['Mailpanel', 'mixpanel'],
    ['dataLayer', 'data-layer'],
    ['Salesforce', 'salesforce-web-to-lead'],
    ['pardot', 'pardot-form-handler'],
    ['Zapier', 'webhook'],
    ['customer.io', 'segment'],
    ['RudderStack', 'segment'],
    ['GA4', 'data-layer'],
  ])('M9 M13 asks for %s whether %s was meant, also of a mirror', (use, meant) => {
    const told = `is a string that is not known here. Did you mean ${meant}?`;
    expect(lines({ use, portalId: 5 })).toEqual([`adapter.use: ${told}`]);
    expect(lines({ use: 'http', mirrors: [{ use: 'console' }, { use }] })).toEqual([
      `adapter.mirrors[1].use: ${told}`,
    ]);
  });

  it('M9 suggests the settings of that very adapter', () => {
    const { hubspot, segment } = everyAdapter;
    expect(lines({ ...hubspot, regoin: 'eu1' })).toEqual([
      'adapter.regoin: is no member known here. Did you mean region?',
    ]);
    expect(lines({ use: 'http', mirrors: [{ ...segment, regoin: 'eu1' }] })).toEqual([
      'adapter.mirrors[0].regoin: is no member known here. Remove it.',
    ]);
    expect(lines({ use: 'http', mirrors: [{ use: 'console', mirrors: [] }] })).toEqual([
      'adapter.mirrors[0].mirrors: is no member known here. Remove it.',
    ]);
  });

  it.each(all.filter((choice) => !('endpoint' in choice)).map((choice) => [choice.use, choice] as const))(
    'M9 M13 takes no address for %s, which would change nothing',
    (_, choice) => {
      const placed = { ...choice, endpoint: 'https://example.com' };
      const told = 'endpoint: is no member known here. Remove it.';
      expect(lines(placed)).toEqual([`adapter.${told}`]);
      expect(lines({ use: 'http', mirrors: [placed] })).toEqual([`adapter.mirrors[0].${told}`]);
    },
  );

  it('M9 tells what else is wrong beside it', () => {
    const definition = withAdapter({ use: 'hubspto', mirrors: 5, endpoint: [] });
    definition.steps[0]?.fields.push('thrid');
    expect(checkConfig(definition).map(({ path }) => path)).toEqual(['adapter.use', 'steps[0].fields[3]']);
  });
});

describe('the settings', () => {
  it('M13 may name a form of Formspree that is in a project', () => {
    expect(problems({ use: 'formspree', formId: 'p/1234567890/f/contact' })).toEqual([]);
  });

  it.each<[string, AdapterChoice, string]>([
    ['portalId', { ...everyAdapter.hubspot, portalId: 'acme' }, 'Write its number: digits alone.'],
    ['formId', { ...everyAdapter.hubspot, formId: '8a1c4b2e' }, 'Write the GUID of the form, such as'],
    ['region', { ...everyAdapter.hubspot, region: 'eu' as never }, 'Did you mean eu1?'],
    ['subscriptions.use', { ...everyAdapter.hubspot, subscriptions: { use: 'news' } }, 'Write its number'],
    ['subscriptions.ad', { ...everyAdapter.hubspot, subscriptions: { ad: '1' } }, 'Did you mean ads?'],
    ['formId', { ...everyAdapter.mautic, formId: 'x' }, 'Write its number'],
    ['munchkinId', { ...everyAdapter.marketo, munchkinId: '12' }, 'such as 123-ABC-456.'],
    ['orgId', { ...everyAdapter['salesforce-web-to-lead'], orgId: '00D0000000000012' }, '15 or 18'],
    ['formId', { ...everyAdapter.formspree, formId: 'https://formspree.io/f/x' }, 'what follows /f/'],
    ['formId', { ...everyAdapter.formspree, formId: 'p/1/f/a/b' }, 'write p/<project>/f/<key>'],
    ['path', { ...everyAdapter.netlify, path: '//evil.example' }, 'Write a path'],
    ['writeKey', { ...everyAdapter.segment, writeKey: 'a b' }, 'without blanks'],
    ['projectKey', { ...everyAdapter.posthog, projectKey: 'phx_abc' }, 'a personal key is a secret'],
    ['layer', { ...everyAdapter['data-layer'], layer: '__proto__' }, 'such as dataLayer.'],
    ['value', { ...everyAdapter['data-layer'], value: '1,5' }, 'Write a number'],
    ['currency', { ...everyAdapter['data-layer'], currency: 'EURO' }, 'such as EUR.'],
    ['currency', { ...everyAdapter['data-layer'], currency: 'QQQ' }, 'such as EUR.'],
    ['leadField', { use: 'data-layer', leadField: 'frist' }, 'Did you mean first?'],
    ['mailPurpose', { use: 'clevertap', mailPurpose: 'adds' }, 'Did you mean ads?'],
    ['trackingPurpose', { ...everyAdapter.hubspot, trackingPurpose: 'adds' }, 'Did you mean ads?'],
    ['currency', { use: 'data-layer', value: '3' }, 'Name the currency of the value'],
    ['value', { use: 'data-layer', currency: 'EUR' }, 'Say how much a lead is worth'],
    ['map["a b"]', { use: 'console', map: { 'a b': 'x' } }, 'Write the name of a field.'],
    ['map.first', { use: 'console', map: { first: '<b>' } }, 'Use a plain name'],
  ])('M9 M13 says what is wrong with %s, with its place', (member, choice, remedy) => {
    expect(problems(choice)).toMatchObject([
      { path: `adapter.${member}`, remedy: expect.stringContaining(remedy) as string },
    ]);
    expect(problems({ use: 'http', mirrors: [choice] })).toMatchObject([
      { path: `adapter.mirrors[0].${member}` },
    ]);
  });

  it.each(all.filter((choice) => 'endpoint' in choice).map((choice) => [choice.use, choice] as const))(
    'BAD22 SEC33 sends to no unsafe address by %s, nor by its mirror',
    (_, choice) => {
      const unsafe = [
        'http://example.com',
        'file:///x',
        '/v1',
        '',
        'https://user:secret@example.com',
        '//x.de',
      ];
      for (const endpoint of unsafe) {
        const remedy = 'Write an absolute https address without credentials.';
        expect(problems({ ...choice, endpoint })).toMatchObject([{ path: 'adapter.endpoint', remedy }]);
        const mirrored = problems({ use: 'http', mirrors: [{ ...choice, endpoint }] });
        expect(mirrored).toMatchObject([{ path: 'adapter.mirrors[0].endpoint', remedy }]);
        expect(JSON.stringify(mirrored)).not.toContain('secret');
      }
      expect(problems({ ...choice, endpoint: 'http://localhost:4173' })).toEqual([]);
    },
  );

  it('V18 lets a mirror wait for a purpose that somebody is asked to agree to, and nothing else', () => {
    const mirrored = (purpose: string) => lines({ use: 'http', mirrors: [{ use: 'console', purpose }] });
    expect(mirrored('ads')).toEqual([]);
    expect(mirrored('adds')).toEqual([
      'adapter.mirrors[0].purpose: is no declared purpose. Did you mean ads?',
    ]);
    expect(mirrored('use')).toEqual([
      'adapter.mirrors[0].purpose: is a purpose that nobody is asked to agree to. Add a consent field with this purpose to a step, or remove it.',
    ]);
    expect(lines({ use: 'console', purpose: 'ads' })).toEqual([
      'adapter.purpose: has no effect here. Remove it: only a mirror waits for an agreement.',
    ]);
  });
});

interface Schema {
  readonly description?: string;
  readonly const?: string;
  readonly $ref?: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly items?: Schema;
  readonly oneOf?: readonly Schema[];
  readonly definitions?: Readonly<Record<string, Schema>>;
}

describe('the adapters in the published JSON Schema', () => {
  const schema = JSON.parse(JSON.stringify(describeSchema())) as Schema;
  const choices = schema.properties?.['adapter']?.oneOf ?? [];
  const mirrors = schema.definitions?.['mirror']?.oneOf ?? [];
  const nameOf = (choice: Schema) => choice.properties?.['use']?.const;

  it('M9 M13 offers every adapter by its name, also as a mirror', () => {
    expect(choices.map(nameOf)).toEqual(Object.keys(everyAdapter));
    expect(mirrors.map(nameOf)).toEqual(Object.keys(everyAdapter));
  });

  it('M9 describes every setting of each, and asks for those that are needed', () => {
    for (const { required, properties = {} } of [...choices, ...mirrors]) {
      for (const one of Object.values(properties)) expect(one.description).toMatch(/\w{2}/);
      expect(required).toContain('use');
    }
    const required = (list: readonly Schema[]) =>
      Object.fromEntries(list.map((choice) => [nameOf(choice), choice.required]));
    expect(required(choices)).toMatchObject({
      http: ['use'],
      hubspot: ['use', 'portalId', 'formId'],
      marketo: ['use', 'endpoint', 'munchkinId', 'formId'],
      console: ['use'],
    });
    expect(required(mirrors)).toMatchObject({ http: ['use', 'endpoint'], webhook: ['use', 'endpoint'] });
  });

  it('M9 gives only the one that delivers mirrors, and spells those out once', () => {
    for (const { properties } of choices)
      expect(properties?.['mirrors']?.items).toEqual({ $ref: '#/definitions/mirror' });
    for (const { properties = {} } of mirrors) expect(Object.keys(properties)).not.toContain('mirrors');
    expect(JSON.stringify(schema).length).toBeLessThan(100_000);
  });

  const words = (use: string, member: string) =>
    choices.find((choice) => nameOf(choice) === use)?.properties?.[member]?.description;

  it('V5 V18 says what a consent allows, and whom a mirror that waits for one is told of', () => {
    expect(words('hubspot', 'trackingPurpose')).toBe(
      "The purpose whose consent allows HubSpot's cookie to be read and sent; never without it.",
    );
    for (const { properties } of mirrors)
      expect(properties?.['purpose']?.description).toContain('now or before');
    expect(words('data-layer', 'use')).toContain('A mirror with a purpose gives it no pf_… events');
  });

  it('V5 V7 warns of what loses data silently', () => {
    expect(words('segment', 'endpoint')).toContain('loses the data silently');
    expect(words('hubspot', 'formId')).toContain('require email alone');
    expect(words('netlify', 'use')).toContain('others are dropped');
  });
});

describe('any choice of adapters and flags', () => {
  it('M13 SEC5 that the schema takes, the reader takes', { timeout: 600_000 }, () => {
    let taken = 0;
    fc.assert(
      fc.property(anyAdapter, anyFlags, fc.boolean(), (adapter, flags, declares) => {
        const definition = withAdapter(adapter) as unknown as Record<string, unknown>;
        const ids = Object.keys(flags).map((id) => [`flag.${id}`, 'use']);
        const whole: unknown = {
          ...definition,
          flags,
          ...(declares && { signals: Object.fromEntries(ids) as FormConfig['signals'] }),
        };
        if (checkConfig(whole).length) return;
        taken += 1;
        expect(readConfig(whole)).toEqual(whole);
      }),
      { numRuns: cases },
    );
    expect(taken).toBeGreaterThan(cases / 20);
  });
});
