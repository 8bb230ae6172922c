/** Other scripts write to the database too, and storage decays: nothing in it may send, lose or stop what is ours. */
import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/http/http.js';
import { DeliveryHub } from '../../src/delivery.js';
import type { OutboxEntry } from '../../src/model/outbox-entry.js';
import type { RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import type { OutboxOptions } from '../../src/outbox/outbox.js';
import { mergeRecords } from '../../src/profile/merge-records.js';
import { deviceKey } from '../../src/profile/device-key.js';
import type { DeviceRecord } from '../../src/profile/device-record.js';
import { createFakeLocks, type FakeTime, openPage, recordsOf, start, submissionOf } from './fakes.js';

const cases = { numRuns: Number(process.env['PF_CASES'] ?? 500) };
const patience = { timeout: 240_000 };
const day = 24 * 60 * 60_000;
const megabytes = (count: number) => new ArrayBuffer(count << 20);

/** Anything that a database can hold. */
const junk = fc.oneof(
  fc.anything({ withDate: true, withMap: true, withSet: true, withTypedArray: true, withBigInt: true }),
  fc.uint8Array({ maxLength: 64 }).map((bytes) => new Uint8Array(bytes).buffer),
);
const or = (value: unknown) => fc.oneof(fc.constant(value), junk);

/** What looks like an entry of ours, up to any point. */
const nearEntry = (id: string) =>
  fc.record(
    {
      id: fc.oneof({ arbitrary: fc.constant(id), weight: 3 }, { arbitrary: junk, weight: 1 }),
      v: or(1),
      minReader: or(1),
      createdAt: or(start),
      endpointKey: or('scripted:1'),
      formId: or('whitepaper'),
      kid: or('a'),
      iv: or(new Uint8Array(12)),
      wire: or(new ArrayBuffer(32)),
      n: or(0),
      nextAt: or(0),
      lastStatus: or(0),
      reason: or('refused'),
      diedAt: or(start),
    },
    { requiredKeys: [] },
  );

const gate = fc.record(
  { until: or(start + day / 2), status: or(429), owner: or('me') },
  { requiredKeys: [] },
);

const foreignRecord = (keys: readonly unknown[]) =>
  fc.oneof(
    fc
      .tuple(fc.constantFrom('o/', 'd/'), fc.string({ minLength: 1 }))
      .chain(([prefix, id]) => fc.tuple(fc.constant(prefix + id), fc.oneof(nearEntry(id), junk))),
    fc.tuple(fc.constantFrom('k/', 'k/!', 'k/a'), fc.oneof(fc.constantFrom(...keys), junk)),
    fc.tuple(fc.constantFrom('m/gate/scripted:1', 'm/lease/scripted:1', 'm/lease'), fc.oneof(gate, junk)),
    fc.tuple(fc.oneof(fc.constantFrom('o/', 'o', 'p/device', ''), fc.string()), junk),
  );

/** Keys as another script may have put them there: of another kind, or good for one half of the work. */
let otherKeys: readonly unknown[] = [];
beforeAll(async () => {
  const { subtle } = crypto;
  const aes = { name: 'AES-GCM', length: 256 };
  otherKeys = [
    await subtle.generateKey(aes, false, ['encrypt', 'decrypt']),
    await subtle.generateKey(aes, false, ['decrypt']),
    await subtle.generateKey(aes, false, ['encrypt']),
    await subtle.generateKey({ name: 'AES-CBC', length: 256 }, false, ['encrypt', 'decrypt']),
    await subtle.generateKey({ name: 'HMAC', hash: 'SHA-256' }, false, ['sign']),
  ];
});

/** The outcome of `work`, on a clock that goes on while it waits for another tab that there never was. */
async function whileTimePasses<T>(time: FakeTime, work: Promise<T>): Promise<T> {
  const turn = setInterval(() => time.advance(1000), 5);
  return work.finally(() => clearInterval(turn));
}

/** A page over a store with two entries that wait, and their records. */
async function pageWithTwo() {
  const page = openPage();
  page.backEnd.answer = () => ({ kind: 'retryable', status: 500 });
  const submissions = [
    submissionOf({ name: 'first' }),
    { ...submissionOf(), sessionId: 'session-2' },
  ] as const;
  for (const submission of submissions) await page.outbox.submit(submission);
  page.outbox.close();
  const records = (await recordsOf(page.store, 'o/')) as unknown as [OutboxEntry, OutboxEntry];
  return { store: page.store, submissions, records };
}

/** The next page over that store, and what it does with it. */
async function flushOver(store: RecordStore, options: Partial<OutboxOptions> = {}) {
  const page = openPage({ store, ...options });
  page.time.now += day / 2;
  await page.outbox.flush();
  const sent = page.backEnd.sent.map(({ context }) => context.body);
  return { ...page, sent };
}

describe('a database that others wrote to', () => {
  it(
    'BAD60 SEC27 never breaks a submit or a flush, whatever is in it, and sends nothing of it',
    patience,
    async () => {
      const written = fc.array(foreignRecord(otherKeys), { minLength: 1, maxLength: 6 });
      await fc.assert(
        fc.asyncProperty(written, fc.boolean(), async (records, locked) => {
          const store = createMemoryStore();
          for (const [key, record] of records) await store.put(key, record);
          // A busy machine must not count as a store that is slow, nor as a back end.
          const times = { persist: Infinity, attempt: Infinity };
          const page = openPage({ store, times, locks: locked ? createFakeLocks() : undefined });
          const { time, outbox, backEnd, typesOf } = page;
          const submission = submissionOf();
          const receipt = await whileTimePasses(time, outbox.submit(submission));
          expect(['sent', 'durable']).toContain(receipt.state);
          // A record may well say that the end point rests, or that another tab is at work.
          for (let days = 0; days < 5 && !typesOf().includes('delivered'); days++) {
            time.now += day;
            await whileTimePasses(time, outbox.flush());
          }
          expect(new Set(backEnd.ids)).toEqual(new Set([submission.id]));
          expect(typesOf()).toContain('delivered');
          outbox.close();
        }),
        cases,
      );
    },
  );

  it('BAD60 SEC27 is left as it is where a key and its record do not belong together', patience, async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(fc.uuid(), junk), { maxLength: 5 }), async (records) => {
        const store = createMemoryStore();
        for (const [id, record] of records) await store.put(`o/${id}`, record);
        const before = await store.page('o/', '', 1000);
        const { events, sent } = await flushOver(store);
        expect(await store.page('o/', '', 1000)).toEqual(before);
        expect([events, sent]).toEqual([[], []]);
      }),
      cases,
    );
  });

  it(
    'BAD60 an entry with any member of any type is sent as it was sealed, or kept; the next one flows',
    patience,
    async () => {
      const left = await pageWithTwo();
      const [first, second] = left.records;
      const bodies = left.submissions.map((submission) => JSON.stringify(submission));
      const members = Object.keys(first) as (keyof OutboxEntry)[];
      const change = fc.tuple(fc.constantFrom(...members), fc.oneof(junk, fc.constant(undefined)));
      await fc.assert(
        fc.asyncProperty(change, async ([member, value]) => {
          const store = createMemoryStore();
          for (const [key, record] of await left.store.page('k/', '', 9)) await store.put(key, record);
          await store.put(`o/${first.id}`, { ...first, [member]: value });
          await store.put(`o/${second.id}`, second);
          const { sent, backEnd } = await flushOver(store);
          expect(backEnd.ids).toContain(second.id);
          for (const { context } of backEnd.sent) {
            expect(context.body).toBe(bodies[context.id === first.id ? 0 : 1]);
          }
          const waiting = await store.get(`o/${first.id}`);
          const mayWait = ['id', 'v'].includes(member) || typeof value === typeof first[member];
          expect(Boolean(waiting) && !mayWait, 'broken and left to wait').toBe(false);
          const kept = waiting ?? (await store.get(`d/${first.id}`));
          expect(Boolean(kept), 'sent or kept, one of them').toBe(!sent.includes(bodies[0] ?? ''));
        }),
        cases,
      );
    },
  );

  it.each<[string, (entry: OutboxEntry) => Record<string, unknown>]>([
    ['whose bytes are not ours', (entry) => ({ ...entry, wire: megabytes(4) })],
    ['whose body is text', (entry) => ({ ...entry, wire: 'x'.repeat(4 << 20) })],
    ['with a member that nobody asked for', (entry) => ({ ...entry, iv: 0, note: 'x'.repeat(4 << 20) })],
  ])('BAD60 an entry of 4 MB %s is counted and set aside, and the next one flows', async (_, grow) => {
    const { store, records, submissions } = await pageWithTwo();
    const [first] = records;
    await store.put(`o/${first.id}`, grow(first));
    const { sent, events } = await flushOver(store);
    expect(sent).toEqual([JSON.stringify(submissions[1])]);
    expect(events).toContainEqual({ type: 'rejected', id: first.id, formId: 'whitepaper', status: 0, reason: 'unreadable' }); // prettier-ignore
    expect(await store.get(`o/${first.id}`)).toBeUndefined();
  });

  it('BAD60 a foreign record of 4 MB takes no room from what the visitor submits', async () => {
    const store = createMemoryStore();
    for (const key of ['o/foreign', 'd/foreign', 'x']) await store.put(key, { wire: megabytes(4) });
    const page = openPage({ store });
    page.backEnd.answer = () => ({ kind: 'retryable' });
    expect((await page.outbox.submit(submissionOf())).state).toBe('durable');
  });

  it('BAD60 foreign records take no place from what the visitor submits', async () => {
    const store = createMemoryStore();
    for (let i = 0; i < 300; i++) await store.put(`o/${i}`, { wire: i });
    const page = openPage({ store });
    page.backEnd.answer = () => ({ kind: 'retryable' });
    expect((await page.outbox.submit(submissionOf())).state).toBe('durable');
  });

  it(
    'BAD60 a dead letter of any shape keeps no other from being told, exported, sent or erased',
    patience,
    async () => {
      const letters = fc.array(fc.uuid().chain((id) => fc.tuple(fc.constant(id), fc.oneof(nearEntry(id), junk)))); // prettier-ignore
      const left = await pageWithTwo();
      const [dead] = left.records;
      await fc.assert(
        fc.asyncProperty(letters, async (records) => {
          const store = createMemoryStore();
          for (const [key, record] of await left.store.page('k/', '', 9)) await store.put(key, record);
          for (const [id, record] of records) await store.put(`d/${id}`, record);
          await store.put(`d/${dead.id}`, { ...dead, reason: 'refused', diedAt: start });
          const { outbox } = openPage({ store });
          const { deadLetters } = outbox;
          expect((await deadLetters.list()).map(({ id }) => id)).toContain(dead.id);
          expect(await deadLetters.export([dead.id])).toEqual([left.submissions[0]]);
          await deadLetters.export();
          expect(await deadLetters.retry([dead.id])).toBe(1);
          await deadLetters.purge();
          expect(await deadLetters.list()).toEqual([]);
          outbox.close();
        }),
        cases,
      );
    },
  );

  it('BAD60 SEC27 a device record of any shape gives way to a right one', patience, async () => {
    const at = new Date(start).toISOString();
    const right: DeviceRecord = {
      v: 1,
      id: 'a',
      known: { guide: { email: at } },
      classes: {},
      asks: {},
      consents: {},
      visits: { count: 1, last: at, steps: {} },
    };
    const shape = fc.record({ v: or(1), id: or('b'), known: or({}), classes: or({}), asks: or({}), consents: or({}), visits: or({}) }); // prettier-ignore
    await fc.assert(
      fc.asyncProperty(fc.oneof(junk, shape), async (record) => {
        const store = createMemoryStore();
        await store.put(deviceKey, record);
        const adapter = { name: 'own', send: () => undefined };
        const hub = new DeliveryHub(() => import('../../src/extras.js'), store).open({
          formId: 'a',
          adapter,
          on: () => undefined,
        });
        await hub.changeDevice((stored) => mergeRecords(stored, right));
        expect(await store.get(deviceKey)).toMatchObject({ v: 1, known: right.known });
        expect((await hub.outbox.submit(submissionOf())).state).toBe('sent');
        hub.outbox.close();
      }),
      cases,
    );
  });
});

describe('an entry that was tampered with', () => {
  const other = '019a0000-0000-7000-8000-ffffffffffff';

  it.each<[string, (first: OutboxEntry, second: OutboxEntry) => readonly OutboxEntry[]]>([
    ['copied under another id', (first) => [{ ...first, id: other }]],
    ['moved here from another end point', (first) => [{ ...first, endpointKey: 'scripted:2' }]],
    ['given the body of another', (first, { wire, iv }) => [{ ...first, wire, iv }]],
    ['swapped with another', (first, second) => [{ ...first, wire: second.wire, iv: second.iv }, { ...second, wire: first.wire, iv: first.iv }]], // prettier-ignore
  ])('SEC27 %s is never sent, and counted as unreadable', async (_, tamper) => {
    const { store, records } = await pageWithTwo();
    const tampered = tamper(...records);
    await store.remove(records.map(({ id }) => `o/${id}`));
    for (const entry of tampered) await store.put(`o/${entry.id}`, entry);
    const [{ endpointKey = '' } = {}] = tampered;
    const page = await flushOver(store, { endpointKey });
    expect(page.sent).toEqual([]);
    expect(await recordsOf(store, 'o/')).toEqual([]);
    expect(await recordsOf(store, 'd/')).toMatchObject(tampered.map(({ id }) => ({ id, reason: 'unreadable' }))); // prettier-ignore
    expect(page.events).toMatchObject(tampered.map(({ id }) => ({ type: 'rejected', id, reason: 'unreadable' }))); // prettier-ignore
  });

  it('SEC27 takes no address along: requests go where the page says, or nowhere', async () => {
    const evil = 'https://evil.example';
    const asked: string[] = [];
    const fetch = async (url: RequestInfo | URL, init?: RequestInit) => {
      asked.push(String(url));
      const { id } = JSON.parse(String(init?.body)) as { id: string };
      return Response.json({ id });
    };
    const adapter = createHttpAdapter({ endpoint: 'https://collector.example', fetch });
    const store = createMemoryStore();
    const page = openPage({ store, adapter: { ...adapter, send: () => ({ kind: 'retryable' }) } });
    for (let i = 0; i < 3; i++) await page.outbox.submit(submissionOf());
    page.outbox.close();
    const [first, second] = (await recordsOf(store, 'o/')) as unknown as [OutboxEntry, OutboxEntry];
    const places = { endpoint: evil, url: evil, adapter: { name: 'http', endpoint: evil }, tenant: evil };
    await store.put(`o/${first.id}`, { ...first, ...places });
    await store.put(`o/${second.id}`, { ...second, endpointKey: `http:${evil}` });
    const next = openPage({ store, adapter });
    next.time.now += day / 2;
    await next.outbox.flush();
    expect(asked).toEqual(Array(2).fill('https://collector.example/v1/submissions'));
    expect(await recordsOf(store, 'o/')).toMatchObject([{ id: second.id, endpointKey: `http:${evil}` }]);
  });
});
