/** The sample runs as Auth0 runs it: as CommonJS, with an event and an API object, and nothing else. */
import { readFileSync } from 'node:fs';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { planFields } from '../../src/plan/plan-fields.js';
import { createClaimsSource } from '../../src/profile/claims-source.js';
import { mergeProfiles, rulesOf } from '../../src/profile/merge-profiles.js';
import { noon, signals, signup } from '../fixtures/forms.js';

const text = readFileSync(new URL('../../samples/auth0-post-login.js', import.meta.url), 'utf8');

interface Action {
  onExecutePostLogin(event: unknown, api: unknown): Promise<void>;
}

/** As the runtime hands it over after a sign-in, shortened. */
const event = (user: Record<string, unknown> = {}, stats: unknown = { logins_count: 3 }) => ({
  transaction: { protocol: 'oidc-basic-profile', requested_scopes: ['openid', 'profile', 'email'] },
  client: { client_id: 'shop', name: 'Shop' },
  connection: { id: 'con_1', name: 'google-oauth2', strategy: 'google-oauth2' },
  user: {
    user_id: 'google-oauth2|110169484474386276334',
    email: 'ada.lovelace@gmail.com',
    email_verified: true,
    user_metadata: {},
    app_metadata: {},
    ...user,
  },
  ...(stats !== undefined && { stats }),
});

/** Runs it and returns the claims that it adds. */
async function claimsOf(given: unknown): Promise<Record<string, unknown>> {
  const scope: { exports: Partial<Action> } = { exports: {} };
  runInNewContext(text, scope);
  const claims: Record<string, unknown> = {};
  const idToken = { setCustomClaim: (name: string, value: unknown) => void (claims[name] = value) };
  await scope.exports.onExecutePostLogin?.(given, { idToken });
  return claims;
}

const mapping = Object.fromEntries([
  ...['company', 'jobTitle', 'employees', 'phone'].map((name) => [name, `https://example.com/${name}`]),
  ['visit.logins', 'https://example.com/logins'],
]) as Record<string, string>;

describe('the post-login Action for Auth0', () => {
  it('V1 S16 what the metadata hold arrives in the token, and the form does not ask for it', async () => {
    const claims = await claimsOf(
      event({
        user_metadata: { company: 'Engines Ltd', jobTitle: ' Analyst ', theme: 'dark' },
        app_metadata: { company: 'Old Ltd', employees: '10-99', plan: 'gold' },
      }),
    );
    expect(claims).toEqual({
      'https://example.com/company': 'Engines Ltd',
      'https://example.com/jobTitle': 'Analyst',
      'https://example.com/employees': '10-99',
      'https://example.com/logins': 3,
    });
    const source = createClaimsSource({ claims, mapping, fields: signup.fields, clock: () => noon });
    const { profile } = await source.load({ formId: 'signup', signal: AbortSignal.timeout(5000) });
    expect(profile.visits).toEqual({ logins: 3 });
    const known = mergeProfiles(rulesOf(signup, noon), { visits: { count: 3 } }, profile);
    const { steps } = planFields({ ...signup, ask: {} }, known, signals());
    expect(steps.flatMap(({ ask }) => ask.map(({ field }) => field))).toEqual([
      'firstName',
      'lastName',
      'email',
      'phone',
    ]);
  });

  it('V1 nothing known adds nothing, and stops nobody', async () => {
    expect(await claimsOf(event({ user_metadata: undefined, app_metadata: undefined }, {}))).toEqual({});
    const { stats: _, ...without } = event();
    expect(await claimsOf(without)).toEqual({});
  });

  it('V1 what is no plain value, empty, too long or inherited stays where it is', async () => {
    const user_metadata = {
      company: {},
      jobTitle: ' ',
      employees: 'x'.repeat(201),
      toString: 'x',
      phone: null,
    };
    expect(await claimsOf(event({ user_metadata }, { logins_count: '7' }))).toEqual({});
  });

  it('V1 it calls nobody: there is no fetch, no require and no key in it', () => {
    expect(text.replace(/\/\*[\s\S]*?\*\//g, '')).not.toMatch(/fetch|require|import|secret|PATCH|http:/);
  });
});
