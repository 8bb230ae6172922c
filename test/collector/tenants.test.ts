import { beforeEach, describe, expect, it } from 'vitest';
import { createSigner } from '../../src/collector/sign-token.js';
import type { Submission } from '../../src/model/submission.js';
import {
  agreed,
  createWorld,
  emptyTables,
  erika,
  factsOf,
  hour,
  openTestDb,
  tables,
  url,
} from './harness.js';
import type { World } from './harness.js';

const operatorKey = 'operator-key-of-at-least-32-characters';
const operator = { Authorization: `Bearer ${operatorKey}`, 'Content-Type': 'application/json' };
const device = 'the-device';

/** Two collectors with the same secret, forms and addresses, on one database: only the tenant tells them apart. */
const db = await openTestDb();
let ours: World;
let theirs: World;

/** Erika asks us for the file, confirms, downloads it, and is told of by our CRM. */
let submission: Submission;
let personId: string;
let before: string;
beforeEach(async () => {
  ours = await createWorld(db, { tenant: 'ours', operatorKey });
  theirs = await createWorld(db, { tenant: 'theirs', operatorKey });
  await emptyTables(db);
  submission = ours.submission({ ...erika, company: 'Firma' }, { anonymousId: device, ...agreed(ours) });
  await ours.post('/v1/submissions', ours.envelope(submission));
  await ours.get(await ours.click(await ours.confirmPath()));
  personId = (await ours.collector.leads())[0]?.id ?? '';
  await ours.collector.write(personId, { formId: 'whitepaper', facts: { lastName: 'Meister' } });
  before = await ourRows();
});

async function ourRows(): Promise<string> {
  const rows = tables.map((table) =>
    db.query(`SELECT * FROM ${table} WHERE tenant = 'ours' ORDER BY ${table}::text`),
  );
  return JSON.stringify(await Promise.all(rows));
}

/** Whatever they did: nothing of ours was read into their answer, and no row of ours has changed. */
async function expectUntouched(): Promise<void> {
  expect(await ourRows()).toBe(before);
}

const stranger = { strength: 'none', facts: {}, known: {}, classes: {}, consents: {}, asks: {}, spent: {} };

async function sign(purpose: 'link' | 'proof', issuer: string): Promise<string> {
  const signer = createSigner(new Uint8Array(32).fill(7), issuer, () => ours.clock.now);
  const jti = ours.mintId();
  return signer.sign({ purpose, audience: 'whitepaper', subject: personId, jti, seconds: 600 });
}

describe('another tenant of the same database', () => {
  it('SEC25 takes a submission with an id, a session and a device of ours as one of its own', async () => {
    const same = await theirs.post('/v1/submissions', theirs.envelope(submission));
    expect(same.status).toBe(200);
    expect((await theirs.collector.leads()).map(factsOf)).toEqual([{ ...erika, company: 'Firma' }]);
    const { id, sessionId } = submission;
    const other = theirs.submission({ company: 'Werk' }, { id: theirs.mintId(), sessionId, step: 'company' });
    expect((await theirs.post('/v1/submissions', theirs.envelope(other))).status).toBe(200);
    await expectUntouched();
    // Content that another tenant sent under this id is no reason to refuse ours.
    const again = await ours.post('/v1/submissions', ours.envelope(submission));
    expect([again.status, ((await again.json()) as { id: string }).id]).toEqual([200, id]);
    await expectUntouched();
  });

  it('SEC25 has leads, losses and submissions of its own alone', async () => {
    await ours.submit({ ...erika, email: 'nobody@firma.example' });
    expect(await theirs.collector.leads()).toEqual([]);
    expect(await theirs.collector.submissionsWithoutPerson()).toEqual([]);
    const lost = {
      type: 'submission.lost',
      id: ours.mintId(),
      formId: 'whitepaper',
      reason: 'refused',
      status: 422,
    };
    const at = new Date(ours.clock.now).toISOString();
    await ours.post('/v1/events', { events: [{ ...lost, at }] });
    expect(await ours.collector.losses()).toHaveLength(1);
    expect(await theirs.collector.losses()).toEqual([]);
  });

  it('SEC25 knows nothing of a device of ours', async () => {
    expect(await theirs.recognise({ anonymousId: device })).toEqual(stranger);
    expect(await ours.recognise({ anonymousId: device })).toMatchObject({ strength: 'device' });
  });

  it('SEC25 makes nothing of a link of ours, and does not use it up', async () => {
    const token = await sign('link', 'ours');
    expect(await theirs.recognise({ token })).toEqual(stranger);
    await expectUntouched();
    expect(await ours.recognise({ token })).toMatchObject({ strength: 'link' });
    expect(await theirs.recognise({ token: await sign('link', 'theirs') })).toEqual(stranger);
  });

  it('SEC25 makes nothing of a proof of ours, nor of one of its own for a person of ours', async () => {
    for (const issuer of ['ours', 'theirs']) {
      const proof = await sign('proof', issuer);
      await theirs.submit({ company: 'Werk' }, { step: 'company', anonymousId: 'another', proof });
    }
    expect(await theirs.collector.leads()).toEqual([]);
    expect(await theirs.recognise({ anonymousId: 'another' })).toEqual(stranger);
    await expectUntouched();
  });

  it('SEC25 neither shows nor takes a confirmation of ours', async () => {
    await ours.submit({ ...erika, email: 'max@firma.example' });
    const path = await ours.confirmPath();
    before = await ourRows();
    const unknown = await (await theirs.get('/v1/confirm/unknown')).text();
    expect(await (await theirs.get(path)).text()).toBe(unknown);
    await theirs.post(path, '');
    await expectUntouched();
    expect(await ours.click(path)).toContain('/v1/assets/');
  });

  it('SEC25 hands nothing out for a grant of ours', async () => {
    const { asset } = (await ours.recognise({ anonymousId: device })) as { asset: { url: string } };
    const path = asset.url.replace(url, '');
    expect((await theirs.get(path)).status).not.toBe(200);
    expect((await ours.get(path)).status).toBe(200);
  });

  it('SEC25 makes no link for a person of ours, and takes none back', async () => {
    const link = { formId: 'whitepaper', personId };
    expect((await theirs.post('/v1/links', link, operator)).status).toBe(422);
    await theirs.collector.revokeLinks({ personId });
    await theirs.collector.revokeLinks({ email: 'erika@firma.example' });
    await expectUntouched();
  });

  it('SEC25 neither shows nor takes a one-click answer of ours', async () => {
    const request = { formId: 'whitepaper', personId, field: 'plm' };
    const made = (await (await ours.post('/v1/links', request, operator)).json()) as {
      answers: { value: string; url: string }[];
    };
    const { value: option = '', url: address = '' } = made.answers[0] ?? {};
    const path = address.replace(url, '');
    before = await ourRows();
    const gone = await (await theirs.get('/l/unknown')).text();
    expect(await (await theirs.get(path)).text()).toBe(gone);
    const form = new URLSearchParams({ token: path.slice('/l/'.length), option }).toString();
    const headers = { Origin: url, 'Content-Type': 'application/x-www-form-urlencoded' };
    await theirs.post('/v1/answers', form, headers);
    await expectUntouched();
    await ours.post('/v1/answers', form, headers);
    expect(factsOf((await ours.collector.leads())[0])).toMatchObject({ plm: option });
  });

  it('SEC25 writes nothing of a person of ours', async () => {
    const facts = { company: 'Werk' };
    await expect(theirs.collector.write(personId, { formId: 'whitepaper', facts })).rejects.toThrow(
      'no such person',
    );
    await expectUntouched();
  });

  it('SEC25 withdraws nothing of ours by its id, and keeps none of ours from coming', async () => {
    const next = ours.submission({ need: 'leise' }, { sessionId: submission.sessionId, step: 'project' });
    const at = new Date(ours.clock.now).toISOString();
    const events = [submission.id, next.id].map((id) => ({
      type: 'submission.withdrawn',
      id,
      formId: 'whitepaper',
      at,
    }));
    await theirs.post('/v1/events', { events });
    await expectUntouched();
    await ours.post('/v1/submissions', ours.envelope(next));
    expect(factsOf((await ours.collector.leads())[0])).toMatchObject({ need: 'leise' });
  });

  it('SEC25 erases nothing of ours, by id or by address, and its erasure keeps nothing of ours out', async () => {
    await theirs.post('/v1/submissions', theirs.envelope(submission));
    expect(await theirs.collector.erase({ personId })).toBe(0);
    expect(await theirs.collector.erase({ email: 'erika@firma.example' })).toBe(1);
    await expectUntouched();
    const next = ours.submission(
      { need: 'leise' },
      { sessionId: submission.sessionId, step: 'project', anonymousId: device },
    );
    await ours.post('/v1/submissions', ours.envelope(next));
    expect(factsOf((await ours.collector.leads())[0])).toMatchObject({ need: 'leise' });
    expect(await theirs.collector.leads()).toEqual([]);
  });

  it('SEC25 S68 pairs nobody of its own with one of ours', async () => {
    const twin = { ...erika, email: 'erica@firma.example', company: 'Firma' };
    await theirs.submit(twin, agreed(theirs));
    expect(await theirs.collector.duplicates()).toEqual([]);
    expect(await ours.collector.duplicates()).toEqual([]);
    await ours.submit(twin, agreed(ours));
    expect(await ours.collector.duplicates()).toHaveLength(1);
    expect(await theirs.collector.duplicates()).toEqual([]);
  });

  it('SEC25 sends none of our mails and looks nobody of ours up', async () => {
    ours.clock.now += 48 * hour;
    theirs.clock.now = ours.clock.now;
    expect(await theirs.collector.sendDueMails()).toBe(0);
    expect(await theirs.collector.enrichDue()).toBe(0);
    expect(theirs.mails).toEqual([]);
    await expectUntouched();
    expect(await ours.collector.sendDueMails()).toBe(1);
  });
});
