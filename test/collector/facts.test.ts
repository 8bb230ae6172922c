import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { ownFacts } from '../../src/collector/current-facts.js';
import type { Lead, LeadFact } from '../../src/collector/lead.js';
import { migrations } from '../../src/collector/db/schema.sql.js';
import type { PersonWrite } from '../../src/collector/people/write-person.js';
import { WriteRefused } from '../../src/collector/people/write-person.js';
import { createSigner } from '../../src/collector/sign-token.js';
import type { Answers } from '../../src/model/answers.js';
import type { Field, WritePolicy } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import {
  agreed,
  createWorld,
  emptyTables,
  erika,
  hour,
  openTestDb,
  readForm,
  readFullForm,
} from './harness.js';
import type { World } from './harness.js';

const numRuns = Number(process.env['PF_CASES'] ?? 30);
const day = 24 * hour;
const device = 'device-a';

const db = await openTestDb();
let world: World;
beforeEach(() => use({}));

/** The whitepaper form, its question for the company changed. */
async function use(company: Partial<Field>): Promise<void> {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((field) => (field.name === 'company' ? { ...field, ...company } : field));
  world = await createWorld(db, { forms: [{ ...form, fields }, await readForm('signup')] });
  await emptyTables(db);
}

const at = (ms = 0) => new Date(world.clock.now + ms).toISOString();
const typed = (answers: Answers = {}, over: Partial<Submission> = {}) =>
  world.submit({ ...erika, ...answers }, { anonymousId: device, ...agreed(world), ...over });
const lead = async (): Promise<Lead> => (await world.collector.leads())[0] as Lead;
const write = async (facts: PersonWrite['facts'], more: Partial<PersonWrite> = {}) =>
  world.collector.write((await lead()).id, { formId: 'whitepaper', facts, ...more });
const company = async (): Promise<LeadFact | undefined> =>
  (await lead()).facts.find(({ name }) => name === 'company');

async function byLink(): Promise<Record<string, unknown>> {
  const signer = createSigner(new Uint8Array(32).fill(7), 'default', () => world.clock.now);
  const { id } = await lead();
  const link = { purpose: 'link', audience: 'whitepaper', subject: id, jti: world.mintId() } as const;
  return world.recognise({ token: await signer.sign({ ...link, seconds: 600 }) });
}

describe('what is told of a person', () => {
  it('S14 stands beside what she typed, each with its source, its time and who said it', async () => {
    await typed();
    await write(
      { company: 'Werk', jobTitle: { value: 'Leitung', at: at(-day), source: 'inferred' } },
      { provider: 'crm' },
    );
    const { facts } = await lead();
    expect(facts.find(({ name }) => name === 'firstName')).toMatchObject({ source: 'typed', at: at() });
    expect(facts).toContainEqual(
      expect.objectContaining({
        name: 'company',
        value: 'Werk',
        source: 'backend',
        at: at(),
        provider: 'crm',
      }),
    );
    expect(facts).toContainEqual(
      expect.objectContaining({ name: 'jobTitle', source: 'inferred', at: at(-day) }),
    );
  });

  it('S22 a blank, from whomever, never takes a value away', async () => {
    await typed({ company: 'Firma' });
    world.clock.now += hour;
    await write({ company: '  ', jobTitle: null, need: { value: '' } });
    await typed({ company: ' ' });
    expect(await company()).toMatchObject({ value: 'Firma', source: 'typed' });
    expect(await company()).not.toHaveProperty('conflicts');
  });

  it('F8 a value that does not hold is kept beside the one that does, with its source and date', async () => {
    await typed({ company: 'Firma' });
    const told = at();
    world.clock.now += hour;
    await write({ company: 'Werk' }, { provider: 'crm' });
    expect(await company()).toMatchObject({
      value: 'Werk',
      source: 'backend',
      conflicts: [{ value: 'Firma', source: 'typed', at: told }],
    });
  });

  it('F8 who says the same makes no conflict, and a source that corrects itself makes none either', async () => {
    await typed({ company: 'Firma' });
    world.clock.now += hour;
    await write({ company: 'Werk' });
    world.clock.now += hour;
    await write({ company: 'Firma' });
    expect(await company()).not.toHaveProperty('conflicts');
    expect(await db.query("SELECT 1 FROM fact WHERE name = 'company'")).toHaveLength(2);
  });

  it('F2 is told to a link as known, and to a device that nothing binds not at all', async () => {
    await typed();
    await write({ company: 'Werk' });
    expect((await byLink())['known']).toHaveProperty('company');
    expect((await world.recognise({ anonymousId: device }))['known']).not.toHaveProperty('company');
  });

  it('M15 counts for the lifecycle from when it was told, with the step that comes after it', async () => {
    world = await createWorld(db, { forms: [await readFullForm()] });
    await emptyTables(db);
    const stages = async () => (await lead()).moves.map(({ to }) => to);
    await typed({ company: 'Firma' });
    world.clock.now += hour;
    await write({ jobTitle: 'Leitung' });
    expect(await stages()).toEqual(['inquiry']);
    world.clock.now += hour;
    await typed({ need: 'leise' }, { step: 'project' });
    expect(await stages()).toEqual(['inquiry', 'sal']);
    await write({ jobTitle: { value: 'Leitung', at: at(-day) } }, { provider: 'crm' });
    expect((await lead()).moves).toMatchObject([{ to: 'sal', at: at(-2 * hour) }]);
  });

  it('SEC30 goes with the person', async () => {
    await typed();
    await write({ company: 'Werk' });
    await world.collector.erase({ personId: (await lead()).id });
    expect(await db.query('SELECT 1 FROM fact')).toEqual([]);
  });
});

describe('a value that the page put in and nobody was shown', () => {
  it('S14 is the page’s, as on the page itself, and of somebody at a device where nobody is named', async () => {
    await use({ type: 'hidden' });
    await typed({ company: 'autumn' });
    expect(await company()).toMatchObject({ value: 'autumn', source: 'host' });
    await emptyTables(db);
    await world.submit({ company: 'autumn' }, { anonymousId: device, ...agreed(world) });
    expect(await db.query("SELECT source FROM fact WHERE name = 'company'")).toEqual([{ source: 'device' }]);
  });

  it('F2 S14 is hers only once the address is shown to be, like what was typed beside it', async () => {
    await use({ type: 'hidden' });
    await typed({ company: 'autumn' });
    const form = await readForm('whitepaper');
    const own = async () => (await ownFacts(db, form, (await lead()).id, world.clock.now)).get('company');
    expect(await own()).toBeUndefined();
    await world.click(await world.confirmPath());
    expect(await own()).toMatchObject({ value: 'autumn', source: 'host' });
  });

  it('S67 F8 is not removed by what a service or another page says of her', async () => {
    await use({ type: 'hidden' });
    await typed({ company: 'autumn' });
    world.clock.now += hour;
    await write({ company: { value: 'winter', source: 'host' } });
    expect(await db.query("SELECT value FROM fact WHERE name = 'company' ORDER BY at")).toEqual([
      { value: 'autumn' },
      { value: 'winter' },
    ]);
  });
});

describe('which value holds', () => {
  const cases: readonly [WritePolicy | undefined, string, string][] = [
    // policy, after typed then told, after told then typed
    [undefined, 'told', 'typed'],
    ['always', 'told', 'typed'],
    ['ifAnswered', 'typed', 'typed'],
    ['ifEmpty', 'typed', 'told'],
    ['never', 'told', 'told'],
  ];
  it.each(cases)(
    'M16 with the policy %s: typed then told %s, told then typed %s',
    async (policy, first, second) => {
      await use(policy ? { writePolicy: policy } : {});
      await typed({ company: 'typed' });
      world.clock.now += hour;
      await write({ company: 'told' });
      expect((await company())?.value).toBe(first);
      await use(policy ? { writePolicy: policy } : {});
      await typed();
      await write({ company: 'told' });
      world.clock.now += hour;
      await typed({ company: 'typed' });
      expect((await company())?.value).toBe(second);
    },
  );

  it('M16 of one source too the first stays where the first counts', async () => {
    await use({ writePolicy: 'ifEmpty' });
    await typed();
    await write({ company: 'first' });
    world.clock.now += hour;
    await write({ company: 'second' });
    expect((await company())?.value).toBe('first');
    await write({ company: { value: 'earlier', at: at(-day) } });
    expect((await company())?.value).toBe('earlier');
  });

  it('S15 a source that the field names before others is believed whatever the dates', async () => {
    await use({ sources: ['backend', 'typed'] });
    await typed();
    await write({ company: 'Werk' });
    world.clock.now += hour;
    await typed({ company: 'Firma' });
    expect((await company())?.value).toBe('Werk');
    expect((await byLink())['known']).toMatchObject({ company: at(-hour) });
  });

  it('F8 what is stale gives way to what is fresh, as time goes by', async () => {
    await use({ sources: ['typed', 'backend'], freshFor: 'P30D' });
    await typed({ company: 'Firma' });
    world.clock.now += 20 * day;
    await write({ company: 'Werk' });
    expect((await company())?.value).toBe('Firma');
    world.clock.now += 20 * day;
    expect((await company())?.value).toBe('Werk');
  });

  it('F8 nobody is dated later than now, so that what is said next counts', async () => {
    await typed();
    await write({ company: { value: 'Werk', at: at(365 * day), confirmedAt: at(365 * day) } });
    world.clock.now += hour;
    await typed({ company: 'Firma' });
    expect((await company())?.value).toBe('Firma');
  });

  it('S15 F8 the order in which things arrive leaves no mark on what holds', async () => {
    const policies = fc.constantFrom<WritePolicy | undefined>(undefined, 'ifAnswered', 'ifEmpty');
    const acts = fc.uniqueArray(
      fc.record({ typed: fc.boolean(), value: fc.constantFrom('A', 'B', 'C'), hour: fc.nat(5) }),
      { minLength: 2, maxLength: 4, selector: (act) => act.hour },
    );
    const run = async (
      writePolicy: WritePolicy | undefined,
      all: readonly { typed: boolean; value: string; hour: number }[],
    ) => {
      await use(writePolicy ? { writePolicy } : {});
      await typed({}, { submittedAt: at(-10 * hour) });
      for (const act of all) {
        const when = at(-act.hour * hour);
        if (act.typed) await typed({ company: act.value }, { submittedAt: when });
        else await write({ company: { value: act.value, at: when } });
      }
      const { conflicts, ...held } = (await company()) ?? {};
      return { held, conflicts };
    };
    await fc.assert(
      fc.asyncProperty(policies, acts, async (policy, all) => {
        expect(await run(policy, [...all].reverse())).toEqual(await run(policy, all));
      }),
      { numRuns: Math.min(numRuns, 300) },
    );
  }, 600_000);
});

describe('what is on record from before', () => {
  it('F2 S14 what came without an address or a link was given at a device; whoever was confirmed has her address', async () => {
    await db.tx(async (old) => {
      await old.exec('CREATE SCHEMA old; SET LOCAL search_path TO old');
      const ids = [1, 2, 3, 4].map((n) => `00000000-0000-7000-8000-00000000000${n}`);
      for (const step of migrations.slice(0, 3)) await old.exec(step);
      await old.exec(`
        INSERT INTO person (tenant, id, email_key, created_at, confirmed_at) VALUES
          ('default', '${ids[0]}', 'a@b.example', now(), now()), ('default', '${ids[1]}', 'c@d.example', now(), NULL)`);
      const cases = [
        ['one', 'contact', 'a@b.example', null],
        ['one', 'company', null, null],
        ['two', 'company', null, null],
        ['three', 'company', null, ids[0]],
      ] as const;
      for (const [n, [session, step, key, proof]] of cases.entries()) {
        await old.query(
          `INSERT INTO submission (tenant, session_id, form_id, step, id, form_version, answers, signals, exposures,
             email_key, proof_person, client_ms, person_id, submitted_at, received_at)
           VALUES ('default', $1, 'whitepaper', $2, $3, '1', '{}', '{}', '[]', $4, $5, 0, $6, now(), now())`,
          [session, step, ids[n], key, proof, ids[0]],
        );
        await old.query(
          `INSERT INTO fact (tenant, submission_id, name, purpose, person_id, value, source, at)
           VALUES ('default', $1, $2, 'whitepaper', $3, '"x"', 'typed', now())`,
          [ids[n], `${session} ${step}`, ids[0]],
        );
      }
      for (const step of migrations.slice(3)) await old.exec(step);
      expect(await old.query('SELECT name, source FROM fact ORDER BY submission_id')).toEqual([
        { name: 'one contact', source: 'typed' },
        { name: 'one company', source: 'typed' },
        { name: 'two company', source: 'device' },
        { name: 'three company', source: 'typed' },
      ]);
      expect(await old.query('SELECT vouched_by AS by FROM person ORDER BY id')).toEqual([
        { by: 'owner' },
        { by: null },
      ]);
      await old.exec('DROP SCHEMA old CASCADE');
    });
  });
});

describe('two writers', () => {
  it('S67 with the same revision at once: both are kept, and the later is told that it was merged', async () => {
    await typed();
    const { id, revision } = await lead();
    const told = (facts: PersonWrite['facts']) =>
      world.collector.write(id, { formId: 'whitepaper', revision, facts });
    const written = await Promise.all([told({ company: 'Werk' }), told({ jobTitle: 'Leitung' })]);
    expect(written.map(({ merged }) => merged).sort()).toEqual([false, true]);
    expect(written.map((one) => one.revision).sort()).toEqual([revision + 1, revision + 2]);
    const { facts, ...now } = await lead();
    expect(now.revision).toBe(revision + 2);
    expect(facts).toContainEqual(expect.objectContaining({ name: 'company', value: 'Werk' }));
    expect(facts).toContainEqual(expect.objectContaining({ name: 'jobTitle', value: 'Leitung' }));
  });

  it('S67 of the same thing: the one that does not hold is a conflict, not lost', async () => {
    await typed();
    const { id, revision } = await lead();
    const values = ['Firma', 'Werk', 'Bau'];
    const written = await Promise.all(
      values.map((value) =>
        world.collector.write(id, { formId: 'whitepaper', revision, facts: { company: value } }),
      ),
    );
    expect(written.filter(({ merged }) => merged)).toHaveLength(2);
    const { value, conflicts = [] } = (await company()) as LeadFact;
    expect([value, ...conflicts.map((other) => other.value)].sort()).toEqual([...values].sort());
  });

  it('S67 whoever has seen what is on record takes the place of it, and is not merged', async () => {
    await typed();
    const { revision } = await lead();
    await write({ company: 'Firma' }, { revision });
    await write({ company: 'Werk' }, { revision });
    world.clock.now += hour;
    expect(await write({ company: 'Bau' }, { revision: (await lead()).revision })).toMatchObject({
      merged: false,
    });
    expect(await company()).toMatchObject({ value: 'Bau' });
    expect(await company()).not.toHaveProperty('conflicts');
  });

  it('S67 what the visitor sends meanwhile makes a revision stale, and is not lost either', async () => {
    await typed();
    const { revision } = await lead();
    world.clock.now += hour;
    await typed({ company: 'Firma' });
    expect(await write({ company: { value: 'Werk', at: at(-hour) } }, { revision })).toMatchObject({
      merged: true,
    });
    expect(await company()).toMatchObject({ value: 'Firma', conflicts: [{ value: 'Werk' }] });
  });
});

describe('what will not do', () => {
  it.each<[string, PersonWrite['facts'], string, string]>([
    ['a name that the form does not ask', { shoeSize: 'Geheim' }, 'shoeSize', 'notAField'],
    ['a consent', { profiling: true }, 'profiling', 'notAField'],
    ['an option that there is not', { salutation: 'Geheim' }, 'salutation', 'notAnOption'],
    ['a value of another kind', { company: ['Geheim'] }, 'company', 'refused'],
    ['what is too long', { company: 'Geheim'.repeat(1_000) }, 'company', 'tooLong'],
    ['a link in a name', { firstName: 'http://geheim.example' }, 'firstName', 'noLinks'],
    ['somebody else’s address', { email: 'geheim@other.example' }, 'email', 'notTheirs'],
    [
      'a name that is none',
      JSON.parse('{"__proto__":"Geheim"}') as PersonWrite['facts'],
      '__proto__',
      'notAField',
    ],
  ])('S90 %s is refused by name, and nothing is written', async (_, facts, field, code) => {
    await typed();
    const before = await lead();
    const refusal = await write({ jobTitle: 'Leitung', ...facts }).catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(WriteRefused);
    expect((refusal as WriteRefused).issues).toEqual([{ field, code }]);
    expect(String(refusal)).not.toMatch(/geheim/i);
    expect(await lead()).toEqual(before);
  });

  it.each<[string, Partial<PersonWrite>]>([
    ['a date in the year 10000', { facts: { company: { value: 'Werk', at: '+010000-01-01T00:00:00Z' } } }],
    ['a date before the year 1', { facts: { company: { value: 'Werk', at: '-000001-01-01T00:00:00Z' } } }],
    ['a date in the year 0', { facts: { company: { value: 'Werk', confirmedAt: '0000-01-01T00:00:00Z' } } }],
    ['a provider with a null character', { provider: 'crm\0' }],
    ['a provider of a fact with one', { facts: { company: { value: 'Werk', provider: 'crm\0' } } }],
    ['a provider that is too long', { provider: 'x'.repeat(129) }],
  ])('S90 %s is refused, and nothing is written', async (_, over) => {
    await typed();
    const before = await lead();
    await expect(write({ company: 'Werk' }, over)).rejects.toBeInstanceOf(WriteRefused);
    expect(await lead()).toEqual(before);
  });

  it('S67 her own address may be written, however it is spelt', async () => {
    await typed();
    expect(await write({ email: ' ERIKA@Firma.Example ' })).toMatchObject({ merged: false });
  });

  it.each([
    ['person', () => world.collector.write(world.mintId(), { formId: 'whitepaper', facts: {} })],
    ['id', () => world.collector.write('nobody', { formId: 'whitepaper', facts: {} })],
    ['form', () => write({}, { formId: 'none' })],
  ])('S67 an unknown %s is refused', async (_, act) => {
    await typed();
    await expect(act()).rejects.toThrow(WriteRefused);
  });
});
