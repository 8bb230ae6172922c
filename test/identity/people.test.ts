/**
 * Several people at one browser, one person at several: whoever sits there sees nothing of anybody else, and nobody
 * becomes somebody else by sharing a device.
 */
import fc from 'fast-check';
import { exportJWK, generateKeyPair, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSigner } from '../../src/collector/sign-token.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { createClaimsSource } from '../../src/profile/claims-source.js';
import type { FormSession, SessionOptions } from '../../src/session.js';
import { createWorld, emptyTables, hour, openTestDb, type World } from '../collector/harness.js';
import { cases } from '../fixtures/forms.js';
import { Browser } from './browser.js';

const form: FormConfig = {
  schemaVersion: 1,
  id: 'guide',
  version: '1',
  locale: 'en',
  purposes: {
    guide: { label: 'Send the guide', legalBasis: 'implicit', retention: 'P1Y' },
    memory: { label: 'Remember you', legalBasis: 'explicit', retention: 'P1Y' },
  },
  fields: [
    { name: 'firstName', type: 'text', label: 'First name', purpose: 'guide', prefill: true },
    { name: 'email', type: 'email', label: 'Email', purpose: 'guide', required: true, prefill: true },
    { name: 'remember', type: 'consent', label: 'You may remember me.', purpose: 'memory' },
    { name: 'company', type: 'text', label: 'Company', purpose: 'guide', prefill: true, onDevice: true },
    { name: 'phone', type: 'text', label: 'Phone', purpose: 'guide' },
    { name: 'need', type: 'text', label: 'What do you need?', purpose: 'guide', prefill: true },
  ],
  steps: [
    { id: 'contact', reason: 'We send it there.', fields: ['firstName', 'email', 'remember'] },
    { id: 'work', reason: 'So that the examples fit.', fields: ['company', 'phone'] },
    { id: 'need', reason: 'So that the advice fits.', fields: ['need'] },
  ],
  ask: { maxSteps: 1 },
  profile: { remember: 'withConsent', purpose: 'memory' },
};

const people = ['adaq7', 'bobq7', 'cydq7'] as const;
type Person = (typeof people)[number];
const valueOf = (person: Person, field: string) =>
  field === 'email' ? `${person}@firm.example` : `${person} ${field}`;

interface Visit {
  readonly who: Person;
  readonly browser: number;
  /** `page`: the host page names her; `claims`: it says that she is signed in, and the collector cannot check it. */
  readonly way: 'device' | 'link' | 'login' | 'claims' | 'page';
  /** Signed in beside the link of somebody else. */
  readonly linkOf: Person | undefined;
  readonly saysNotMe: boolean;
  readonly agrees: boolean;
  /** Reads and leaves. */
  readonly answers: boolean;
}

const visits: fc.Arbitrary<Visit> = fc.record({
  who: fc.constantFrom(...people),
  browser: fc.integer({ min: 0, max: 2 }),
  way: fc.constantFrom('device', 'device', 'link', 'login', 'claims', 'page'),
  linkOf: fc.option(fc.constantFrom(...people), { nil: undefined, freq: 4 }),
  saysNotMe: fc.boolean(),
  agrees: fc.boolean(),
  answers: fc.boolean(),
});

/** At her own device, which the collector knows for hers, somebody else is signed in and opens her link. */
const atAdas = (['claims', 'login'] as const).map((way): readonly Visit[] => {
  const usual = { browser: 0, linkOf: undefined, saysNotMe: false, agrees: true, answers: true };
  return [
    { ...usual, who: 'adaq7', way: 'device' },
    { ...usual, who: 'adaq7', way: 'link' },
    { ...usual, who: 'bobq7', way, linkOf: 'adaq7' },
  ];
});

const issuer = 'https://login.example';
const audience = 'shop';
const db = await openTestDb();
let keys: Awaited<ReturnType<typeof generateKeyPair>>;
beforeAll(async () => {
  keys = await generateKeyPair('ES256');
});

/**
 * All that the visitor sees, the page is told and the network carries on this visit. What the device keeps sealed is
 * opened for conditions alone. A collector that cannot check a login tells whoever has a link, and the page drops it.
 */
function shownTo({ plan, state }: FormSession, { heard }: Browser, { way, linkOf }: Visit): string {
  const facts = Object.values(state.profile.facts).filter(({ source }) => source !== 'device');
  const isDropped = way === 'claims' && linkOf !== undefined;
  return JSON.stringify([plan, state.answers, facts, state.proof, isDropped || heard]);
}

const namesIn = (text: string): readonly Person[] => people.filter((person) => text.includes(person));

const strangersIn = (text: string, who: Person): readonly Person[] =>
  namesIn(text).filter((person) => person !== who);

/**
 * What the model knows: whom the collector may remember, what each has told it under her own name, and what anybody
 * has answered where she has: at a device of hers whoever sits there spares her a question.
 */
class Walk {
  readonly told = new Map<Person, Set<string>>();
  readonly #answered: { readonly who: Person; readonly at: Browser; readonly names: readonly string[] }[] =
    [];
  readonly #browsers: readonly Browser[];
  readonly #world: World;

  constructor(world: World) {
    this.#world = world;
    this.#browsers = [0, 1, 2].map(() => new Browser(world));
  }

  async step(visit: Visit): Promise<void> {
    this.#world.clock.now += 3 * hour;
    const browser = this.#browsers[visit.browser] as Browser;
    const { who } = visit;
    const options = await this.#come(visit);
    const session = await browser.visit(form, options);
    expect(strangersIn(shownTo(session, browser, visit), who)).toEqual([]);
    const isProven = ['link', 'login'].includes(session.state.profile.identity.strength);
    if (isProven) this.#expectNothingHidden(session, visit);
    const proved = isProven && visit.way !== 'claims';
    if (proved) this.#expectAskedOnce(session, who);
    if (visit.saysNotMe) {
      await session.forget();
      expect(namesIn(JSON.stringify(session.plan))).toEqual([]);
    }
    if (visit.answers) await this.#answer(session, browser, visit, proved && !visit.saysNotMe);
    expect(namesIn(JSON.stringify(browser.record ?? {}))).toEqual([]);
  }

  /** S65: what she told under her own name, on whatever device, is not asked again where she is known by her link. */
  #expectAskedOnce({ plan }: FormSession, who: Person): void {
    const blank = plan.steps.flatMap(({ ask }) => ask.filter(({ prefill }) => !prefill));
    const told = this.told.get(who) ?? new Set();
    expect(blank.map(({ field }) => field).filter((name) => told.has(name))).toEqual([]);
  }

  /** S64: nobody is spared a question by what somebody else answered at a device that is not hers. */
  #expectNothingHidden({ plan }: FormSession, { who, way }: Visit): void {
    const hers = new Set(this.#answered.filter((one) => one.who === who).map(({ at }) => at));
    const known = this.#answered.filter((one) => one.who === who || hers.has(one.at));
    const names = new Set(known.flatMap(({ names }) => names));
    // The page says so.
    if (way !== 'link') names.add('email');
    const skipped = plan.skip.filter(({ reason }) => reason.word === 'known').map(({ field }) => field);
    expect(skipped.filter((name) => !names.has(name))).toEqual([]);
  }

  async #answer(session: FormSession, browser: Browser, visit: Visit, proved: boolean) {
    const { who, agrees } = visit;
    const asked = session.fields;
    if (asked.length === 0) return;
    for (const { name, type } of asked)
      session.answer(name, type === 'consent' ? agrees : valueOf(who, name));
    const named = asked.some(({ name }) => name === 'email');
    const ticked = agrees && asked.some(({ name }) => name === 'remember');
    const { kind } = await session.submit();
    expect(['done', 'next']).toContain(kind);
    this.#answered.push({ who, at: browser, names: asked.map(({ name }) => name) });
    expect(strangersIn(shownTo(session, browser, visit), who)).toEqual([]);
    const remembered = ticked || (proved && this.told.has(who));
    if (!remembered || !(named || proved)) return;
    const told = this.told.get(who) ?? new Set();
    this.told.set(who, new Set([...told, ...asked.map(({ name }) => name)]));
  }

  async #come({ who, way, linkOf }: Visit): Promise<Partial<SessionOptions>> {
    if (way === 'page') return { profile: { email: valueOf(who, 'email') } };
    const token = way === 'link' ? await this.#link(who) : undefined;
    if (way !== 'login' && way !== 'claims') return token === undefined ? {} : { link: { token } };
    const other = linkOf && (await this.#link(linkOf));
    const profile = createClaimsSource({
      ...(way === 'login'
        ? { idToken: await this.#idToken(who) }
        : { claims: { sub: who, email: valueOf(who, 'email') } }),
      clock: () => this.#world.clock.now,
    });
    return { profile, ...(other !== undefined && { link: { token: other } }) };
  }

  #idToken(who: Person): Promise<string> {
    const iat = this.#world.clock.now / 1000;
    return new SignJWT({ sub: who, email: valueOf(who, 'email'), email_verified: true })
      .setProtectedHeader({ alg: 'ES256', kid: 'k' })
      .setIssuer(issuer)
      .setAudience(audience)
      .setIssuedAt(iat)
      .setExpirationTime(iat + 600)
      .sign(keys.privateKey);
  }

  async #link(who: Person): Promise<string | undefined> {
    const { clock, mintId } = this.#world;
    const [row] = await db.query<{ id: string }>('SELECT id FROM person WHERE email_key = $1', [
      valueOf(who, 'email'),
    ]);
    const signer = createSigner(new Uint8Array(32).fill(7), 'default', () => clock.now);
    return (
      row && signer.sign({ purpose: 'link', audience: form.id, subject: row.id, jti: mintId(), seconds: 600 })
    );
  }

  /** Whatever was told under somebody's own name is in her record, and nothing of anybody else's is, under hers. */
  async expectApart(): Promise<void> {
    const leads = await this.#world.collector.leads();
    for (const { facts } of leads) {
      const own = facts.filter(({ source }) => source === 'typed').map(({ value }) => String(value));
      expect(new Set(own.map((text) => people.find((person) => text.startsWith(person)))).size).toBeLessThan(
        2,
      );
    }
    const addresses = leads.flatMap(({ facts }) => facts.filter(({ name }) => name === 'email'));
    expect(new Set(addresses.map(({ value }) => value)).size).toBe(addresses.length);
    for (const who of this.told.keys())
      expect(addresses.map(({ value }) => value)).toContain(valueOf(who, 'email'));
  }
}

describe('several people and several browsers', () => {
  it('F2 S45 S46 S64 S65 M15 SEC16 nobody ever sees a value of somebody else, and a shared device merges nobody', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(visits, { minLength: 2, maxLength: 10 }), async (walk) => {
        const jwks = { keys: [{ ...(await exportJWK(keys.publicKey)), kid: 'k', alg: 'ES256' }] };
        const logins = [{ issuer, audience, jwks }];
        const world = await createWorld(db, { forms: [form], pages: {}, logins });
        await emptyTables(db);
        const model = new Walk(world);
        for (const visit of walk) await model.step(visit);
        await model.expectApart();
      }),
      { numRuns: Math.ceil(cases / 20), examples: atAdas.map((walk): [Visit[]] => [[...walk]]) },
    );
  }, 600_000);
});
