import { describe, expect, it } from 'vitest';
import { findUnmapped } from '../../src/adapters/map-check.js';
import { findHints } from '../../src/adapters/map-hints.js';
import { vendorOf } from '../../src/adapters/map-vendors.js';
import { didYouMean } from '../../src/check/did-you-mean.js';
import { inspectDefinition } from '../../src/inspection.js';
import type { AdapterChoice, OneAdapter } from '../../src/model/adapter-choice.js';
import type { ConfigProblem } from '../../src/model/ports.js';
import { aDefinition, type Draft } from './a-definition.js';
import { everyAdapter } from './any-adapter.js';

/** Asks for a name, an address, a company, a secret and a time; and for consent and a password, which are no answers. */
const form = (adapter: AdapterChoice, change: (draft: Draft) => void = () => {}) =>
  aDefinition((draft) => {
    const use = { label: 'Label', purpose: 'use' };
    draft.fields = [
      { ...use, name: 'lastName', type: 'text' },
      { ...use, name: 'email', type: 'email' },
      { ...use, name: 'company', type: 'text' },
      { ...use, name: 'income', type: 'text', sensitive: true },
      { ...use, name: 'timeline', type: 'text' },
      { ...use, name: 'agreed', type: 'consent' },
      { ...use, name: 'secret', type: 'password', transient: true },
    ];
    draft.steps[0]!.fields = draft.fields.map(({ name }) => name);
    draft.adapter = adapter as never;
    change(draft);
  });
const say = ({ path, problem, remedy }: ConfigProblem) => `${path}: ${problem}. ${remedy}`;
const lines = (adapter: AdapterChoice, change?: (draft: Draft) => void) =>
  findUnmapped(form(adapter, change), didYouMean).map(say);
const places = (adapter: AdapterChoice, change?: (draft: Draft) => void) =>
  findUnmapped(form(adapter, change)).map(({ path }) => path);

const { hubspot, mautic, marketo, clevertap, auth0, netlify, segment } = everyAdapter;
const salesforce = everyAdapter['salesforce-web-to-lead'];
const pardot = everyAdapter['pardot-form-handler'];
const usual = Object.values(everyAdapter);
const fixed = usual.filter(({ use }) => vendorOf(use).vocabulary === 'fixed');
const others = usual.filter(({ use }) => vendorOf(use).vocabulary !== 'fixed');

describe('fields that a back end has no place for', () => {
  it('M13 V5 names each, with what to do', () => {
    expect(lines(hubspot)).toEqual(
      [3, 4].map(
        (i) =>
          `fields[${i}].mapsTo: is missing: HubSpot has no usual name for ${i === 3 ? 'income' : 'timeline'}. ` +
          'Write what it is called there, here or in adapter.map, or "" in adapter.map so that it is not sent.',
      ),
    );
  });

  it.each(fixed.map((choice) => [choice.use, choice] as const))(
    'M13 finds them with %s until each has a name, or is not sent',
    (_, choice) => {
      expect(places(choice)).toEqual(expect.arrayContaining(['fields[3].mapsTo', 'fields[4].mapsTo']));
      const map = { lastName: 'last_name', income: '', timeline: 'hs_timeline' };
      const email = choice.use === 'pardot-form-handler' ? { email: 'Email', company: 'Firm' } : {};
      expect(lines({ ...choice, map: { ...map, ...email } })).toEqual([]);
    },
  );

  it.each(others.map((choice) => [choice.use, choice] as const))(
    'M13 V7 V8 V18 finds none with %s',
    (_, choice) => {
      expect(lines(choice)).toEqual([]);
    },
  );

  it('M13 takes any name with Netlify, whose static form has been given those of the definition', () => {
    expect(others).toContain(netlify);
  });

  it('M13 counts neither what no step asks nor consents and what is only for the page', () => {
    expect(places(hubspot, (it) => (it.steps[0]!.fields = ['email', 'agreed', 'secret']))).toEqual([]);
  });

  it('M13 looks at every mirror, of which none is told what is sensitive unless its map says so', () => {
    const mirrors = [hubspot, { ...hubspot, map: { income: 'annual_income', timeline: '' } }] as const;
    expect(findUnmapped(form({ use: 'http', mirrors })).map(say)).toEqual([
      expect.stringMatching(/^adapter\.mirrors\[0]\.map\.timeline: /),
    ]);
  });

  it('M13 is told by whoever inspects the definition', () => {
    expect(inspectDefinition(form(hubspot)).map(({ path }) => path)).toEqual([
      'fields[3].mapsTo',
      'fields[4].mapsTo',
    ]);
  });
});

describe('names that are given', () => {
  it('M9 must be those of fields, or of what else can be sent', () => {
    const map = { timline: 'x', stage: 'y', submission_id: 'z', agreed: 'a', secret: 'b' };
    expect(lines({ ...segment, map })).toEqual([
      'adapter.map.timline: is no declared field. Did you mean timeline?',
      'adapter.map.stage: is no declared field. Add stages to the definition.',
      'adapter.map.submission_id: is no declared field. Remove it: it has one name there.',
      'adapter.map.agreed: is never sent as an answer. Remove it.',
      'adapter.map.secret: is never sent as an answer. Remove it.',
    ]);
    const staged = (draft: Draft) => (draft.stages = [{ id: 'lead', when: true }]);
    expect(lines({ ...segment, map: { stage: 'y' } }, staged)).toEqual([]);
    const ours = { submission_id: '00N1', consent_use: '00N2', income: '', timeline: '' };
    expect(lines({ ...salesforce, map: ours })).toEqual([]);
  });

  it.each([marketo, auth0, clevertap].map((choice) => [choice.use, choice] as const))(
    'M9 M13 may be those of consents with %s, and of nothing else of ours',
    (_, choice) => {
      const unsent = { income: '', timeline: '' };
      expect(lines({ ...choice, map: { ...unsent, consent_use: 'OptIn' } })).toEqual([]);
      expect(
        lines({ ...choice, map: { ...unsent, consent_us: 'x', submission_id: 'y', step: 'z' } }),
      ).toEqual([
        'adapter.map.consent_us: is no declared field. Did you mean consent_use?',
        'adapter.map.submission_id: is no declared field. Remove it: it has one name there.',
        'adapter.map.step: is no declared field. Remove it: it has one name there.',
      ]);
    },
  );

  it.each(usual.map((choice) => [choice.use, choice] as const))(
    'M13 may be those of a stage and of segments with %s, unless it is told nothing of the kind',
    (use, choice) => {
      const reaching = (draft: Draft) => {
        draft.stages = [{ id: 'lead', when: true }];
        draft.segments = { big: true };
      };
      const named = { ...choice, map: { stage: 'Stage', segments: 'Segments' } };
      const found = places(named, reaching).filter((path) => path.startsWith('adapter.map'));
      expect(found).toEqual(vendorOf(use).vocabulary === 'none' ? ['adapter.map'] : []);
    },
  );

  it('M13 must differ from each other', () => {
    expect(lines({ ...segment, map: { timeline: 'income' } })).toEqual([
      'adapter.map.timeline: gives timeline the name income, which Segment knows income by. Give each a name of its own.',
    ]);
    const mapped = (draft: Draft) => {
      draft.fields[3]!.mapsTo = 'x';
      draft.fields[4]!.mapsTo = 'x';
    };
    expect(places(hubspot, mapped)).toEqual(['fields[4].mapsTo']);
    expect(places({ ...hubspot, map: { timeline: '' } }, mapped)).toEqual([]);
    expect(places({ use: 'http' }, mapped)).toEqual([]);
    expect(places(clevertap, mapped)).toEqual([]); // which makes one text of them
  });

  it.each<[string, string, string]>([
    ['x', 'x.y', 'beside which Segment has no place for x, the name of income. Give each a place of its own'],
    [
      'x.y',
      'x',
      'beside which Segment has no place for x.y, the name of income. Give each a place of its own',
    ],
    ['x.y.z', 'x.y', 'beside which Segment has no place for x.y.z, the name of income. Give each a place'],
    ['x.y', 'x.y', 'which Segment knows income by. Give each a name of its own.'],
  ])('V7 must not be of a group and of a place in it: %s and %s', (income, timeline, said) => {
    const map = { income, timeline };
    expect(lines({ ...segment, map })).toEqual([
      expect.stringContaining(`adapter.map.timeline: gives timeline the name ${timeline}, ${said}`),
    ]);
    // Where a dot is a dot, only the same is the same.
    expect(lines({ ...everyAdapter.webhook, map })).toHaveLength(income === timeline ? 1 : 0);
  });

  it('V7 may be of two places in one group, or of a company that has more than its name', () => {
    expect(lines({ ...segment, map: { income: 'x.y', timeline: 'x.z' } })).toEqual([]);
    expect(lines({ ...segment, map: { income: 'company.income' } })).toEqual([]);
    expect(places({ ...segment, map: { income: 'company.name' } })).toEqual(['adapter.map.income']);
  });

  it('V7 differ by themselves for an address and a city, but not for an address and a street', () => {
    const called = (income: string, timeline: string) => (draft: Draft) => {
      draft.fields[3]!.name = income;
      draft.fields[4]!.name = timeline;
      draft.steps[0]!.fields = draft.fields.map(({ name }) => name);
    };
    expect(lines(segment, called('address', 'city'))).toEqual([]);
    expect(places(segment, called('address', 'street'))).toEqual(['fields[4].mapsTo']);
  });

  it.each(['data-layer', 'console'] as const)(
    'V18 are for nothing with %s, which is told no answer',
    (use) => {
      expect(lines({ use, map: { email: 'x' } })).toEqual([
        expect.stringMatching(/^adapter\.map: has no effect: .* is told no answer\. Remove it\.$/),
      ]);
    },
  );
});

describe('names that must come', () => {
  const map = { income: '', timeline: '' };
  it.each<[string, OneAdapter, readonly string[]]>([
    ['V5', hubspot, ['email']],
    ['M13', marketo, ['Email']],
    ['V19', clevertap, ['Email or Identity']],
  ])('%s are missed where no field fills them: %j', (_, choice, needs) => {
    const without = (draft: Draft) => (draft.steps[0]!.fields = ['company', 'lastName']);
    expect(findUnmapped(form(choice, without)).map(({ path, problem }) => `${path} ${problem}`)).toEqual(
      needs.map(
        (need) => `adapter fills no ${need}, without which ${vendorOf(choice.use).title} takes nothing`,
      ),
    );
    expect(lines({ ...choice, map })).toEqual([]);
    expect(places({ ...choice, map: { ...map, email: '' } })).toEqual(['adapter']);
  });

  it('M13 must come with every step where each is a lead of its own', () => {
    const parted = (draft: Draft) => {
      draft.steps[0]!.fields = ['lastName', 'email', 'agreed'];
      draft.steps.push({ id: 'two', reason: 'Because.', fields: ['company'] });
      draft.steps.push({ id: 'three', reason: 'Because.', fields: ['secret'] });
    };
    expect(lines(salesforce, parted)).toEqual([
      'steps[0].fields: fills no company, without which Salesforce takes nothing. Ask for it in the same step: each step is a record of its own there.',
      'steps[1].fields: fills no last_name, without which Salesforce takes nothing. Ask for it in the same step: each step is a record of its own there.',
    ]);
  });
});

describe('steps that come before anybody is known', () => {
  const map = { income: '', timeline: '' };
  /** What each step asks. */
  const inSteps =
    (...steps: readonly (readonly string[])[]) =>
    (draft: Draft) =>
      (draft.steps = steps.map((fields, i) => ({ id: `s${i}`, reason: 'Because.', fields: [...fields] })));

  it.each<[OneAdapter, string]>([
    [hubspot, 'email is asked, by which alone HubSpot'],
    [{ ...pardot, map: { email: 'Mail' } }, 'email is asked, by which alone Pardot'],
    [mautic, 'email is asked, by which alone Mautic'],
    [marketo, 'Email is asked, by which alone Marketo'],
    [clevertap, 'Email or Identity is asked, by which alone CleverTap'],
  ])('M13 V5 V19 are told of with $use', (choice, said) => {
    const named = { ...choice, map: { ...map, lastName: 'L', company: 'C', ...choice.map } };
    const late = inSteps(['lastName'], ['company', 'secret'], ['email'], ['income']);
    expect(lines(named, late)).toEqual(
      [0, 1].map(
        (i) => `steps[${i}].fields: comes before ${said} knows people. Ask for it in the first step.`,
      ),
    );
    expect(lines(named, inSteps(['email', 'lastName'], ['company']))).toEqual([]);
  });

  it('M13 are told of none with what takes each submission by itself', () => {
    for (const choice of [segment, netlify, auth0, { use: 'http' } as const])
      expect(lines(choice, inSteps(['lastName'], ['email']))).toEqual([]);
  });

  it('M13 count where a consent is given in them, but not where nothing is sent', () => {
    expect(places(hubspot, inSteps(['secret'], ['agreed'], ['email']))).toEqual(['steps[1].fields']);
    const mirrored = { use: 'http', mirrors: [hubspot] } as const;
    expect(places(mirrored, inSteps(['agreed'], ['income'], ['email']))).toEqual([]);
    expect(places(mirrored, inSteps(['lastName'], ['email']))).toEqual(['steps[0].fields']);
  });

  it('M13 are not told of where nobody is ever asked: that is said once', () => {
    expect(places({ ...hubspot, map }, inSteps(['lastName'], ['company']))).toEqual(['adapter']);
    expect(places({ ...mautic, map }, inSteps(['lastName'], ['company']))).toEqual([]);
  });
});

describe('what is worth a word', () => {
  const hints = (adapter: AdapterChoice, change?: (draft: Draft) => void) =>
    findHints(form(adapter, change)).map(say);

  it('M13 tells that a mirror hears a sensitive answer, which is allowed', () => {
    const mirrors = [{ ...segment, map: { income: 'income', timeline: 'when' } }];
    expect(lines({ use: 'http', mirrors })).toEqual([]);
    expect(hints({ use: 'http', mirrors })).toEqual([
      'adapter.mirrors[0].map.income: tells Segment a sensitive answer. Remove it unless that is what you mean.',
    ]);
    expect(hints({ use: 'http', mirrors: [{ ...segment, map: { income: '' } }] })).toEqual([]);
    expect(hints({ ...segment, map: { income: 'income' } })).toEqual([]);
    const told = { use: 'data-layer', map: { income: 'income' } } as const; // which is told no answer
    expect(hints({ use: 'http', mirrors: [told] })).toEqual([]);
  });

  it('M13 tells that our collector goes by no map, save what that lets a mirror be told', () => {
    const why = 'has no effect: the collector knows fields by their own names. Remove it.';
    const map = { email: 'Mail', company: '' };
    const http = { use: 'http', endpoint: 'https://collector.example' } as const;
    expect(hints({ ...http, map })).toEqual([`adapter.map: ${why}`]);
    expect(hints({ ...http, map: { income: 'income' } })).toEqual([`adapter.map: ${why}`]);
    expect(hints(http)).toEqual([]);
    const mirrored = (names: Readonly<Record<string, string>>) =>
      hints({ ...segment, mirrors: [{ ...http, map: names }] }).filter((line) => line.includes('no effect'));
    expect(mirrored(map)).toEqual([`adapter.mirrors[0].map: ${why}`]);
    expect(mirrored({ income: '' })).toEqual([`adapter.mirrors[0].map: ${why}`]);
    expect(mirrored({ ...map, income: 'income' })).toEqual([
      `adapter.mirrors[0].map.email: ${why}`,
      `adapter.mirrors[0].map.company: ${why}`,
    ]);
    expect(mirrored({ income: 'income', stage: 'stage' })).toEqual([]);
  });

  it('V5 tells what HubSpot does with a CAPTCHA, and with a form in several steps', () => {
    const captcha =
      'adapter.formId: takes nothing from outside while its CAPTCHA is on. Leave the CAPTCHA of this form off in HubSpot.';
    expect(hints(hubspot)).toEqual([captcha]);
    expect(hints({ use: 'http', mirrors: [hubspot] })).toEqual([
      captcha.replace('adapter.', 'adapter.mirrors[0].'),
    ]);
    const more = (draft: Draft) => draft.steps.push({ id: 'two', reason: 'Because.', fields: ['company'] });
    expect(hints(segment, more)).toEqual([]);
    expect(hints(hubspot, more)).toEqual([
      captcha,
      expect.stringMatching(/^adapter\.formId: is sent one step at a time.*\. Require nothing but email/),
    ]);
  });
});
