/** What released versions left on devices, and what this one leaves: the envelope is frozen. */
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { decodeRecord } from '../fixtures/outbox/device-json.js';
import { leaveBehind, type Fate, type LeftBehind } from '../fixtures/outbox/leave-behind.js';
import { FakeTime, openPage, recordsOf } from './fakes.js';

const folder = new URL('../fixtures/outbox/', import.meta.url);
const folders = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());
const versions = folders.map(({ name }) => name);
const packageFile = new URL('../../package.json', import.meta.url);
const { version } = JSON.parse(readFileSync(packageFile, 'utf8')) as { version: string };

const hour = 60 * 60_000;

type Golden = Omit<LeftBehind, 'records'> & { readonly records: Readonly<Record<string, unknown>> };

/** A device with what that version left on it, and the next page that opens there, when all of it is due. */
async function openOver(name: string) {
  const text = readFileSync(new URL(`${name}/golden.json`, folder), 'utf8');
  const golden = JSON.parse(text) as Golden;
  const store: RecordStore = createMemoryStore();
  for (const [key, record] of Object.entries(golden.records))
    await store.put(key, await decodeRecord(record));
  const time = new FakeTime();
  time.now = golden.at + 6 * hour;
  const page = openPage({ store, time, endpointKey: golden.endpointKey });
  const bodiesOf = (...fates: readonly Fate[]) => fates.map((fate) => golden.bodies[golden.ids[fate]]);
  const sentBodies = () => page.backEnd.sent.map(({ context }) => context.body);
  const recordOf = (prefix: 'o/' | 'd/', fate: Fate) => store.get(prefix + golden.ids[fate]);
  return { ...page, golden, bodiesOf, sentBodies, recordOf };
}

describe.each(versions)('what version %s left on a device', (name) => {
  it('FLT53 is delivered, every body to the byte', async () => {
    const { outbox, sentBodies, bodiesOf, events } = await openOver(name);
    await outbox.flush();
    expect(sentBodies()).toEqual(bodiesOf('parked', 'retried', 'fresh', 'extended'));
    expect(events.map(({ type }) => type)).toEqual(Array(4).fill('delivered'));
  });

  it('FLT53 stays as it is where it needs a later reader: not sent, not deleted, not called damaged', async () => {
    const { outbox, store, backEnd, events, golden, recordOf } = await openOver(name);
    const before = await recordOf('o/', 'newer');
    expect(before).toMatchObject({ minReader: 99 });
    await outbox.flush();
    await outbox.flush();
    expect(await recordOf('o/', 'newer')).toEqual(before);
    expect(await recordsOf(store, 'o/')).toHaveLength(1);
    expect(backEnd.ids).not.toContain(golden.ids.newer);
    expect(JSON.stringify(events)).not.toContain(golden.ids.newer);
  });

  it('FLT53 keeps what this version does not know, over a failed attempt and into the dead letters', async () => {
    const { outbox, time, backEnd, recordOf } = await openOver(name);
    const unknown = { colour: 'green', notes: { of: 'a later version' } };
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    await outbox.flush();
    expect(await recordOf('o/', 'extended')).toMatchObject({ ...unknown, n: 1, lastStatus: 500 });
    backEnd.answer = () => ({ kind: 'rejected', issues: [], status: 422 });
    time.now += hour;
    await outbox.flush();
    expect(await recordOf('o/', 'extended')).toBeUndefined();
    expect(await recordOf('d/', 'extended')).toMatchObject({ ...unknown, reason: 'refused' });
  });

  it('FLT53 is told, exported and sent again where it was a dead letter', async () => {
    const { outbox, golden, bodiesOf, sentBodies } = await openOver(name);
    const id = golden.ids.refused;
    const letter = { id, formId: 'whitepaper', reason: 'refused', erased: false };
    expect(await outbox.deadLetters.list()).toMatchObject([
      { ...letter, createdAt: golden.at, diedAt: golden.at },
    ]);
    const [body = ''] = bodiesOf('refused');
    expect(await outbox.deadLetters.export()).toEqual([JSON.parse(body)]);
    expect(await outbox.deadLetters.retry([id])).toBe(1);
    await outbox.flush();
    expect(sentBodies()).toContain(body);
    expect(await outbox.deadLetters.list()).toEqual([]);
  });

  it('FLT53 has the members and types of what this version leaves', async () => {
    const { golden } = await openOver(name);
    const today = new Map((await leaveBehind()).records);
    for (const [key, record] of Object.entries(golden.records)) {
      if (!key.startsWith('o/')) continue;
      expect(shapeOf(today.get(key)), key).toEqual(shapeOf(await decodeRecord(record)));
    }
  });
});

it('FLT53 there is a folder for the version in package.json', () => {
  expect(versions).toContain(version);
});

/** Each member with its type, those of bytes by their class. */
function shapeOf(record: unknown): unknown {
  const typeOf = (value: unknown) =>
    typeof value === 'object' && value ? value.constructor.name : typeof value;
  const members = Object.entries(record as object).map(([name, value]) => [name, typeOf(value)] as const);
  return Object.fromEntries(members);
}
