import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import type { ProfilePatch } from '../../src/model/profile.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createClaimsSource, type ClaimsSourceOptions } from '../../src/profile/claims-source.js';
import { mapClaims } from '../../src/profile/map-claims.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { cases, noon, sevenFacts, signals, signup } from '../fixtures/forms.js';

interface Fixture {
  readonly provider: string;
  readonly claims: Readonly<Record<string, unknown>>;
  /** What the sign-up form has of it, and nothing else. */
  readonly fills: Readonly<Record<string, string>>;
}

const names = ['work-sso', 'google', 'linkedin', 'facebook', 'x'] as const;
const fixture = (name: (typeof names)[number]) =>
  JSON.parse(readFileSync(new URL(`../fixtures/claims/${name}.json`, import.meta.url), 'utf8')) as Fixture;

const encode = (part: unknown) => Buffer.from(JSON.stringify(part)).toString('base64url');
const tokenOf = (claims: unknown) => `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode(claims)}.c2lnbmF0dXJl`;

/** Every step of the sign-up form at once, on a third visit. */
const open: FormConfig = { ...signup, ask: {} };

async function load(options: ClaimsSourceOptions): Promise<ProfilePatch> {
  const source = createClaimsSource({ fields: open.fields, clock: () => noon, ...options });
  return (await source.load({ formId: 'signup', signal: AbortSignal.timeout(5000) })).profile;
}

function asked(patch: ProfilePatch, config = open): readonly string[] {
  const profile = mergeProfiles(rulesOf(config, noon), { visits: { count: 3 } }, patch);
  const { steps } = planFields(config, profile, signals({}));
  return steps.flatMap(({ ask }) => ask.map(({ field }) => field));
}

const field = (over: Partial<Field>): Field => ({
  name: 'f',
  type: 'text',
  label: 'f',
  purpose: 'account',
  ...over,
});
const mapOne = (over: Partial<Field>, claims: Record<string, unknown>) =>
  mapClaims([field(over)], claims)['f'];

describe('a sign-in elsewhere', () => {
  it.each(names)('S16 V2 %s: what it tells is not asked, and everything else is', async (name) => {
    const { claims, provider, fills } = fixture(name);
    const patch = await load({ claims, provider });
    expect(
      Object.fromEntries(Object.entries(patch.facts ?? {}).map(([n, fact]) => [n, fact?.value])),
    ).toEqual(fills);
    expect(asked({})).toEqual(sevenFacts);
    expect(asked(patch)).toEqual(sevenFacts.filter((one) => !Object.hasOwn(fills, one)));
  });

  it.each(names)('S16 V2 %s: the ID token alone tells the same', async (name) => {
    const { claims, provider } = fixture(name);
    expect(await load({ idToken: tokenOf(claims), provider })).toEqual(await load({ claims, provider }));
  });

  it('S16 it arrives prefilled where the form allows that, and its source stays with it', async () => {
    const { claims, provider } = fixture('work-sso');
    const fields = open.fields.map((one) => ({
      ...one,
      ...(one.name === 'company' && { prefill: true, alwaysAsk: true }),
    }));
    const patch = await load({ claims, provider, fields });
    expect(patch.identity).toEqual({ strength: 'login' });
    const at = '2026-11-02T10:00:00.000Z';
    expect(patch.facts?.['company']).toEqual({
      value: 'Analytical Engines Ltd',
      source: 'login',
      provider,
      at,
    });
    const profile = mergeProfiles(rulesOf(open, noon), { visits: { count: 3 } }, patch);
    const { steps } = planFields({ ...open, fields }, profile, signals({}));
    const company = steps.flatMap(({ ask }) => ask).find((one) => one.field === 'company');
    expect(company?.prefill).toEqual({ value: 'Analytical Engines Ltd', source: 'login' });
  });

  it('S16 what the page says besides completes the token', async () => {
    const { claims } = fixture('google');
    const patch = await load({
      idToken: tokenOf(claims),
      claims: { sub: claims['sub'], phone_number: '+44 1' },
    });
    expect(Object.keys(patch.facts ?? {})).toEqual(['firstName', 'lastName', 'email', 'phone']);
  });

  it('M3 a sign-in of somebody else does not complete it', async () => {
    const { claims } = fixture('google');
    expect(await load({ idToken: tokenOf(claims), claims: { sub: 'other', given_name: 'Max' } })).toEqual({});
    expect(await load({ idToken: tokenOf(claims), claims: { given_name: 'Ada' } })).toHaveProperty('facts');
  });

  it('S16 an expired one tells nothing, to the second', async () => {
    const { claims } = fixture('google');
    for (const exp of [noon / 1000, noon / 1000 - 3600]) {
      expect(await load({ idToken: tokenOf({ ...claims, exp }) })).toEqual({});
      expect(await load({ claims: { ...claims, exp } })).toEqual({});
    }
    expect(await load({ claims: { ...claims, exp: noon / 1000 + 1 } })).toHaveProperty('facts.email');
  });

  it('S16 what is no token fails, and the visitor is asked', async () => {
    for (const idToken of ['', 'x', 'a.b.c', 'a.!!.c', `a.${Buffer.from('{').toString('base64url')}.c`])
      await expect(load({ idToken })).rejects.toThrow();
    expect(await load({ idToken: tokenOf(7) })).toMatchObject({ facts: {} });
  });

  it('S16 it is handed on to the back end, which checks it', () => {
    expect(createClaimsSource({ idToken: 'a.b.c' }).idToken).toBe('a.b.c');
    expect(createClaimsSource({ claims: {} })).not.toHaveProperty('idToken');
  });

  it('S16 claims that are no sign-in are known, and not shown', async () => {
    const { claims } = fixture('google');
    expect((await load({ claims, strength: 'none' })).identity).toEqual({ strength: 'none' });
  });

  it('F8 what the visitor put right since the provider last heard of it stands', async () => {
    const claims = { ...fixture('work-sso').claims, updated_at: Date.parse('2026-03-01T00:00:00Z') / 1000 };
    const typed = {
      value: 'Difference Engines Ltd',
      source: 'typed',
      at: '2026-06-01T00:00:00.000Z',
    } as const;
    const patch = await load({ claims });
    const { facts } = mergeProfiles(rulesOf(open, noon), { facts: { company: typed } }, patch);
    expect(facts['company']?.value).toBe('Difference Engines Ltd');
    const iso = await load({ claims: { ...claims, updated_at: '2026-03-01T00:00:00Z' } });
    expect(iso.facts?.['company']).toEqual(patch.facts?.['company']);
  });

  it('S16 odd dates in it become now', async () => {
    for (const [iat, updated_at] of [
      ['x', 'y'],
      [1e300, 1e300],
      [-1, 0],
      [NaN, {}],
      [noon, undefined],
    ])
      // prettier-ignore
      expect((await load({ claims: { given_name: 'Ada', iat, updated_at } })).facts?.['firstName']?.at).toBe(
        new Date(noon).toISOString(),
      );
  });

  it('V1 counts of sign-ins come along where the mapping names their claim', async () => {
    const mapping = { 'visit.logins': 'https://a.example/logins' };
    const count = (logins: unknown) => load({ claims: { 'https://a.example/logins': logins }, mapping });
    expect((await count(4)).visits).toEqual({ logins: 4 });
    for (const odd of ['4', 1.5, null]) expect(await count(odd)).not.toHaveProperty('visits');
  });
});

describe('a field and its claim', () => {
  it('S16 an address that is not verified is nobody’s, and is asked', async () => {
    const { claims } = fixture('google');
    for (const email_verified of [false, 'false']) {
      const patch = await load({ claims: { ...claims, email_verified } });
      expect(Object.keys(patch.facts ?? {})).toEqual(['firstName', 'lastName']);
      expect(mapClaims(open.fields, { ...claims, email_verified }, { email: 'email' })).not.toHaveProperty(
        'email',
      );
    }
  });

  it('M3 sensitive, transient and consent fields take nothing from a sign-in', () => {
    const given = { email: 'a@b.example', f: 'x' };
    for (const over of [
      { sensitive: true },
      { transient: true },
      { type: 'consent' },
      { type: 'password' },
    ] satisfies Partial<Field>[])
      expect(mapClaims([field({ autocomplete: 'email', ...over })], given, { f: 'email' })).toEqual({});
  });

  it('S16 names are not guessed: one in one piece fills no first and last name, nor the other way round', () => {
    expect(mapOne({ autocomplete: 'given-name' }, { name: 'Ada Lovelace' })).toBeUndefined();
    expect(mapOne({ autocomplete: 'name' }, { given_name: 'Ada', family_name: 'Lovelace' })).toBeUndefined();
    expect(mapOne({ autocomplete: 'name' }, { name: ' Ada Lovelace ' })).toBe('Ada Lovelace');
  });

  it('S16 the last word of the token counts, then the type, the name in the back end, its own name', () => {
    expect(mapOne({ autocomplete: 'section-a shipping home tel' }, { phone_number: '+44 1' })).toBe('+44 1');
    expect(mapOne({ type: 'email' }, { email: 'a@b.example' })).toBe('a@b.example');
    expect(mapOne({ type: 'tel' }, { phone_number: '+44 1' })).toBe('+44 1');
    expect(mapOne({ mapsTo: 'department' }, { department: 'Sales', f: 'x' })).toBe('Sales');
    expect(mapOne({}, { f: 'x' })).toBe('x');
    expect(mapOne({ autocomplete: 'sex' }, { gender: 'female' })).toBeUndefined();
  });

  it('S16 a claim of one’s own is read where the mapping says so, and only there', () => {
    const claims = { 'https://a.example/firma': 'Engines', company: 'Wrong' };
    expect(mapClaims([field({})], claims, { f: 'https://a.example/firma' })).toEqual({ f: 'Engines' });
    expect(mapClaims([field({ name: 'company' })], claims, { company: 'gone' })).toEqual({});
  });

  it('S16 the address claim is taken apart by the tokens of its parts', () => {
    const address = {
      street_address: 'Main St 1\r\nFlat 2',
      locality: 'York',
      postal_code: 'YO1',
      country: 'GB',
    };
    const parts = ['street-address', 'address-level2', 'postal-code', 'country', 'country-name'];
    expect(parts.map((autocomplete) => mapOne({ autocomplete }, { address }))).toEqual([
      'Main St 1, Flat 2',
      'York',
      'YO1',
      'GB',
      'GB',
    ]);
    const lines = mapOne({ autocomplete: 'street-address', type: 'textarea' }, { address });
    expect(lines).toBe('Main St 1\r\nFlat 2');
  });

  it('S16 a country in words is no code, unless the options say which', () => {
    const address = { country: 'Germany' };
    expect(mapOne({ autocomplete: 'country' }, { address })).toBeUndefined();
    expect(mapOne({ autocomplete: 'country' }, { address: { country: 'de' } })).toBe('DE');
    const options = [{ value: 'DE', label: 'germany' }];
    expect(mapOne({ autocomplete: 'country', type: 'select', options }, { address })).toBe('DE');
  });

  it('S16 languages, numbers and choices become what the field knows', () => {
    expect(mapOne({ autocomplete: 'language' }, { locale: 'de_AT' })).toBe('de-AT');
    expect(mapOne({ type: 'number' }, { f: '42' })).toBe(42);
    expect(mapOne({ type: 'number' }, { f: '1,000' })).toBeUndefined();
    const options = [{ value: 's', label: 'Small' }];
    expect(mapOne({ type: 'select', options }, { f: 'SMALL' })).toBe('s');
    expect(mapOne({ type: 'select', options }, { f: 'medium' })).toBeUndefined();
  });

  it('BAD48 whatever the claims hold, what comes of them fits its field, and nothing else happens', async () => {
    const key = fc.oneof(
      fc.constantFrom('email', 'given_name', 'address', '__proto__', 'constructor', 'company', 'exp', 'sub'),
      fc.string(),
    );
    await fc.assert(
      fc.asyncProperty(fc.dictionary(key, fc.jsonValue()), async (claims) => {
        const facts = Object.entries((await load({ claims })).facts ?? {});
        for (const [name, fact] of facts) {
          expect(sevenFacts).toContain(name);
          expect(typeof fact?.value).toBe('string');
        }
      }),
      { numRuns: cases },
    );
    expect(({} as Record<string, unknown>)['given_name']).toBeUndefined();
    const inherited = Object.create({ given_name: 'Eve' }) as Record<string, unknown>;
    expect(mapClaims(open.fields, inherited)).toEqual({});
  });
});
