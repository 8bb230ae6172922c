import { createServer, type IncomingMessage, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { CollectorOptions } from '../../src/collector/collector.js';
import { createFullContactEnricher } from '../../src/collector/enrich/fullcontact.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Enricher } from '../../src/model/ports.js';
import { agreed, createWorld, emptyTables, erika, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let world: World;
let servers: Server[] = [];
afterEach(() => {
  for (const server of servers) server.close().closeAllConnections();
  servers = [];
});
beforeEach(async () => {
  await start({});
  await emptyTables(db);
});

/** The whitepaper form, which looks up company and job title. */
async function enrichingForm(over: Partial<FormConfig> = {}): Promise<FormConfig> {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((field) =>
    /^(company|jobTitle)$/.test(field.name) ? { ...field, enrich: true, prefill: true } : field,
  );
  return { ...form, fields, ...over };
}

/** Knows the same of everybody, and counts. */
function knowing(values: unknown, name = 'oracle') {
  const asked: string[] = [];
  const enricher: Enricher = {
    name,
    enrich: async ({ email }) => {
      asked.push(email);
      return (typeof values === 'function' ? values() : values) as Record<string, unknown>;
    },
  };
  return { asked, enricher };
}

async function start(over: Partial<CollectorOptions>, form?: FormConfig): Promise<void> {
  world = await createWorld(db, {
    forms: [form ?? (await enrichingForm()), await readForm('signup')],
    ...over,
  });
}

/** Asks for the paper and clicks on the link of the mail. */
async function confirm(answers = erika, over = {}): Promise<void> {
  await world.submit(answers, { ...agreed(world), ...over });
  await world.click(await world.confirmPath());
}

const facts = async (): Promise<Record<string, unknown>> => {
  const rows = await db.query<{ name: string; value: unknown; source: string; provider: string | null }>(
    `SELECT name, value, source, provider FROM fact WHERE source <> 'typed' ORDER BY name, provider`,
  );
  return Object.fromEntries(
    rows.map(({ name, value, source, provider }) => [`${name} ${source} ${provider}`, value]),
  );
};
const outcomes = async () =>
  (await db.query<{ outcome: string }>('SELECT outcome FROM enrichment ORDER BY provider')).map(
    (row) => row.outcome,
  );
const logged = (event: string) => world.logs.filter((entry) => entry.event === event);

describe('looking up who has confirmed', () => {
  it('S17 M14 asks once the address is confirmed, keeps what comes with its label, and shows it as such', async () => {
    const { asked, enricher } = knowing({ company: 'Muster GmbH', jobTitle: 'Konstrukteurin' });
    await start({ enrichers: [enricher] });
    await world.submit(erika, agreed(world));
    expect(await world.collector.enrichDue()).toBe(0);
    await world.click(await world.confirmPath());
    expect(await world.collector.enrichDue()).toBe(1);
    expect(asked).toEqual(['erika@firma.example']);
    expect(await facts()).toEqual({
      'company enrichment oracle': 'Muster GmbH',
      'jobTitle enrichment oracle': 'Konstrukteurin',
    });
    expect(await outcomes()).toEqual(['found']);
    const at = new Date(world.clock.now).toISOString();
    expect((await byLink())['facts']).toMatchObject({
      company: { value: 'Muster GmbH', source: 'enrichment', provider: 'oracle', at },
    });
  });

  it('S17 whoever came by her own link, or signed in, has shown it too', async () => {
    const { asked, enricher } = knowing({ company: 'Muster GmbH' });
    await start({ enrichers: [enricher] });
    await world.submit(erika, agreed(world));
    const { proof } = await byLink();
    expect(await world.collector.enrichDue()).toBe(0);
    await world.submit({ need: 'leise' }, { step: 'need', proof: String(proof), ...agreed(world) });
    expect(await world.collector.enrichDue()).toBe(1);
    expect(asked).toEqual(['erika@firma.example']);
  });

  it('S17 never again, however often it is confirmed, submitted or looked for, and by however many', async () => {
    const { asked, enricher } = knowing({});
    await start({ enrichers: [enricher] });
    const anonymousId = world.mintId();
    await confirm(erika, { anonymousId });
    await Promise.all([1, 2, 3].map(() => world.collector.enrichDue()));
    world.clock.now += hour;
    await world.submit({ ...erika, need: 'leise' }, { anonymousId, ...agreed(world) });
    await confirm();
    await world.collector.enrichDue();
    expect(asked).toEqual(['erika@firma.example']);
    expect(await outcomes()).toEqual(['unknown']);
  });

  it('S17 each service is asked once, and each guess is kept under its name', async () => {
    const [a, b] = [knowing({ company: 'A' }, 'a'), knowing({ company: 'B', jobTitle: 'Chefin' }, 'b')];
    await start({ enrichers: [a.enricher, b.enricher] });
    await confirm();
    expect(await world.collector.enrichDue()).toBe(2);
    expect([a.asked.length, b.asked.length]).toEqual([1, 1]);
    expect(await facts()).toEqual({
      'company enrichment a': 'A',
      'company enrichment b': 'B',
      'jobTitle enrichment b': 'Chefin',
    });
  });

  describe('for two forms', () => {
    /** It asks for the company as well, and for two things that the first does not ask for. */
    async function secondForm(): Promise<FormConfig> {
      const form = await enrichingForm({ id: 'second' });
      const [company] = form.fields.filter(({ name }) => name === 'company');
      const extra = (name: string, purpose: string, autocomplete: string) => ({
        ...company!,
        ...{ name, purpose, autocomplete, mapsTo: name },
      });
      return {
        ...form,
        fields: [
          ...form.fields.filter(({ name }) => name !== 'jobTitle'),
          extra('land', 'profiling', 'country'),
          extra('ort', 'delivery', 'address-level2'),
        ],
        purposes: {
          ...form.purposes,
          delivery: { ...form.purposes['profiling']!, legalBasis: 'legitimateInterest' },
        },
      };
    }
    const values = { organization: 'Muster GmbH', 'organization-title': 'Chefin', country: 'Germany', 'address-level2': 'Hamburg' }; // prettier-ignore
    const both = async (enricher: Enricher) =>
      start({ enrichers: [enricher], forms: [await enrichingForm(), await secondForm()] });

    it('S17 a confirmed address is asked about once, for the open fields of all, and told under each', async () => {
      const { asked, enricher } = knowing(values);
      await both(enricher);
      await confirm();
      await confirm(erika, { formId: 'second' });
      await Promise.all([1, 2].map(() => world.collector.enrichDue()));
      expect(asked).toEqual(['erika@firma.example']);
      expect(await outcomes()).toEqual(['found']);
      const told = await db.query(
        `SELECT name, purpose, value FROM fact WHERE source = 'enrichment' ORDER BY name`,
      );
      expect(told).toEqual([
        { name: 'company', purpose: 'profiling', value: 'Muster GmbH' },
        { name: 'jobTitle', purpose: 'profiling', value: 'Chefin' },
        { name: 'land', purpose: 'profiling', value: 'DE' },
        { name: 'ort', purpose: 'delivery', value: 'Hamburg' },
      ]);
      expect(logged('enrichment')).toHaveLength(1);
    });

    it('S17 one that is confirmed later is no reason to ask again', async () => {
      const { asked, enricher } = knowing(values);
      await both(enricher);
      await confirm();
      expect(await world.collector.enrichDue()).toBe(1);
      world.clock.now += hour;
      await confirm(erika, { formId: 'second' });
      expect(await world.collector.enrichDue()).toBe(0);
      expect(asked).toHaveLength(1);
    });
  });

  it('S17 stops between two look-ups when it is told to, and goes on the next time', async () => {
    const stop = new AbortController();
    const { asked, enricher } = knowing(() => (stop.abort(), { company: 'Muster GmbH' }));
    await start({ enrichers: [enricher] });
    await confirm();
    await confirm({ ...erika, email: 'max@firma.example' });
    expect(await world.collector.enrichDue(stop.signal)).toBe(1);
    expect([asked.length, logged('enrichment').length]).toEqual([1, 1]);
    expect(await world.collector.enrichDue(stop.signal)).toBe(0);
    expect(await world.collector.enrichDue()).toBe(1);
    expect(new Set(asked).size).toBe(2);
  });

  it('S17 S90 what comes is written as the field would have it: a number, a country, a date', async () => {
    const form = await enrichingForm();
    const [company] = form.fields.filter(({ name }) => name === 'company');
    const countries = ['at', 'de'].map((value) => ({
      value,
      label: value === 'de' ? 'Deutschland' : 'Österreich',
    }));
    const fields = [
      { ...company!, name: 'staff', type: 'number' as const, rules: {} },
      {
        ...company!,
        name: 'land',
        type: 'select' as const,
        autocomplete: 'country-name',
        options: countries,
      },
      { ...company!, name: 'bday', autocomplete: 'bday' },
      { ...company!, name: 'sites', type: 'number' as const, rules: {} },
    ].map(({ mapsTo: _, ...field }) => field);
    const { enricher } = knowing({
      staff: '1.200,50',
      'country-name': 'Germany',
      bday: '4.3.1980',
      sites: '1,200',
    });
    await start({ enrichers: [enricher] }, { ...form, fields: [...form.fields, ...fields] });
    await confirm();
    await world.collector.enrichDue();
    expect(await facts()).toEqual({
      'bday enrichment oracle': '1980-03-04',
      'land enrichment oracle': 'de',
      'staff enrichment oracle': 1200.5,
    });
    expect(logged('enrichmentRejected')).toMatchObject([{ field: 'sites' }]);
  });

  it('S67 S90 so is what a CRM writes', async () => {
    const form = await enrichingForm();
    const [company] = form.fields.filter(({ name }) => name === 'company');
    const staff = { ...company!, name: 'staff', mapsTo: 'staff', type: 'number' as const, rules: {} };
    const land = { ...company!, name: 'land', mapsTo: 'land', autocomplete: 'country' };
    await start({}, { ...form, fields: [...form.fields, staff, land] });
    await world.submit(erika, agreed(world));
    const [lead] = await world.collector.leads();
    const given = { staff: { value: '1 200 ', at: '2025-01-01T00:00:00Z' }, land: 'Österreich' };
    await world.collector.write(lead?.id ?? '', { formId: 'whitepaper', facts: given });
    expect(await facts()).toEqual({ 'land backend null': 'AT', 'staff backend null': 1200 });
    const unread = world.collector.write(lead?.id ?? '', { formId: 'whitepaper', facts: { staff: '1,200' } });
    await expect(unread).rejects.toThrow('staff');
  });

  it('S17 an address of somebody else is looked up anew, one person each', async () => {
    const { asked, enricher } = knowing({ company: 'Muster GmbH' });
    await start({ enrichers: [enricher] });
    await confirm();
    await confirm({ ...erika, email: 'max@firma.example' });
    expect(await world.collector.enrichDue()).toBe(2);
    expect([...asked].sort()).toEqual(['erika@firma.example', 'max@firma.example']);
  });

  it('S17 what was told is never looked up, and never overwritten by an answer that was under way', async () => {
    const sessionId = world.mintId();
    const { asked, enricher } = knowing(async () => {
      await world.submit({ ...erika, company: 'Eigene AG' }, { sessionId, step: 'work', ...agreed(world) });
      return { company: 'Fremde AG', jobTitle: 'Chefin' };
    });
    await start({ enrichers: [enricher] });
    await confirm(erika, { sessionId });
    await world.collector.enrichDue();
    expect(asked).toHaveLength(1);
    expect(await facts()).toEqual({ 'jobTitle enrichment oracle': 'Chefin' });
    await confirm({ ...erika, email: 'max@firma.example', company: 'X', jobTitle: 'Y' });
    expect(await world.collector.enrichDue()).toBe(0);
  });

  it('S17 a guess gives way to what the visitor says later', async () => {
    await start({ enrichers: [knowing({ company: 'Fremde AG' }).enricher] });
    await confirm();
    await world.collector.enrichDue();
    world.clock.now += hour;
    await world.submit({ ...erika, company: 'Eigene AG' }, agreed(world));
    const [lead] = await world.collector.leads();
    expect(lead?.facts.find(({ name }) => name === 'company')).toMatchObject({
      value: 'Eigene AG',
      source: 'typed',
    });
  });

  it('S19 a value that fails the field is rejected, logged without it, and not stored', async () => {
    const canary = 'canary'.repeat(100);
    const { enricher } = knowing({
      company: canary,
      jobTitle: 'Chefin',
      email: 'x@evil.example',
      extra: canary,
    });
    await start({ enrichers: [enricher] });
    await confirm();
    await world.collector.enrichDue();
    expect(await facts()).toEqual({ 'jobTitle enrichment oracle': 'Chefin' });
    expect(logged('enrichmentRejected')).toEqual([
      {
        event: 'enrichmentRejected',
        provider: 'oracle',
        form: 'whitepaper',
        field: 'company',
        code: 'tooLong',
      },
    ]);
    expect(JSON.stringify(world.logs)).not.toContain('canary');
  });

  it.each<[string, unknown]>([
    ['a list', ['Chefin']],
    ['an object', { value: 'Chefin', source: 'typed' }],
    ['a number', 7],
    ['a link in a name', 'See http://evil.example'],
  ])('S19 %s is no job title', async (_, jobTitle) => {
    await start({ enrichers: [knowing({ jobTitle }).enricher] });
    await confirm();
    await world.collector.enrichDue();
    expect(await facts()).toEqual({});
    expect(logged('enrichmentRejected')).toHaveLength(1);
    expect(await outcomes()).toEqual(['unknown']);
  });

  it.each<[string, () => unknown]>([
    ['nothing', () => undefined],
    ['null', () => null],
    ['text', () => 'company'],
    ['members it inherits', () => Object.create({ company: 'X' }) as unknown],
    ['a hostile prototype', () => JSON.parse('{"__proto__":{"company":"X"}}') as unknown],
    ['blanks', () => ({ company: ' ', jobTitle: '' })],
  ])('S19 %s is no answer', async (_, values) => {
    await start({ enrichers: [knowing(values).enricher] });
    await confirm();
    expect(await world.collector.enrichDue()).toBe(1);
    expect([await facts(), await outcomes()]).toEqual([{}, ['unknown']]);
    expect(logged('enrichmentRejected')).toEqual([]);
  });

  it('S17 what fails is asked by the form, and the next in the queue is looked up', async () => {
    const enricher: Enricher = {
      name: 'oracle',
      enrich: async ({ email }) => {
        if (email.startsWith('erika'))
          throw Object.assign(new Error(`no such person ${email}`), { code: 503 });
        return { company: 'Muster GmbH' };
      },
    };
    await start({ enrichers: [enricher] });
    await confirm();
    await confirm({ ...erika, email: 'max@firma.example' });
    expect(await world.collector.enrichDue()).toBe(2);
    expect((await outcomes()).sort()).toEqual(['failed', 'found']);
    expect(logged('enrichment')).toContainEqual({
      event: 'enrichment',
      provider: 'oracle',
      outcome: 'failed',
      error: 'Error 503',
    });
    expect((await byLink())['known']).not.toHaveProperty('company');
  });

  it('SEC28 no address is in the log, whatever became of it', async () => {
    await start({ enrichers: [knowing({ company: 'Muster GmbH' }).enricher] });
    await confirm();
    await world.collector.enrichDue();
    expect(logged('enrichment')).toEqual([{ event: 'enrichment', provider: 'oracle', outcome: 'found' }]);
    expect(JSON.stringify(world.logs)).not.toMatch(/firma|muster|erika/i);
  });

  it('M14 S17 whoever does not answer in time is not waited for, and what comes later is dropped', async () => {
    let answer: (values: Record<string, unknown>) => void = () => {};
    let given: AbortSignal | undefined;
    const enricher: Enricher = {
      name: 'slow',
      enrich: (_, signal) => ((given = signal), new Promise((resolve) => (answer = resolve))),
    };
    await start({ enrichers: [enricher], enrichPatience: 50 });
    await confirm();
    expect(await world.collector.enrichDue()).toBe(1);
    expect(given?.aborted).toBe(true);
    answer({ company: 'Zu spät' });
    await world.collector.enrichDue();
    expect([await facts(), await outcomes()]).toEqual([{}, ['late']]);
  });

  it('S17 one that died in the middle of it is not asked again: every time is paid for', async () => {
    const { asked, enricher } = knowing(() => new Promise(() => {}));
    await start({ enrichers: [enricher], enrichPatience: 600_000 });
    await confirm();
    void world.collector.enrichDue();
    await expect.poll(() => asked).toHaveLength(1);
    const after = knowing({ company: 'X' });
    await start({ enrichers: [after.enricher] });
    world.clock.now += 24 * hour;
    expect(await world.collector.enrichDue()).toBe(0);
    expect(after.asked).toEqual([]);
  });

  it('S17 somebody who is erased meanwhile is left nothing of', async () => {
    const { enricher } = knowing(async () => {
      await world.collector.erase({ email: 'erika@firma.example' });
      return { company: 'Muster GmbH' };
    });
    await start({ enrichers: [enricher] });
    await confirm();
    await world.collector.enrichDue();
    expect([await facts(), await outcomes(), await world.collector.leads()]).toEqual([{}, [], []]);
  });

  it('S17 somebody who is erased while she waits is not looked up', async () => {
    const { asked, enricher } = knowing({});
    await start({ enrichers: [enricher] });
    await confirm();
    await world.collector.erase({ email: 'erika@firma.example' });
    expect(await world.collector.enrichDue()).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe('what may be looked up', () => {
  const explicit = async () => {
    const form = await enrichingForm();
    return { ...form, profile: { remember: 'afterSubmit' as const } };
  };

  it('S47 a purpose that needs consent is left alone until there is one, and it is confirmed', async () => {
    const form = await explicit();
    expect(form.purposes['profiling']?.legalBasis).toBe('explicit');
    const { asked, enricher } = knowing({ company: 'Muster GmbH' });
    await start({ enrichers: [enricher] }, form);
    await confirm(erika, { consents: [] });
    expect(await world.collector.enrichDue()).toBe(0);
    await world.submit(erika, agreed(world));
    expect(await world.collector.enrichDue()).toBe(0);
    await world.click(await world.confirmPath());
    expect(await world.collector.enrichDue()).toBe(1);
    expect(asked).toHaveLength(1);
  });

  it('S17 a purpose that needs none is left alone, too, until the address is confirmed', async () => {
    const form = await enrichingForm({ profile: { remember: 'afterSubmit' } });
    const profiling = { ...form.purposes['profiling']!, legalBasis: 'legitimateInterest' as const };
    await start(
      { enrichers: [knowing({}).enricher] },
      { ...form, purposes: { ...form.purposes, profiling } },
    );
    await world.submit(erika);
    expect(await world.collector.enrichDue()).toBe(0);
    await world.click(await world.confirmPath());
    expect(await world.collector.enrichDue()).toBe(1);
  });

  it('S17 nothing of a form that names no field, of nobody without services, of nobody long ago', async () => {
    const { asked, enricher } = knowing({ company: 'X' });
    await start({ enrichers: [enricher] }, await readForm('whitepaper'));
    await confirm();
    expect(await world.collector.enrichDue()).toBe(0);
    await start({});
    expect(await world.collector.enrichDue()).toBe(0);
    await start({ enrichers: [enricher] });
    world.clock.now += 8 * 24 * hour;
    expect(await world.collector.enrichDue()).toBe(0);
    expect([asked, await outcomes()]).toEqual([[], []]);
  });

  it('M3 what is sensitive is never looked up', async () => {
    const form = await enrichingForm();
    const fields = form.fields.map((field) => (field.enrich ? { ...field, sensitive: true } : field));
    const { asked, enricher } = knowing({ company: 'X' });
    await start({ enrichers: [enricher] }, { ...form, fields });
    await confirm();
    expect(await world.collector.enrichDue()).toBe(0);
    expect(asked).toEqual([]);
  });
});

describe('FullContact', () => {
  interface Asked {
    readonly method: string | undefined;
    readonly headers: IncomingMessage['headers'];
    readonly body: string;
  }

  async function fullContact(answer: RequestListener) {
    const asked: Asked[] = [];
    const server = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on('data', (part: Buffer) => parts.push(part));
      request.on('end', () => {
        asked.push({
          method: request.method,
          headers: request.headers,
          body: Buffer.concat(parts).toString(),
        });
        answer(request, response);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v3/person.enrich`;
    return { asked, endpoint };
  }

  const replying =
    (status: number, body: unknown, headers: Record<string, string> = {}): RequestListener =>
    (_, response) =>
      void response
        .writeHead(status, { 'content-type': 'application/json', ...headers })
        .end(typeof body === 'string' ? body : JSON.stringify(body));

  /** In the shape of their documentation and of their own clients. */
  const person = {
    fullName: 'Erika Muster',
    ageRange: '35-44',
    gender: 'Female',
    location: 'Hamburg, Germany',
    title: 'Head of Design',
    organization: 'Muster GmbH',
    twitter: null,
    linkedin: 'https://www.linkedin.com/in/erika',
    bio: 'Head of Design at Muster GmbH',
    avatar: 'https://img.fullcontact.com/a.png',
    website: 'https://muster.example/',
    details: {
      name: { given: 'Erika', family: 'Muster', full: 'Erika Muster' },
      household: { finance: { income: '$150,000 - $199,999' } },
      locations: [{ city: 'Hamburg', region: 'Hamburg', country: 'Germany', countryCode: 'DE' }],
      employment: [
        { name: 'Alte AG', title: 'Intern', current: false },
        { name: 'Muster GmbH', title: 'Head of Design', current: true },
      ],
    },
    updated: '2026-09-01',
  };

  async function lookUp(answer: RequestListener, over: Partial<CollectorOptions> = {}) {
    const { asked, endpoint } = await fullContact(answer);
    await start({ enrichers: [createFullContactEnricher({ apiKey: 'key-1', endpoint })], ...over });
    await confirm();
    expect(await world.collector.enrichDue()).toBe(1);
    return { asked, facts: await facts(), outcome: (await outcomes())[0] };
  }

  it('V3 S17 posts the confirmed address with the key, and reads the person', async () => {
    const { asked, facts, outcome } = await lookUp(replying(200, person));
    expect(asked).toMatchObject([
      {
        method: 'POST',
        headers: { authorization: 'Bearer key-1', 'content-type': 'application/json' },
        body: '{"email":"erika@firma.example"}',
      },
    ]);
    expect(facts).toEqual({
      'company enrichment fullcontact': 'Muster GmbH',
      'jobTitle enrichment fullcontact': 'Head of Design',
    });
    expect(outcome).toBe('found');
  });

  it('V3 reads the present job where the plain members are missing', async () => {
    const { title: _, organization: __, ...rest } = person;
    expect((await lookUp(replying(200, rest))).facts).toEqual({
      'company enrichment fullcontact': 'Muster GmbH',
      'jobTitle enrichment fullcontact': 'Head of Design',
    });
  });

  it('V3 gives by token what forms may ask, and nothing of age, sex or income', async () => {
    const { endpoint } = await fullContact(replying(200, person));
    const enricher = createFullContactEnricher({ apiKey: 'k', endpoint });
    expect(await enricher.enrich({ email: 'a@b.example' }, AbortSignal.timeout(5000))).toEqual({
      name: 'Erika Muster',
      'given-name': 'Erika',
      'family-name': 'Muster',
      organization: 'Muster GmbH',
      'organization-title': 'Head of Design',
      'address-level2': 'Hamburg',
      'address-level1': 'Hamburg',
      country: 'DE',
      'country-name': 'Germany',
      url: 'https://muster.example/',
    });
  });

  it('V3 SEC28 can be asked with the hash of the address alone', async () => {
    const { asked, endpoint } = await fullContact(replying(404, {}));
    const enricher = createFullContactEnricher({ apiKey: 'k', endpoint, hashed: true });
    await enricher.enrich({ email: 'a@b.example' }, AbortSignal.timeout(5000));
    expect(asked[0]?.body).toMatch(/^\{"email":"[0-9a-f]{64}"\}$/);
  });

  it.each<[string, RequestListener, string]>([
    ['nobody like that', replying(404, { status: 404, message: 'Profile not found' }), 'unknown'],
    ['that it will call back', replying(202, { status: 202, requestId: 'r' }), 'unknown'],
    ['an empty person', replying(200, {}), 'unknown'],
    ['null', replying(200, 'null'), 'unknown'],
    [
      'members of other kinds',
      replying(200, { title: 7, organization: [], details: 'x', fullName: {} }),
      'unknown',
    ],
    ['a hostile prototype', replying(200, '{"__proto__":{"title":"x","organization":"y"},"details":{"__proto__":{"employment":[{"current":true,"name":"z"}]}}}'), 'unknown'], // prettier-ignore
    ['an address it cannot read', replying(422, { message: 'Invalid email' }), 'failed'],
    ['too many requests', replying(429, { message: 'Rate limit' }, { 'retry-after': '1' }), 'failed'],
    ['an error', replying(500, 'oops'), 'failed'],
    ['a wrong key', replying(401, { message: 'Invalid API key' }), 'failed'],
    ['HTML', replying(200, '<!doctype html><title>Sign in</title>'), 'failed'],
    ['a redirect', (request, response) => request.url === '/x' ? replying(200, person)(request, response) : void response.writeHead(307, { location: '/x' }).end(), 'failed'], // prettier-ignore
    ['more than it may', replying(200, { ...person, bio: 'x'.repeat(300_000) }), 'failed'],
    ['half an answer', (_, response) => void response.writeHead(200).write('{"title":', () => response.destroy()), 'failed'], // prettier-ignore
  ])('V3 S17 S19 asks once and keeps nothing after %s', async (_, answer, outcome) => {
    const seen = await lookUp(answer);
    expect(seen).toMatchObject({ facts: {}, outcome });
    expect(seen.asked).toHaveLength(1);
    expect(await world.collector.enrichDue()).toBe(0);
    expect(JSON.stringify(world.logs)).not.toMatch(/key-1|firma/);
    expect(({} as Record<string, unknown>)['title']).toBeUndefined();
  });

  it('V3 reads no more than it may, and says so', async () => {
    const padded = `${' '.repeat(300_000)}${JSON.stringify(person)}`;
    expect((await lookUp(replying(200, padded))).facts).toEqual({});
    expect(logged('enrichment')).toMatchObject([{ outcome: 'failed', error: 'Error tooLong' }]);
  });

  it('M14 V3 is not waited for when it hangs', async () => {
    expect(await lookUp(() => undefined, { enrichPatience: 50 })).toMatchObject({
      facts: {},
      outcome: 'late',
    });
  });

  it('V3 the key goes nowhere without encryption', () => {
    for (const endpoint of [
      'http://api.fullcontact.com/v3/person.enrich',
      'ftp://x',
      'x',
      'https://u:p@a.example/',
    ])
      expect(() => createFullContactEnricher({ apiKey: 'k', endpoint })).toThrow('https');
  });
});

/** As Erika comes back two days later, by her link. */
async function byLink(): Promise<Record<string, unknown>> {
  const [person] = await db.query<{ id: string }>(
    "SELECT id FROM person WHERE email_key = 'erika@firma.example'",
  );
  const { createSigner } = await import('../../src/collector/sign-token.js');
  const signer = createSigner(new Uint8Array(32).fill(7), db.tenant, () => world.clock.now);
  const token = await signer.sign({
    purpose: 'link',
    audience: 'whitepaper',
    subject: person?.id,
    jti: world.mintId(),
    seconds: 3600,
  });
  return world.recognise({ token });
}
