import fc from 'fast-check';
import { beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Lead } from '../../src/collector/lead.js';
import { createSigner } from '../../src/collector/sign-token.js';
import type { Answers } from '../../src/model/answers.js';
import type { Submission } from '../../src/model/submission.js';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';
import { operatorKey } from './one-click.js';

/** Each walk is some dozens of requests. */
const numRuns = process.env['PF_CASES'] ? 100 : 10;
const max = { ...erika, firstName: 'Max', email: 'max@firma.example' };

const db = await openTestDb();
let world: World;
beforeAll(async () => {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((field) => ({ ...field, prefill: field.type !== 'consent' }));
  world = await createWorld(db, { operatorKey, forms: [{ ...form, fields }, await readForm('signup')] });
});
beforeEach(() => emptyTables(db));

const submit = async (answers: Answers, over: Partial<Submission> = {}) => {
  world.clock.now += 1_000;
  const response = await world.submit(answers, over);
  expect(response.status).toBe(200);
};
const consented = () => agreed(world);
const leadOf = async (email: unknown): Promise<Lead | undefined> =>
  (await world.collector.leads()).find((lead) => factsOf(lead)['email'] === email);

/** She opens the link from her mailbox; the proof goes with what she sends next. */
async function openLink(personId: string, anonymousId?: string) {
  const signer = createSigner(new Uint8Array(32).fill(7), 'default', () => world.clock.now);
  const link = { purpose: 'link', audience: 'whitepaper', subject: personId, jti: world.mintId() } as const;
  const token = await signer.sign({ ...link, seconds: 600 });
  return (await world.recognise({ token, ...(anonymousId && { anonymousId }) })) as {
    strength: string;
    facts: Record<string, { value: unknown }>;
    known: Record<string, string>;
    proof: string;
  };
}

describe('one person on several devices', () => {
  it('S62 after half a year and with all storage gone her link spares her what she answered', async () => {
    await submit({ ...erika, company: 'Firma' }, { anonymousId: 'phone', ...consented() });
    world.clock.now += 182 * 24 * hour;
    const { known } = await openLink((await leadOf(erika['email']))?.id ?? '', 'reinstalled');
    expect(Object.keys(known).sort()).toEqual(['company', 'email', 'firstName', 'lastName', 'salutation']);
  });

  it('S65 what she answered on the phone is not asked on the tablet, once her link was used there', async () => {
    await submit({ ...erika, company: 'Firma' }, { anonymousId: 'phone', ...consented() });
    const { proof } = await openLink((await leadOf(erika['email']))?.id ?? '', 'tablet');
    await submit({ jobTitle: 'Leitung' }, { anonymousId: 'tablet', step: 'company', proof });
    const known = (anonymousId: string) =>
      world.recognise({ anonymousId }).then((reply) => Object.keys(reply['known'] as object));
    expect(await known('tablet')).toEqual(expect.arrayContaining(['company', 'jobTitle', 'firstName']));
    expect(await known('phone')).not.toContain('jobTitle');
  });
});

describe('what was told before the address', () => {
  const before = () =>
    submit({ company: 'Früher' }, { anonymousId: 'browser', step: 'company', ...consented() });

  it('S64 M15 joins the first person who is identified in that browser, once', async () => {
    await before();
    await submit(erika, { anonymousId: 'browser', ...consented() });
    await submit(max, { anonymousId: 'browser', ...consented() });
    expect((await world.collector.leads()).map(factsOf)).toEqual([max, { ...erika, company: 'Früher' }]);
    await submit(max, { anonymousId: 'browser', ...consented() });
    await submit(erika, { anonymousId: 'browser', ...consented() });
    expect(factsOf(await leadOf(max.email))).toEqual(max);
    expect(await world.collector.leads()).toHaveLength(2);
  });

  it('S64 a value she gave under her address before stays beside it', async () => {
    await submit({ ...erika, company: 'Firma' }, { anonymousId: 'elsewhere', ...consented() });
    await before();
    await submit(erika, { anonymousId: 'browser', ...consented() });
    const company = (await leadOf(erika['email']))?.facts.find(({ name }) => name === 'company');
    expect(company).toMatchObject({ value: 'Früher', conflicts: [{ value: 'Firma', source: 'typed' }] });
  });

  it('S64 M15 of two sessions without an address each goes with the address that it is given in the end', async () => {
    const [one, two] = [world.mintId(), world.mintId()];
    const from = { anonymousId: 'browser', ...consented() };
    await submit({ company: 'Eins' }, { ...from, sessionId: one, step: 'company' });
    await submit({ need: 'zwei' }, { ...from, sessionId: two, step: 'project' });
    await submit(erika, { ...from, sessionId: one });
    await submit(max, { ...from, sessionId: two });
    expect(factsOf(await leadOf(erika['email']))).toEqual({ ...erika, company: 'Eins' });
    expect(factsOf(await leadOf(max.email))).toEqual({ ...max, need: 'zwei' });
  });

  it('S64 S67 takes with it what was asked and looked up of it, and the count of all that', async () => {
    await before();
    const [nameless] = await world.collector.leads();
    const { id, revision } = nameless as Lead;
    await db.query(
      `INSERT INTO answer_link (tenant, token_hash, submission_id, person_id, form_id, field, option, issued_at, expires_at)
       VALUES ('default', 'hash', $1, $2, 'whitepaper', 'timeline', 'now', now(), now())`,
      [world.mintId(), id],
    );
    await submit(erika, { anonymousId: 'elsewhere', ...consented() });
    const person = await leadOf(erika['email']);
    for (const owner of [id, person?.id]) {
      await db.query(
        `INSERT INTO enrichment (tenant, person_id, provider, address_hash, requested_at)
         VALUES ('default', $1, 'service', 'hash', now())`,
        [owner],
      );
    }
    await submit(erika, { anonymousId: 'browser', ...consented() });
    const merged = await leadOf(erika['email']);
    expect(merged?.id).toBe(person?.id);
    expect(factsOf(merged)).toMatchObject({ company: 'Früher' });
    expect(merged?.revision).toBeGreaterThan((person?.revision ?? 0) + revision);
    const owners = await db.query<{ id: string }>(
      'SELECT person_id AS id FROM answer_link UNION ALL SELECT person_id FROM enrichment',
    );
    expect(owners).toEqual([{ id: merged?.id }, { id: merged?.id }]);
    expect(await world.collector.leads()).toHaveLength(1);
  });

  it('S64 F2 leaves behind whom the operator knows: what was written of somebody at a device is not the next one’s', async () => {
    const sessionId = world.mintId();
    const from = { anonymousId: 'browser', sessionId, ...consented() };
    await submit({ company: 'Früher' }, { ...from, step: 'company' });
    const [nameless] = await world.collector.leads();
    await world.collector.write(nameless?.id ?? '', { formId: 'whitepaper', facts: { jobTitle: 'CTO' } });
    await submit(erika, from);
    expect((await world.collector.leads()).map(factsOf)).toEqual([
      { ...erika, company: 'Früher' },
      { jobTitle: 'CTO' },
    ]);
  });
});

describe('an address that the operator wrote to', () => {
  const eve = { ...max, firstName: 'Eve', email: 'eve@evil.example' };
  const { email: _, ...nameless } = eve;
  const linkFor = async (email: string) => {
    const response = await world.post(
      '/v1/links',
      { formId: 'whitepaper', email },
      { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorKey}` },
    );
    return ((await response.json()) as { url: string }).url.split('#pf=')[1] ?? '';
  };
  const ownerOf = async (email: string) =>
    (await db.query<{ id: string }>('SELECT id FROM person WHERE email_key = $1', [email]))[0]?.id ?? '';
  const write = async () =>
    world.collector.write(await ownerOf(max.email), { formId: 'whitepaper', facts: { company: 'Max GmbH' } });
  const values = (reply: Record<string, unknown>) =>
    Object.values(reply['facts'] as Record<string, { value: unknown }>).map(({ value }) => value);

  it('S64 F2 is not taken over by who types it and then another, with what is known of its owner', async () => {
    const token = await linkFor(max.email);
    await write();
    const sessionId = world.mintId();
    await submit({ ...eve, email: max.email }, { sessionId, ...consented() });
    await submit(eve, { sessionId, ...consented() });
    const hers = await world.recognise({ token: await linkFor(eve.email) });
    expect([values(hers), hers['known']]).toEqual([
      [],
      expect.not.objectContaining({ company: expect.anything() as unknown }),
    ]);
    const his = await world.recognise({ token });
    expect([his['strength'], values(his)]).toEqual(['link', ['Max GmbH']]);
  });

  it('S64 F2 is not taken over by who waits until its owner has answered', async () => {
    const { proof } = await world.recognise({ token: await linkFor(max.email), anonymousId: 'his' });
    const from = { sessionId: world.mintId(), anonymousId: 'hers', ...consented() };
    await submit({ ...eve, email: max.email }, from);
    await submit(nameless, from);
    const over = { step: 'company', anonymousId: 'his', proof: String(proof), ...consented() };
    await submit({ company: 'Max GmbH' }, over);
    await submit(eve, from);
    expect(factsOf(await leadOf(eve.email))).toEqual(eve);
    expect(values(await world.recognise({ token: await linkFor(max.email) }))).toEqual(['Max GmbH']);
  });

  it('S64 stays on record when whoever typed it takes that back', async () => {
    const token = await linkFor(max.email);
    await write();
    const typed = world.submission(max, consented());
    await world.post('/v1/submissions', world.envelope(typed));
    const { id, formId, submittedAt: at } = typed;
    await world.post('/v1/events', { events: [{ type: 'submission.withdrawn', id, formId, at }] });
    expect((await world.collector.leads()).map(factsOf)).toEqual([{ company: 'Max GmbH' }]);
    expect(values(await world.recognise({ token }))).toEqual(['Max GmbH']);
  });
});

describe('an address on record from before domains were written in ASCII', () => {
  const email = 'erika@münchen.example';
  const age = async () => {
    for (const table of ['person', 'submission', 'consent', 'confirmation'])
      await db.query(`UPDATE ${table} SET email_key = $1`, [email]);
  };

  it('S90 is the same to whoever types it, opens her link or is written to', async () => {
    await submit({ ...erika, email }, consented());
    await age();
    const { id } = (await leadOf(email)) as Lead;
    const { proof } = await openLink(id);
    await world.collector.write(id, { formId: 'whitepaper', facts: { email } });
    await submit({ ...erika, email, company: 'Firma' }, { proof });
    await submit({ ...erika, email: 'Erika@xn--mnchen-3ya.example' }, consented());
    expect((await world.collector.leads()).map((lead) => lead.id)).toEqual([id]);
    await age();
    const response = await world.post(
      '/v1/links',
      { formId: 'whitepaper', email },
      { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorKey}` },
    );
    expect(response.status).toBe(201);
    expect(await world.collector.leads()).toHaveLength(1);
  });

  it.each([
    ['by it', { email }],
    ['in ASCII', { email: 'erika@xn--mnchen-3ya.example' }],
  ])('S90 SEC30 is erased %s, with whoever gave it without being remembered', async (_, who) => {
    await submit({ ...erika, email }, consented());
    await submit({ ...erika, email });
    await age();
    expect(await world.collector.erase(who)).toBe(2);
    for (const table of ['person', 'submission', 'consent', 'confirmation', 'fact'])
      expect(await db.query(`SELECT 1 FROM ${table}`)).toEqual([]);
  });
});

describe('an address that was typed by a slip', () => {
  it('SEC17 S64 does not let in whoever opened a link to it before it was mended', async () => {
    const sessionId = world.mintId();
    await submit(max, { sessionId, ...consented() });
    const { proof } = await openLink((await leadOf(max.email))?.id ?? '');
    const { email: _, ...rest } = erika;
    await submit(rest, { sessionId, ...consented() });
    await submit({ company: 'Max GmbH' }, { step: 'company', proof, anonymousId: 'his', ...consented() });
    await submit(erika, { sessionId, ...consented() });
    expect(factsOf(await leadOf(erika['email']))).toEqual(erika);
  });

  it('S64 takes nothing along: what was looked up by it and mailed to it is gone', async () => {
    const sessionId = world.mintId();
    await submit(max, { sessionId, ...consented() });
    const id = (await leadOf(max.email))?.id ?? '';
    await db.query(
      `INSERT INTO fact (tenant, submission_id, name, purpose, person_id, value, source, provider, at)
       SELECT tenant, $1, 'jobTitle', purpose, person_id, '"CEO"', 'enrichment', 'service', at FROM fact LIMIT 1`,
      [world.mintId()],
    );
    await db.query(
      `INSERT INTO answer_link (tenant, token_hash, submission_id, person_id, form_id, field, option, issued_at, expires_at)
       VALUES ('default', 'hash', $1, $2, 'whitepaper', 'timeline', 'now', now(), now())`,
      [world.mintId(), id],
    );
    await submit({ ...erika }, { sessionId, ...consented() });
    expect((await world.collector.leads()).map(factsOf)).toEqual([erika]);
    expect(await db.query('SELECT 1 FROM answer_link')).toEqual([]);
    expect((await openLink(id)).strength).toBe('none');
  });

  it('S64 stays its owner’s where she has come by her link meanwhile', async () => {
    const sessionId = world.mintId();
    await submit(max, { sessionId, ...consented() });
    const { proof } = await openLink((await leadOf(max.email))?.id ?? '');
    await submit({ company: 'Max GmbH' }, { step: 'company', proof, anonymousId: 'his' });
    await submit(erika, { sessionId, ...consented() });
    expect(factsOf(await leadOf(erika['email']))).toEqual(erika);
    expect((await world.collector.leads()).map(factsOf)).toContainEqual({ company: 'Max GmbH' });
  });
});

describe('a bound device', () => {
  it.each([
    ['agreeing to be remembered', consented],
    ['without agreeing to be remembered', () => ({})],
  ])('BAD32 is let go when somebody types another address, %s', async (_, over) => {
    await submit({ ...erika, company: 'Firma' }, { anonymousId: 'phone', ...consented() });
    const { proof } = await openLink((await leadOf(erika['email']))?.id ?? '', 'shared');
    await submit({ jobTitle: 'Leitung' }, { anonymousId: 'shared', step: 'company', proof });
    await submit(max, { anonymousId: 'shared', ...over() });
    const { known } = await world.recognise({ anonymousId: 'shared' });
    expect(known).not.toHaveProperty('company');
  });

  it('S65 stays hers when she types her own address, agreeing or not', async () => {
    await submit({ ...erika, company: 'Firma' }, { anonymousId: 'phone', ...consented() });
    const { proof } = await openLink((await leadOf(erika['email']))?.id ?? '', 'tablet');
    await submit({ jobTitle: 'Leitung' }, { anonymousId: 'tablet', step: 'company', proof });
    await submit(erika, { anonymousId: 'tablet' });
    expect((await world.recognise({ anonymousId: 'tablet' }))['known']).toHaveProperty('company');
  });
});

/** What somebody does next; what cannot be done yet is left out. */
type Act = {
  readonly what: 'identify' | 'more' | 'correct' | 'anonymous' | 'link' | 'slip';
  readonly who: number;
  readonly where: number;
  readonly consents: boolean;
};

const humans = ['ann', 'bob', 'cat'] as const;
type Human = (typeof humans)[number];
const browsers = ['shared', 'phone', 'tablet'] as const;
type Browser = (typeof browsers)[number];
const addressOf = (human: Human) => `${human}@walk.example`;

interface Visit {
  readonly sessionId: string;
  readonly consents: boolean;
  readonly last: { readonly step: string; readonly fields: readonly string[] };
}

/** Who is who, as it truly is. Every value names who gave it. */
class Walk {
  readonly visits = new Map<string, Visit>();
  readonly proofs = new Map<string, string>();
  /** Who was last seen at a browser, by an address or a link. */
  readonly seen = new Map<Browser, Human>();
  /** Shown by a link to be who sits there, and nobody else since. */
  readonly bound = new Map<Browser, Human>();
  /** What anybody ever gave there. */
  readonly told = new Map<Browser, Set<string>>(browsers.map((browser) => [browser, new Set(['email'])]));
  /** What is kept of somebody for sure. */
  readonly kept = new Map<Human, Set<string>>(humans.map((human) => [human, new Set()]));
  /** To whom what nobody signed has come. */
  readonly claimed = new Map<string, Human>();
  values = 0;

  async run(act: Act): Promise<void> {
    const [who, where] = [humans[act.who]!, browsers[act.where]!];
    const key = `${who} ${where}`;
    const visit = this.visits.get(key);
    switch (act.what) {
      case 'identify':
        await this.send(who, where, world.mintId(), 'contact', act.consents);
        break;
      case 'more':
        if (visit) await this.send(who, where, visit.sessionId, 'company', visit.consents || act.consents);
        break;
      case 'correct':
        if (visit) await this.send(who, where, visit.sessionId, visit.last.step, visit.consents);
        break;
      case 'anonymous':
        if (!this.seen.has(where)) {
          const over = { anonymousId: where, step: 'project', ...(act.consents && consented()) };
          this.told.get(where)?.add('need');
          await submit({ need: this.value(`nobody-${where}`) }, over);
        }
        break;
      case 'link':
        await this.link(who, where);
        if (act.consents) await this.proved(who, where);
        break;
      case 'slip': {
        const other = humans[(act.who + 1) % humans.length]!;
        const sessionId = world.mintId();
        const slipped = { ...this.answer(who, ['firstName']), email: addressOf(other) };
        await submit(slipped, { anonymousId: where, sessionId, ...consented() });
        await this.send(who, where, sessionId, 'contact', true);
      }
    }
  }

  async send(who: Human, where: Browser, sessionId: string, step: string, consents: boolean): Promise<void> {
    const fields = step === 'contact' ? ['firstName', 'lastName'] : ['company', 'jobTitle'];
    const contact = step === 'contact' ? { email: addressOf(who) } : {};
    const over = { anonymousId: where, sessionId, step, ...(consents && consented()) };
    await submit({ ...this.answer(who, fields), ...contact }, over);
    this.visits.set(`${who} ${where}`, { sessionId, consents, last: { step, fields } });
    this.keep(who, consents ? fields : []);
    this.meet(who, where, fields);
  }

  async link(who: Human, where: Browser): Promise<void> {
    const person = await leadOf(addressOf(who));
    if (!person) return;
    const reply = await openLink(person.id, where);
    expect(reply.strength).toBe('link');
    for (const { value } of Object.values(reply.facts)) this.expectOf(who, value);
    for (const field of this.kept.get(who) ?? []) expect(reply.known).toHaveProperty(field);
    this.proofs.set(`${who} ${where}`, reply.proof);
  }

  /** The first thing she sends after her link, in a visit of its own and without her address. */
  async proved(who: Human, where: Browser): Promise<void> {
    const proof = this.proofs.get(`${who} ${where}`);
    this.proofs.delete(`${who} ${where}`);
    if (!proof) return;
    await submit(this.answer(who, ['company']), { anonymousId: where, step: 'company', proof });
    this.meet(who, where, ['company']);
    this.bound.set(where, who);
    this.keep(who, ['company']);
  }

  meet(who: Human, where: Browser, fields: readonly string[]): void {
    this.seen.set(where, who);
    for (const field of fields) this.told.get(where)?.add(field);
    if (this.bound.get(where) !== who) this.bound.delete(where);
  }

  answer(who: Human, fields: readonly string[]): Record<string, string> {
    return Object.fromEntries(fields.map((field) => [field, this.value(who)]));
  }

  keep(who: Human, fields: readonly string[]): void {
    for (const field of fields) this.kept.get(who)?.add(field);
  }

  value(owner: string): string {
    this.values += 1;
    return `given by ${owner} ${this.values}`;
  }

  expectOf(who: Human, value: unknown): void {
    const owner = /^given by (\S+) /.exec(String(value))?.[1] ?? String(value);
    if (!owner.startsWith('nobody')) {
      expect([who, addressOf(who)]).toContain(owner);
      return;
    }
    // What nobody signed joins one person who was seen there, and stays with that one.
    expect(this.claimed.get(String(value)) ?? who).toBe(who);
    this.claimed.set(String(value), who);
  }

  async check(): Promise<void> {
    for (const where of browsers) {
      const reply = await world.recognise({ anonymousId: where });
      expect(reply['facts']).toEqual({});
      expect(JSON.stringify(reply)).not.toMatch(/given by|@walk/);
      const owner = this.bound.get(where);
      const known = Object.keys(reply['known'] as object);
      if (owner) expect(known).toEqual(expect.arrayContaining([...(this.kept.get(owner) ?? [])]));
      else expect([...(this.told.get(where) ?? [])]).toEqual(expect.arrayContaining(known));
    }
    const leads = await world.collector.leads();
    const addresses = leads.map((lead) => factsOf(lead)['email']).filter(Boolean);
    expect(new Set(addresses).size).toBe(addresses.length);
    for (const { facts } of leads) {
      const who = humans.find((human) => facts.some(({ value }) => value === addressOf(human)));
      const values = facts.flatMap(({ value, conflicts = [] }) => [
        value,
        ...conflicts.map((other) => other.value),
      ]);
      for (const value of values) {
        if (who) this.expectOf(who, value);
        else expect(String(value)).toMatch(/^given by nobody/);
      }
    }
  }
}

const acts: fc.Arbitrary<Act> = fc.record({
  what: fc.constantFrom('identify', 'identify', 'more', 'correct', 'anonymous', 'link', 'link', 'slip'),
  who: fc.nat(humans.length - 1),
  where: fc.nat(browsers.length - 1),
  consents: fc.boolean(),
});

describe('several people on one browser, and one on several', () => {
  it('S64 S65 S66 F2 M15 nobody is shown what another gave, a device is shown no value, and nobody is merged by a device', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(acts, { minLength: 6, maxLength: 18 }), async (all) => {
        await emptyTables(db);
        const walk = new Walk();
        for (const act of all) {
          await walk.run(act);
          await walk.check();
        }
        for (const who of humans) await walk.link(who, 'phone');
      }),
      { numRuns },
    );
  }, 1_200_000);
});
