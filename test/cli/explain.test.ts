import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { checkPersona } from '../../src/cli/check-persona.js';
import type { Preview } from '../../src/cli/preview.js';
import { toPersona } from '../../src/cli/to-persona.js';
import { explain } from '../../src/plan/explain.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { emailKind } from '../../src/profile/email-kind.js';
import { noon, signup, whitepaper } from '../fixtures/forms.js';
import { say } from './fake-io.js';

const list = (folder: string) =>
  readdirSync(new URL(`../../demo/${folder}`, import.meta.url))
    .filter((name) => name.endsWith('.json'))
    .map((name) => `demo/${folder}/${name}`);

const json = async (args: readonly string[], files?: Readonly<Record<string, unknown>>): Promise<Preview> => {
  const { code, out, err } = await say(['explain', ...args, '--json'], files);
  expect([code, err]).toEqual([0, '']);
  return JSON.parse(out) as Preview;
};
const views = ({ views: all }: Preview) =>
  all.map(({ step, ask }) => `${step}: ${ask.map(({ field }) => field).join(' ')}`);

describe('progressive-form explain', () => {
  it('F1 M4 previews a form for a stranger: its views, and every field with the place that decided and why', async () => {
    const { code, out, err } = await say(['explain', 'demo/forms/signup.json']);
    expect([code, err]).toEqual([0, '']);
    expect(out).toMatchInlineSnapshot(`
      "signup, version 1: visit 1, nobody recognised, 2026-11-22T12:00:00.000Z

      View 1 of 1, step account: Create your account
        Your name and address are how you sign in and how we greet you.
        - First name
        - Last name
        - Email address
        - Password

      Every field:
      field      verdict   decided by          why
      firstName  asked     steps[0].fields[0]  Asked in “account”: nobody has told us yet.
      lastName   asked     steps[0].fields[1]  Asked in “account”: nobody has told us yet.
      email      asked     steps[0].fields[2]  Asked in “account”: nobody has told us yet.
      password   asked     steps[0].fields[3]  Asked in “account”: the answer is never kept.
      company    deferred  steps[1].when       Waits: “company” comes only if it is visit 3 or later or (it is visit 2 or later and the kind of e-mail address is not “free”); this is visit 1.
      jobTitle   deferred  steps[1].when       Waits: “company” comes only if it is visit 3 or later or (it is visit 2 or later and the kind of e-mail address is not “free”); this is visit 1.
      employees  deferred  steps[1].when       Waits: “company” comes only if it is visit 3 or later or (it is visit 2 or later and the kind of e-mail address is not “free”); this is visit 1.
      phone      deferred  steps[2].when       Waits: “phone” comes only if it is visit 3 or later or (it is visit 2 or later and the kind of e-mail address is “free”); this is visit 1 and the kind of e-mail address is not known."
    `);
  });

  it('M4 plans for the persona that is given: what a device knows, what a link brings', async () => {
    expect(views(await json(['demo/forms/whitepaper.json', 'demo/personas/stranger.json']))).toEqual([
      'contact: salutation firstName lastName email profiling',
    ]);
    expect(views(await json(['demo/forms/whitepaper.json', 'demo/personas/returning.json']))).toEqual([
      'company: company jobTitle',
    ]);
    expect(views(await json(['demo/forms/whitepaper.json', 'demo/personas/from-mail.json']))).toEqual([
      'company: firstName lastName email company jobTitle',
    ]);
  });

  it('M4 S30 takes the kind of address from the address of the persona', async () => {
    const persona = (email: string) => ({
      profile: { facts: { firstName: 'Ada', lastName: 'Lovelace', email } },
      visits: 2,
    });
    const plan = async (email: string) =>
      views(await json(['demo/forms/signup.json', 'p.json'], { 'p.json': persona(email) }));
    expect(await plan('ada@gmail.com')).toEqual(['phone: phone']);
    expect(await plan('ada@lovelace.example')).toEqual(['company: company jobTitle employees']);
  });

  it('F1 F12 tells exactly what explain() tells', async () => {
    const file = { profile: { known: ['email'] }, visits: 2, signals: { 'device.kind': 'phone' } };
    const { profile, signals, answers } = toPersona(file, noon);
    const { fields } = await json(['demo/forms/whitepaper.json', 'p.json'], { 'p.json': file });
    const rules = createRules(whitepaper, emailKind);
    expect(JSON.stringify(fields)).toBe(
      JSON.stringify(explain(whitepaper, profile, { ...signals, values: {} }, answers, rules)),
    );
  });

  it('F1 previews every shipped form for every shipped persona, without a value of hers', async () => {
    for (const form of list('forms'))
      for (const persona of list('personas'))
        for (const more of [[], ['--json']]) {
          const { code, out, err } = await say(['explain', form, persona, ...more]);
          expect([code, err], `${form} ${persona}`).toEqual([0, '']);
          expect(out).not.toMatch(/Lovelace|Hopper|@|undefined|NaN/);
        }
  });

  it('M4 reads a signal only where the definition declares it for a purpose that is allowed', async () => {
    const form = {
      ...whitepaper,
      signals: { 'utm.source': 'delivery', 'device.kind': 'profiling' },
      steps: whitepaper.steps.map((step) => ({
        ...step,
        when: { 'utm.source': 'mail', 'device.kind': 'phone' },
      })),
    };
    const persona = { signals: { 'utm.source': 'mail', 'device.kind': 'phone', 'flag.beta': true } };
    const consented = { ...persona, profile: { consents: ['profiling'] } };
    const files = { 'f.json': form, 'p.json': persona, 'q.json': consented };
    const without = await json(['f.json', 'p.json'], files);
    expect([without.views, without.unread]).toEqual([[], ['device.kind', 'flag.beta']]);
    const { views: asked, unread } = await json(['f.json', 'q.json'], files);
    expect(asked).not.toEqual([]);
    expect(unread).toEqual(['flag.beta']);
  });

  it('S69 tells which counts of the persona the form does not declare', async () => {
    const files = { 'p.json': { profile: { counts: { pricing: 2 } } } };
    expect((await json(['demo/forms/signup.json', 'p.json'], files)).unread).toEqual(['count.pricing']);
  });

  it('S9 takes the page for one on which nothing has happened, where the persona says nothing of it', async () => {
    const shown = async (trigger: unknown, signals = {}) =>
      views(await json(['f.json', 'p.json'], { 'f.json': { ...signup, trigger }, 'p.json': { signals } }));
    const quiet = {
      ...{ 'page.scroll': { lt: 50 }, 'page.seconds': { lte: 1 }, 'page.idle': 0 },
      ...{ 'page.exit': false, 'page.views': 1, 'page.events': { ne: 'used' } },
    };
    expect(await shown(quiet)).not.toEqual([]);
    expect(await shown(quiet, { 'page.scroll': 80 })).toEqual([]);
  });

  it('names what the form has no field for, and the field that was probably meant', async () => {
    const persona = { profile: { facts: { emial: 'x', email: 'a@b.example' } }, answers: { shoeSize: 42 } };
    const { out } = await say(['explain', 'demo/forms/signup.json', 'p.json'], { 'p.json': persona });
    expect(out).toContain('Not in this form: emial (did you mean email?), shoeSize\n');
  });

  it.each([
    [{ profil: {} }, 'profil: is not known here. Did you mean profile?'],
    [[], 'persona: is a list. Write an object.'],
    [{ visits: 0 }, 'visits: is a number. Write a whole number from 1 on.'],
    [{ visits: { count: 1.5 } }, 'visits.count: is a number. Write a whole number from 1 on.'],
    [{ visits: 'two' }, 'visits: is a string. Write a number or an object.'],
    [{ now: 'yesterday' }, 'now: is no instant. Write a date such as 2026-11-03 or 2026-11-03T09:30:00Z.'],
    [{ now: '2026-02-30' }, 'now: is no instant.'],
    [{ profile: { known: { email: '2026-02-30T09:30Z' } } }, 'profile.known.email: is no instant.'],
    [{ now: '2026-11-03T09:30:00' }, 'now: is no instant.'],
    [
      { answers: { size: null } },
      'answers.size: is a null. Write a string or a number or a boolean or a list.',
    ],
    [{ answers: { size: ['a', 1] } }, 'answers.size[1]: is a number. Write a string.'],
    [{ signals: [] }, 'signals: is a list. Write an object.'],
    [{ profile: { facts: { email: {} } } }, 'profile.facts.email.value: is missing. Add it.'],
    [
      { profile: { facts: { email: { value: 'geheim', source: 'lnik' } } } },
      'profile.facts.email.source: is none of the words for it. Did you mean link?',
    ],
    [{ profile: { known: { email: 'geheim' } } }, 'profile.known.email: is no instant.'],
    [{ profile: { identity: 'geheim' } }, 'profile.identity: is none of the words for it. Use none, device,'],
    [
      { profile: { asks: { phone: { outcome: 'refused', until: 7 } } } },
      'profile.asks.phone.until: is no instant.',
    ],
    [{ profile: { spent: { soon: 3 } } }, 'profile.spent["soon"]: is no instant.'],
    [
      { profile: { counts: { pricing: -1 } } },
      'profile.counts.pricing: is a number. Write a whole number from 0 on.',
    ],
    [{ profile: { classes: { 'email.kind': [] } } }, 'profile.classes["email.kind"]: is a list.'],
    ['{ "visits": geheim }', 'persona: is no JSON at line 1, column 13. Look for'],
  ])('says what is wrong with the persona %j, and where, without its values', async (persona, words) => {
    const { code, out, err } = await say(['explain', 'demo/forms/signup.json', 'p.json'], {
      'p.json': persona,
    });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain(`p.json: no persona\n  ${words}`);
    expect(err).not.toContain('geheim');
  });

  it('shows the problems of a definition instead of explaining it', async () => {
    const { code, out, err } = await say(['explain', 'f.json'], { 'f.json': { ...signup, steps: 1 } });
    expect([code, out]).toEqual([1, '']);
    expect(err).toContain('f.json: 1 problem\n  steps: is a number.');
  });

  it.each([
    [[], 'Name one definition.'],
    [['a', 'b', 'c'], 'Name one definition and one persona.'],
    [['a', '--yaml'], '--yaml: no such option.'],
    [['no.json'], 'no.json: no such file'],
    [['demo/forms/signup.json', 'no.json'], 'no.json: no such file'],
  ])('ends with 2 for %j', async (args, words) => {
    const { code, out, err } = await say(['explain', ...args]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain(words);
  });
});

describe('toPersona', () => {
  it("M4 dates what has no date with the now of the persona, and takes bare facts for the back end's", () => {
    const { profile, signals } = toPersona(
      {
        now: '2026-11-22T23:30:00+01:00',
        visits: 4,
        profile: {
          facts: {
            email: 'a@b.example',
            company: '',
            jobTitle: { value: 'CTO', source: 'typed', at: '2026-11-01' },
          },
          known: ['phone'],
          consents: { profiling: '2026-11-02' },
          counts: { pricing: 3 },
          visits: { steps: 1 },
          identity: 'link',
        },
      },
      0,
    );
    const at = '2026-11-22T22:30:00.000Z';
    expect(profile).toEqual({
      facts: {
        email: { value: 'a@b.example', source: 'backend', at },
        jobTitle: { value: 'CTO', source: 'typed', at: '2026-11-01T00:00:00.000Z' },
      },
      known: { phone: at },
      classes: {},
      asks: {},
      consents: { profiling: '2026-11-02T00:00:00.000Z' },
      counts: { pricing: { n: 3, first: at, last: at } },
      spent: {},
      visits: { count: 4, steps: 1 },
      identity: { strength: 'link' },
    });
    expect(signals).toEqual({
      now: Date.parse(at),
      values: {
        'now.date': '2026-11-22',
        'now.weekday': 7,
        'now.hour': 23,
        'count.pricing': 3,
        'count.pricing.first': at,
        'count.pricing.last': at,
      },
    });
  });

  it('is a stranger on the first visit, now, where the file says nothing', () => {
    const { profile, signals, answers } = toPersona({}, noon);
    expect([profile.visits, profile.identity, signals.now, answers]).toEqual([
      { count: 1, steps: 0 },
      { strength: 'none' },
      noon,
      {},
    ]);
    expect(checkPersona({})).toEqual([]);
  });
});
