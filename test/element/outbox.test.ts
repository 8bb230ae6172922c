import { expect } from 'chai';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, OutboxEvent } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';
import { createIndexedDbStore } from '../../src/outbox/indexed-db-store.js';
import { createOutbox, type OutboxOptions } from '../../src/outbox/outbox.js';
import { watchPage } from '../../src/outbox/watch-page.js';
import { storeContract } from '../contracts/store-contract.js';

const name = 'progressive-form';
const delivered = { kind: 'delivered' } as const;
const typed = { email: 'canary.ada@example.com', lastName: 'Lövelace-Canary' };

let open: (() => void)[] = [];

afterEach(async () => {
  for (const close of open) close();
  open = [];
  await settled(indexedDB.deleteDatabase(name));
});

function settled<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('IndexedDB'));
  });
}

async function until(holds: () => unknown): Promise<void> {
  const giveUp = performance.now() + 5000;
  while (!(await holds())) {
    if (performance.now() > giveUp) throw new Error(`Never came true: ${String(holds)}`);
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

const databases = async () => (await indexedDB.databases()).map((database) => database.name);

function submissionOf(answers: Submission['answers'] = typed): Submission {
  return {
    id: crypto.randomUUID(),
    sessionId: 'session-1',
    step: 'contact',
    formId: 'whitepaper',
    formVersion: '1',
    answers,
    consents: [],
    signals: {},
    exposures: [],
    submittedAt: new Date().toISOString(),
  };
}

/** A page with its own connection; all of them share what the origin has. */
function openPage(
  answer: () => DeliveryOutcome | Promise<DeliveryOutcome>,
  options: Partial<OutboxOptions> = {},
) {
  const sent: string[] = [];
  const events: OutboxEvent[] = [];
  const adapter: Adapter = {
    name: 'scripted',
    send: (_, { id }) => {
      sent.push(id);
      return answer();
    },
  };
  const outbox = createOutbox({
    adapter,
    store: createIndexedDbStore(),
    on: (event) => void events.push(event),
    ...options,
  });
  open.push(() => outbox.close());
  return { outbox, sent, events };
}

async function everyRecord(): Promise<unknown[]> {
  const db = await settled(indexedDB.open(name));
  const stores = [...db.objectStoreNames];
  const all = await Promise.all(
    stores.map((store) =>
      settled(db.transaction(store).objectStore(store).getAll() as IDBRequest<unknown[]>),
    ),
  );
  db.close();
  return all.flat();
}

/** Every byte and text of a record, each text in both encodings a browser may store it in. */
function bytesOf(value: unknown): number[][] {
  if (value instanceof ArrayBuffer) return [[...new Uint8Array(value)]];
  if (value instanceof Uint8Array) return [[...value]];
  if (typeof value === 'string') return [utf8(value)];
  if (typeof value === 'object' && value)
    return Object.entries(value).flatMap((pair) => pair.flatMap(bytesOf));
  return [];
}

const utf8 = (text: string) => [...new TextEncoder().encode(text)];
const utf16 = (text: string) => [...text].flatMap((c) => [c.charCodeAt(0) & 255, c.charCodeAt(0) >> 8]);
const holds = (bytes: number[], wanted: number[]) => `,${bytes.join()},`.includes(`,${wanted.join()},`);

describe('the IndexedDB store', () => {
  for (const { title, run } of storeContract) it(`FLT1 ${title}`, () => run(createIndexedDbStore()));

  it('SEC31 creates nothing by reading or removing', async () => {
    const store = createIndexedDbStore();
    expect(await store.get('o/1')).to.equal(undefined);
    expect(await store.page('o/', '', 10)).to.deep.equal([]);
    await store.remove(['o/1']);
    expect(await databases()).not.to.include(name);
    await store.put('o/1', 1);
    expect(await store.get('o/1')).to.equal(1);
  });

  it('FLT1 takes many first writes at once', async () => {
    const stores = [createIndexedDbStore(), createIndexedDbStore(), createIndexedDbStore()];
    await Promise.all(
      stores.flatMap((store, i) => [store.get('o/0'), store.put(`o/${i}`, i), store.put('o/x', i)]),
    );
    expect(await stores[0]?.page('o/', '', 10)).to.have.length(4);
  });

  it('FLT50 works on after its database was deleted under it', async () => {
    const store = createIndexedDbStore();
    await store.put('o/1', 1);
    await settled(indexedDB.deleteDatabase(name));
    expect(await store.get('o/1')).to.equal(undefined);
    await store.put('o/2', 2);
    expect(await store.get('o/2')).to.equal(2);
  });

  it('FLT51 lets others upgrade, and goes on afterwards', async () => {
    const store = createIndexedDbStore();
    await store.put('o/1', 1);
    (await settled(indexedDB.open(name, 7))).close();
    expect(await store.get('o/1')).to.equal(1);
  });

  it('FLT48 FLT49 reopens once where the browser lost the connection', async () => {
    let opened = 0;
    const factory = {
      open: () => {
        if (++opened === 1) throw new DOMException('Connection lost', 'UnknownError');
        return indexedDB.open(name);
      },
    } as unknown as IDBFactory;
    const store = createIndexedDbStore({ factory });
    await store.put('o/1', 1);
    expect(await store.get('o/1')).to.equal(1);
    expect(opened).to.equal(2);
  });

  it('FLT47 works where the list of databases is kept from it, or never comes', async () => {
    await createIndexedDbStore().put('o/1', 1);
    for (const databases of [() => Promise.reject(new Error('no')), () => new Promise(() => undefined)]) {
      const factory = { databases, open: () => indexedDB.open(name) } as unknown as IDBFactory;
      const store = createIndexedDbStore({ factory, openTimeout: 200 });
      expect(await store.get('o/1')).to.equal(1);
    }
  });

  it('FLT47 refuses where the browser does, and where it never answers', async () => {
    const blocked = { open: () => { throw new DOMException('', 'SecurityError'); } } as unknown as IDBFactory; // prettier-ignore
    const silent = { open: () => ({}) } as unknown as IDBFactory;
    for (const factory of [blocked, silent]) {
      const store = createIndexedDbStore({ factory, openTimeout: 50 });
      const error = await store.put('o/1', 1).catch((reason: unknown) => reason);
      expect(error).to.be.instanceOf(DOMException);
    }
  });
});

describe('the outbox in a browser', () => {
  it('SEC31 keeps nothing on the device before the visitor acts', async () => {
    const { outbox } = openPage(() => delivered);
    open.push(watchPage(outbox, window, { random: () => 0 }));
    await outbox.flush();
    expect(await outbox.waiting()).to.equal(0);
    expect(await databases()).not.to.include(name);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
    await outbox.submit(submissionOf());
    expect(await databases()).to.include(name);
  });

  it('S52 stores no answer in clear, and a key that gives nothing away', async () => {
    const { outbox } = openPage(() => ({ kind: 'retryable' }));
    expect((await outbox.submit(submissionOf())).state).to.equal('durable');
    const records = await everyRecord();
    const stored = records.flatMap(bytesOf);
    expect(stored.length).to.be.greaterThan(5);
    for (const value of [...Object.values(typed), 'canary', 'Canary']) {
      for (const wanted of [utf8(value), utf16(value)]) {
        expect(stored.some((bytes) => holds(bytes, wanted))).to.equal(false);
      }
    }
    const key = records.find((record): record is CryptoKey => record instanceof CryptoKey);
    expect(key?.extractable).to.equal(false);
  });

  it('S52 would have found them', () => {
    const record = {
      wire: new TextEncoder().encode(JSON.stringify(typed)).buffer,
      note: { of: typed.lastName },
    };
    const stored = bytesOf(record);
    expect(stored.some((bytes) => holds(bytes, utf8(typed.email)))).to.equal(true);
    expect(stored.some((bytes) => holds(bytes, utf8('Canary')))).to.equal(true);
  });

  it('FLT1 sends from a new page what an old one left behind, and keeps nothing of it', async () => {
    const before = openPage(() => ({ kind: 'retryable' }));
    const submission = submissionOf();
    await before.outbox.submit(submission);
    before.outbox.close();
    const after = openPage(() => delivered);
    open.push(watchPage(after.outbox, window, { random: () => 0 }));
    await until(() => after.events.length);
    expect(after.sent).to.deep.equal([submission.id]);
    expect(await after.outbox.waiting()).to.equal(0);
  });

  it('FLT37 sends once from many tabs', async () => {
    const closed = openPage(() => ({ kind: 'retryable' }));
    for (let i = 0; i < 3; i++) await closed.outbox.submit(submissionOf());
    closed.outbox.close();
    const tabs = Array.from({ length: 5 }, () =>
      openPage(() => new Promise((resolve) => setTimeout(() => resolve(delivered), 20))),
    );
    await Promise.all(tabs.map(({ outbox }) => outbox.flush()));
    const sent = tabs.flatMap((tab) => tab.sent);
    expect(sent).to.have.length(3);
    expect(new Set(sent).size).to.equal(3);
  });

  it('FLT47 sends from memory where the device keeps nothing', async () => {
    const blocked = { open: () => { throw new DOMException('', 'SecurityError'); } } as unknown as IDBFactory; // prettier-ignore
    const { outbox, sent, events } = openPage(() => delivered, {
      store: createIndexedDbStore({ factory: blocked }),
    });
    expect((await outbox.submit(submissionOf())).state).to.equal('sent');
    await outbox.flush();
    expect(sent).to.have.length(1);
    expect(events.map(({ type }) => type)).to.deep.equal(['storage', 'delivered']);
  });

  it('FLT50 seals with a key that is stored, even after the database was deleted under it', async () => {
    const before = openPage(() => ({ kind: 'retryable' }));
    await before.outbox.submit(submissionOf());
    await settled(indexedDB.deleteDatabase(name));
    const submission = submissionOf();
    await before.outbox.submit(submission);
    before.outbox.close();
    const after = openPage(() => delivered);
    await after.outbox.flush();
    expect(after.sent).to.include(submission.id);
    expect(after.events.map(({ type }) => type)).not.to.include('rejected');
  });

  it('BAD60 passes over records under keys of any kind, and leaves them as they are', async () => {
    const before = openPage(() => ({ kind: 'retryable' }));
    const submission = submissionOf();
    await before.outbox.submit(submission);
    before.outbox.close();
    const db = await settled(indexedDB.open(name));
    const records = () => db.transaction('records', 'readwrite').objectStore('records');
    const keys = [
      7,
      new Date(0),
      ['o/1'],
      new Uint8Array([1]),
      'o',
      'o/',
      'o/1',
      'd/1',
      'k/1',
      'm/lease',
      '',
    ];
    for (const key of keys) await settled(records().put({ wire: new ArrayBuffer(4 << 20) }, key));
    const after = openPage(() => delivered);
    await after.outbox.flush();
    expect((await after.outbox.submit(submissionOf())).state).to.equal('sent');
    expect(after.sent).to.have.length(2);
    expect(after.sent).to.include(submission.id);
    for (const key of keys) expect(await settled(records().get(key))).to.have.property('wire');
    db.close();
  });
});
