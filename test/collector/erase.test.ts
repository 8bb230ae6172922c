import { beforeEach, describe, expect, it } from 'vitest';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb, tables } from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

const email = 'erika@firma.example';
const post = (submission: Parameters<World['envelope']>[0]) =>
  world.post('/v1/submissions', world.envelope(submission));
const rowsOf = async (table: string) => db.query(`SELECT * FROM ${table}`);
const everything = async () =>
  JSON.stringify(await Promise.all(tables.map(async (table) => [table, await rowsOf(table)])));
/** The tables that hold anything at all. */
const filled = async () => {
  const counts = await Promise.all(
    tables.map(async (table) => [table, (await rowsOf(table)).length] as const),
  );
  return counts.filter(([, count]) => count > 0).map(([table]) => table);
};

/** Erika asks, confirms, downloads, is written to, and comes back by her link on another device. */
async function aWholeStory(): Promise<{
  readonly ids: readonly string[];
  readonly devices: readonly string[];
}> {
  const devices = [world.mintId(), world.mintId()];
  const first = world.submission(
    { ...erika, company: 'Firma' },
    { anonymousId: devices[0]!, ...agreed(world) },
  );
  await post(first);
  await world.get(await world.click(await world.confirmPath()));
  world.clock.now += 48 * hour;
  await world.collector.sendDueMails();
  const token = /#pf=([\w.-]+)/.exec(world.mails.at(-1)?.text ?? '')?.[1];
  const { proof } = (await world.recognise({ token })) as { proof: string };
  const second = world.submission(
    { jobTitle: 'Leitung' },
    { anonymousId: devices[1]!, proof, step: 'company' },
  );
  await post(second);
  const unknown = world.submission({ ...erika, lastName: 'Fremd' });
  await post(unknown);
  return { ids: [first, second, unknown].map(({ id }) => id), devices };
}

describe('erasure', () => {
  it('FLT64 SEC30 leaves tombstones and nothing else in any table, by address', async () => {
    const { ids, devices } = await aWholeStory();
    expect(await world.collector.erase({ email: ' ERIKA@Firma.example' })).toBe(3);
    expect(await filled()).toEqual(['received_id', 'forgotten', 'link_use']);
    const left = await everything();
    for (const value of ['rika', 'Muster', 'Fremd', 'irma.example', 'Leitung', 'whitepaper', ...devices])
      expect(left).not.toContain(value);
    const kept = await db.query<{ id: string; fingerprint: string }>(
      'SELECT id, fingerprint FROM received_id',
    );
    expect(kept.map(({ id }) => id).sort()).toEqual([...ids].sort());
    expect(new Set(kept.map(({ fingerprint }) => fingerprint))).toEqual(new Set(['']));
  });

  it('FLT64 SEC30 leaves the same by the id of the person, and spares everybody else', async () => {
    await aWholeStory();
    await world.submit({ ...erika, email: 'max@firma.example', firstName: 'Max' }, agreed(world));
    const leads = await world.collector.leads();
    const personId = leads.find((lead) => factsOf(lead)['email'] === erika['email'])?.id ?? '';
    expect(await world.collector.erase({ personId })).toBe(3);
    expect((await world.collector.leads()).map(factsOf)).toMatchObject([{ firstName: 'Max' }]);
    expect(await everything()).not.toContain('Erika');
  });

  it('FLT64 SEC30 reaches a mail that waits, and the losses of what was received', async () => {
    const submission = world.submission(erika);
    await post(submission);
    const at = new Date(world.clock.now).toISOString();
    const lost = {
      type: 'submission.lost',
      id: submission.id,
      formId: 'whitepaper',
      reason: 'expired',
      status: 0,
      at,
    };
    await world.post('/v1/events', { events: [lost] });
    await world.collector.erase({ email });
    expect(await filled()).toEqual(['received_id', 'forgotten']);
    expect(await world.collector.sendDueMails()).toBe(0);
  });

  it('FLT64 of nobody on record is harmless, whatever is given', async () => {
    await world.submit(erika, agreed(world));
    for (const personId of ['', "'; DROP TABLE person; --", world.mintId()])
      expect(await world.collector.erase({ personId })).toBe(0);
    expect(await world.collector.erase({ email: 'nobody@firma.example' })).toBe(0);
    expect(await world.collector.leads()).toHaveLength(1);
  });

  it('SEC30 takes one step from a session whose sender typed the address by a slip, and leaves the rest', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId, ...agreed(world) });
    world.clock.now += 1_000;
    const mended = { email: 'max@firma.example', company: 'Firma' };
    await world.submit(mended, { sessionId, step: 'company', ...agreed(world) });
    expect(await world.collector.erase({ email })).toBe(1);
    expect((await world.collector.leads()).map(factsOf)).toEqual([mended]);
    expect(await everything()).not.toContain('rika');
  });
});

describe('what comes late', () => {
  const early = () => ({ submittedAt: new Date(world.clock.now).toISOString() });

  it('FLT64 a copy of an erased submission is acknowledged as a duplicate and brings nothing back', async () => {
    const submission = world.submission(erika, agreed(world));
    await post(submission);
    await world.collector.erase({ email });
    const answers = [submission, { ...submission, answers: { ...erika, firstName: 'Erna' } }].map(post);
    for (const answer of answers)
      expect(await (await answer).json()).toEqual({ id: submission.id, duplicate: true });
    expect(await filled()).toEqual(['received_id', 'forgotten']);
  });

  it('FLT64 an earlier version of a step, replaced long before, stays out as well', async () => {
    const sessionId = world.mintId();
    const first = world.submission(erika, { sessionId, ...agreed(world) });
    await post(first);
    world.clock.now += 1_000;
    await world.submit(erika, { sessionId, ...agreed(world) });
    await world.collector.erase({ email });
    const answer = await post({ ...first, answers: {} });
    expect(await answer.json()).toEqual({ id: first.id, duplicate: true });
    expect(await filled()).toEqual(['received_id', 'forgotten']);
  });

  it.each([
    ['of the same session', { sessionId: 'the-session' }],
    ['from the same device', { anonymousId: 'the-device' }],
  ])('FLT64 a submission %s, completed before and never received, is recorded nowhere', async (_, trace) => {
    await world.submit(erika, { ...trace, ...agreed(world) });
    const late = world.submission(
      { company: 'Firma' },
      { step: 'company', ...trace, ...agreed(world), ...early() },
    );
    world.clock.now += hour;
    await world.collector.erase({ email });
    world.clock.now += hour;
    const answer = await post(late);
    expect([answer.status, await answer.json()]).toEqual([200, { id: late.id }]);
    expect(await (await post(late)).json()).toEqual({ id: late.id, duplicate: true });
    expect(await filled()).toEqual(['received_id', 'forgotten']);
    expect(await everything()).not.toContain('Firma');
  });

  it('FLT64 without consent the session alone is enough', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId });
    const late = world.submission({ company: 'Firma' }, { step: 'company', sessionId, ...early() });
    world.clock.now += hour;
    await world.collector.erase({ email });
    await post(late);
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
  });

  it('FLT64 FLT55 a wrong clock on the device makes no difference', async () => {
    const sessionId = world.mintId();
    await world.submit(erika, { sessionId });
    const ahead = 365 * 24 * hour;
    const submittedAt = new Date(world.clock.now + ahead).toISOString();
    const late = world.submission({ company: 'Firma' }, { step: 'company', sessionId, submittedAt });
    world.clock.now += hour;
    await world.collector.erase({ email });
    world.clock.now += hour;
    await world.post('/v1/submissions', world.envelope(late, world.clock.now + ahead));
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
  });

  it('FLT64 whoever comes back after the erasure is a new person, also on the same device', async () => {
    const anonymousId = world.mintId();
    await world.submit({ ...erika, company: 'Firma' }, { anonymousId, ...agreed(world) });
    const [before] = await world.collector.leads();
    await world.collector.erase({ email });
    world.clock.now += 1;
    await world.submit(erika, { anonymousId, ...agreed(world) });
    const [after, ...rest] = await world.collector.leads();
    expect(rest).toEqual([]);
    expect(after?.id).not.toBe(before?.id);
    expect(factsOf(after)).toEqual(erika);
  });

  it('FLT64 of submissions and erasures at once, either all of a submission is there or nothing', async () => {
    const sent = Array.from({ length: 12 }, (_, n) =>
      world.submission({ ...erika, company: `Firma ${n}` }, { anonymousId: `device-${n}`, ...agreed(world) }),
    );
    await Promise.all(
      sent.flatMap((submission, n) => [
        post(submission).then(({ status }) => expect(status).toBe(200)),
        ...(n % 4 === 0 ? [world.collector.erase({ email })] : []),
      ]),
    );
    await world.collector.erase({ email });
    expect(await filled()).toEqual(['received_id', 'forgotten']);
    const marks = await db.query('SELECT DISTINCT fingerprint FROM received_id');
    expect(marks).toEqual([{ fingerprint: '' }]);
  });
});
