import { describe, expect, it } from 'vitest';
import { DeliveryHub } from '../src/delivery.js';
import type { DeliveryOutcome } from '../src/model/delivery-outcome.js';
import type { Adapter, OutboxEvent, RecordStore } from '../src/model/ports.js';
import { createMemoryStore } from '../src/outbox/memory-store.js';
import { mergeRecords } from '../src/profile/merge-records.js';
import { deviceKey } from '../src/profile/device-key.js';
import { keysKey } from '../src/profile/device-key.js';
import { findKeys, isDeviceKeys } from '../src/profile/device-keys.js';
import type { DeviceRecord } from '../src/profile/device-record.js';
import { submissionOf } from './outbox/fakes.js';

const extras = () => import('../src/extras.js');

const on = () => undefined;

/** An adapter as a page writes it, and the ids that reached it. */
function ownAdapter(name = 'mine') {
  const ids: string[] = [];
  const end = { outcome: { kind: 'delivered' } as DeliveryOutcome };
  const adapter: Adapter = { name, send: ({ id }) => (ids.push(id), end.outcome) };
  return { adapter, ids, end };
}

const submissionTo = (formId: string) => ({ ...submissionOf(), formId });

describe('two forms of one page with adapters of the page’s own', () => {
  it.each(['on a device that stores', 'on a device that does not'])(
    'M13 each get their own answers, though both adapters bear one name, %s',
    async (device) => {
      const hub = new DeliveryHub(
        extras,
        ...(device === 'on a device that stores' ? [createMemoryStore()] : []),
      );
      const [a, b] = [ownAdapter(), ownAdapter()];
      const toA = hub.open({ formId: 'a', adapter: a.adapter, on });
      const toB = hub.open({ formId: 'b', adapter: b.adapter, on });
      const [ofA, ofB] = [submissionTo('a'), submissionTo('b')];
      expect(await toA.outbox.submit(ofA)).toMatchObject({ state: 'sent' });
      expect(await toB.outbox.submit(ofB)).toMatchObject({ state: 'sent' });
      expect([a.ids, b.ids]).toEqual([[ofA.id], [ofB.id]]);
    },
  );

  it('M13 what waits for one back end never goes to the other, also on the next page', async () => {
    const store = createMemoryStore();
    const a = ownAdapter();
    a.end.outcome = { kind: 'retryable' };
    const first = new DeliveryHub(extras, store).open({ formId: 'a', adapter: a.adapter, on });
    const waiting = submissionTo('a');
    expect(await first.outbox.submit(waiting)).toMatchObject({ state: 'durable' });
    first.outbox.close();

    const [hub, b, again] = [new DeliveryHub(extras, store), ownAdapter(), ownAdapter()];
    await hub.open({ formId: 'b', adapter: b.adapter, on }).outbox.flush();
    await hub.open({ formId: 'a', adapter: again.adapter, on }).outbox.flush();
    expect([b.ids, again.ids]).toEqual([[], [waiting.id]]);
  });

  it('M13 SEC28 share what waits for one back end, and each goes by the names and mirrors of its own form', async () => {
    const store = createMemoryStore();
    const hub = new DeliveryHub(extras, store);
    const forms: string[][] = [];
    const of = (form: string): Adapter => ({
      name: 'http',
      endpointKey: 'http:https://a.example',
      send: ({ formId }) => (forms.push([form, formId]), { kind: 'delivered' }),
    });
    const toA = hub.open({ formId: 'a', adapter: of('a'), on });
    const toB = hub.open({ formId: 'b', adapter: of('b'), on });
    expect(toA.outbox).toBe(toB.outbox);
    await toA.outbox.submit(submissionTo('b'));
    await toB.outbox.submit(submissionTo('a'));
    hub.open({ formId: 'a', adapter: of('a, opened anew'), on });
    await toB.outbox.submit(submissionTo('a'));
    expect(forms).toEqual([
      ['b', 'b'],
      ['a', 'a'],
      ['a, opened anew', 'a'],
    ]);
  });

  it('M13 a new object for the same form takes over from the old one', async () => {
    const hub = new DeliveryHub(extras, createMemoryStore());
    const [old, now] = [ownAdapter(), ownAdapter()];
    const before = hub.open({ formId: 'a', adapter: old.adapter, on }).outbox;
    const { outbox } = hub.open({ formId: 'a', adapter: now.adapter, on });
    expect(hub.open({ formId: 'a', adapter: now.adapter, on }).outbox).toBe(outbox);
    expect(outbox).not.toBe(before);
    await outbox.submit(submissionTo('a'));
    expect([old.ids, now.ids]).toMatchObject([[], { length: 1 }]);
  });

  it('M13 adapters with an address share one outbox by it', () => {
    const hub = new DeliveryHub(extras, createMemoryStore());
    const { adapter } = ownAdapter();
    const open = (formId: string) =>
      hub.open({ formId, adapter: { ...adapter, endpointKey: 'http:https://a.example' }, on }).outbox;
    expect(open('a')).toBe(open('b'));
  });
});

describe('what the device keeps', () => {
  const at = '2026-11-01T00:00:00.000Z';
  const recordOf = (id: string, known: DeviceRecord['known']): DeviceRecord => ({
    v: 1,
    id,
    known,
    classes: {},
    asks: {},
    consents: {},
    visits: { count: 1, last: at, steps: { [id]: 1 } },
  });

  const writing = (record: DeviceRecord) => (stored: unknown) => mergeRecords(stored, record);

  it('F2 is one record with one id, when two forms write at the same moment', async () => {
    const store = createMemoryStore();
    const hub = new DeliveryHub(extras, store);
    const [a, b] = ['a', 'b'].map((formId) => hub.open({ formId, adapter: ownAdapter().adapter, on }));
    await Promise.all([
      a?.changeDevice(writing(recordOf('a', { account: { email: at } }))),
      b?.changeDevice(writing(recordOf('b', { guide: { phone: at } }))),
    ]);
    expect(await store.get(deviceKey)).toMatchObject({
      id: 'a',
      known: { account: { email: at }, guide: { phone: at } },
      visits: { steps: { a: 1, b: 1 } },
    });
  });

  it('F2 is gone when it is forgotten, and a later write starts afresh', async () => {
    const store = createMemoryStore();
    const { changeDevice, forgetDevice } = new DeliveryHub(extras, store).open({
      formId: 'a',
      adapter: ownAdapter().adapter,
      on,
    });
    const known = { account: { email: at } };
    await Promise.all([changeDevice(writing(recordOf('a', known))), forgetDevice()]);
    expect(await store.get(deviceKey)).toBeUndefined();
    await Promise.all([
      changeDevice(writing(recordOf('a', known))),
      forgetDevice(),
      changeDevice(writing(recordOf('b', {}))),
    ]);
    expect(await store.get(deviceKey)).toEqual(recordOf('b', {}));
  });

  it('M6 is removed where it is the one that was meant, looked at and removed in one', async () => {
    const store = createMemoryStore();
    const { changeDevice, forgetDevice } = new DeliveryHub(extras, store).open({
      formId: 'a',
      adapter: ownAdapter().adapter,
      on,
    });
    await changeDevice(writing(recordOf('a', {})));
    await findKeys(store, true);
    await forgetDevice((stored) => stored === undefined);
    expect(await store.page('', '', 10)).toHaveLength(2);
    await forgetDevice((stored) => stored !== undefined);
    await findKeys(store, true);
    await forgetDevice((stored) => stored === undefined);
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('F2 is written again after a write that failed', async () => {
    const store = createMemoryStore();
    let full = true;
    const update: typeof store.update = (...record) =>
      full ? Promise.reject(new DOMException('', 'QuotaExceededError')) : store.update(...record);
    const { changeDevice } = new DeliveryHub(extras, { ...store, update }).open({
      formId: 'a',
      adapter: ownAdapter().adapter,
      on,
    });
    await expect(changeDevice(writing(recordOf('a', {})))).rejects.toThrow();
    full = false;
    await changeDevice(writing(recordOf('b', {})));
    expect(await store.get(deviceKey)).toMatchObject({ id: 'b' });
  });
});

describe('an outbox that takes the place of another', () => {
  it('FLT47 sends what the first one could only keep in memory', async () => {
    const refused = () => Promise.reject(new DOMException('', 'SecurityError'));
    const store: RecordStore = { get: refused, put: refused, remove: refused, page: refused, move: refused, update: refused }; // prettier-ignore
    const [first, second] = [ownAdapter(), ownAdapter()];
    first.end.outcome = { kind: 'retryable' };
    const hub = new DeliveryHub(extras, store);
    const submission = submissionTo('a');
    const { outbox } = hub.open({ formId: 'a', adapter: first.adapter, on });
    expect((await outbox.submit(submission)).state).toBe('volatile');
    await hub.open({ formId: 'a', adapter: second.adapter, on }).outbox.flush();
    expect(second.ids).toEqual([submission.id]);
  });
});

describe('a device for everybody', () => {
  const refusing = () => {
    const touched: string[] = [];
    const store = new Proxy(createMemoryStore(), {
      get: (target, name) => (touched.push(String(name)), Reflect.get(target, name) as unknown),
    });
    return { store, touched };
  };

  it('M6 lets answers wait in the memory of the page alone', async () => {
    const { store, touched } = refusing();
    const { adapter, ids, end } = ownAdapter();
    const events: OutboxEvent[] = [];
    const delivery = new DeliveryHub(extras, store).open({
      formId: 'a',
      adapter,
      on: (event) => void events.push(event),
    });
    end.outcome = { kind: 'retryable' };
    const submission = submissionTo('a');
    const outbox = delivery.passing();
    expect(await outbox.submit(submission)).toMatchObject({ state: 'volatile' });
    expect(await outbox.waiting()).toBe(1);
    end.outcome = { kind: 'delivered' };
    await outbox.flush();
    expect([ids.at(-1), touched]).toEqual([submission.id, []]);
    expect(events.map(({ type }) => type)).toEqual(['delivered']);
    expect(delivery.passing()).toBe(outbox);
    outbox.close();
  });
});

describe('the keys to what a device keeps sealed', () => {
  const open = (store: RecordStore) =>
    new DeliveryHub(extras, store).open({ formId: 'a', adapter: ownAdapter().adapter, on });

  it('SEC31 are made when they are needed, and not to look for them', async () => {
    const { store } = open(createMemoryStore());
    expect(await findKeys(store, false)).toBeUndefined();
    expect(await store.get(keysKey)).toBeUndefined();
    const made = await findKeys(store, true);
    expect(isDeviceKeys(made)).toBe(true);
    expect(await findKeys(store, false)).toBe(made);
  });

  it('S44 are one pair, though two tabs make some at once', async () => {
    const store = createMemoryStore();
    const [a, b] = await Promise.all([open(store), open(store)].map((tab) => findKeys(tab.store, true)));
    expect(a).toBe(b);
  });

  it('M6 are forgotten with the record', async () => {
    const store = createMemoryStore();
    const delivery = open(store);
    await findKeys(delivery.store, true);
    await delivery.forgetDevice(() => true);
    expect(await store.page('', '', 10)).toEqual([]);
  });
});
