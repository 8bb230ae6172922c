import { describe, expect, it } from 'vitest';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import type { FormSession } from '../../src/session.js';
import { KeptDraft } from '../../src/session/keep-draft.js';
import { isDraftRecord, openDraft } from '../../src/profile/draft-record.js';
import { day, World } from './open-session.js';

const text = (name: string, over: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'service',
  ...over,
});

/** Three views; the third only where the second names a company. */
const form: FormConfig = {
  schemaVersion: 1,
  id: 'three',
  version: '1',
  purposes: { service: { label: 'Serve', legalBasis: 'implicit', retention: 'P30D' } },
  fields: [
    text('first'),
    text('second'),
    text('third'),
    text('secret', { type: 'password', transient: true }),
  ],
  steps: [
    { id: 'one', reason: 'A', fields: ['first', 'secret'] },
    { id: 'two', reason: 'B', fields: ['second'] },
    { id: 'three', reason: 'C', fields: ['third'] },
  ],
  draft: { keepFor: 'P7D' },
  profile: { remember: 'never' },
};

const place = 'draft/three';

/** One device; each visit to it is a page of its own. */
function device() {
  const world = new World();
  const store = createMemoryStore();
  const tools = { store, clock: () => world.now, crypto };
  const visit = async (over: Partial<FormConfig> = {}, options: object = {}, before?: KeptDraft) => {
    const session = await world.open({ ...form, ...over }, options);
    return { session, kept: await KeptDraft.open(session, tools, before) };
  };
  /** A visit on which all that is given was typed and kept. */
  const begin = async (answers: Readonly<Record<string, string>>, options: object = {}) => {
    const opened = await visit({}, options);
    await opened.kept.keep(true);
    opened.session.take(answers);
    await opened.kept.save();
    return opened;
  };
  /** A visit on which what lies there is looked up when it is let go. */
  const visitSlow = async () => {
    const slow = hold();
    const session = await world.open(form);
    let { get } = store;
    const late = { ...tools, store: { ...store, get: ((key) => get(key)) as typeof get } };
    const kept = await KeptDraft.open(session, late);
    get = slow.held(store.get);
    return { session, kept, slow };
  };
  const lies = async () => {
    const record = await store.get(place);
    return isDraftRecord(record) ? openDraft(crypto, place, record) : record;
  };
  return { world, store, visit, visitSlow, begin, lies };
}

const asked = ({ fields }: FormSession) => fields.map(({ name }) => name);

describe('what is kept of a visit', () => {
  it('SEC31 is nothing before the visitor wishes it, whatever is typed', async () => {
    const { store, visit } = device();
    const { session, kept } = await visit();
    session.answer('first', 'Ada');
    await kept.save(() => ({ first: 'Ada' }));
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('S37 is what was typed in every view, also in such as are not shown any more', async () => {
    const { begin, lies } = device();
    await begin({ first: 'Ada', third: 'C' });
    expect(await lies()).toMatchObject({ step: 'one', answers: { first: 'Ada', third: 'C' } });
  });

  it('M10 is also what is still being typed', async () => {
    const { begin, lies } = device();
    const { kept } = await begin({ first: 'Ada' });
    await kept.save(() => ({ first: 'Adal' }));
    expect(await lies()).toMatchObject({ answers: { first: 'Adal' } });
  });

  it('SEC16 is neither a password nor what came by the address of the page', async () => {
    const { visit, lies } = device();
    const parameters = { profile: { remember: 'never', parameters: { n: 'second' } } } as const;
    const { session, kept } = await visit(parameters, { search: '?n=Given' });
    session.take({ first: 'Ada', secret: 'Canary' });
    await kept.keep(true);
    expect(session.value('second')).toBe('Given');
    expect(await lies()).toMatchObject({ answers: { first: 'Ada' } });
    expect(JSON.stringify(await lies())).not.toMatch(/Canary|Given/);
  });

  it('SEC31 is erased at once where the visitor does not wish it any more', async () => {
    const { begin, store } = device();
    const { kept } = await begin({ first: 'Ada' });
    await kept.keep(false);
    await kept.save(() => ({ first: 'Ada' }));
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('SEC31 is erased also where it is not yet on the device', async () => {
    const { visit, store } = device();
    const { kept } = await visit();
    const keeping = kept.keep(true, { first: 'Ada' });
    await kept.keep(false);
    await keeping;
    expect(await store.page('', '', 10)).toEqual([]);
    expect(kept.isKept).toBe(false);
  });

  it('SEC31 is not wished any more where that is said while it comes to the device', async () => {
    const world = new World();
    const memory = createMemoryStore();
    let unticking: Promise<void> | undefined;
    const put: typeof memory.put = async (...given) => {
      unticking = kept.keep(false);
      await memory.put(...given);
    };
    const tools = { store: { ...memory, put }, clock: () => world.now, crypto };
    const kept = await KeptDraft.open(await world.open(form), tools);
    await kept.keep(true, { first: 'Ada' });
    await unticking;
    expect([kept.isKept, await memory.page('', '', 10)]).toEqual([false, []]);
  });

  it('FLT57 does not come back once another tab has erased it', async () => {
    const { begin, store } = device();
    const { kept } = await begin({ first: 'Ada' });
    await store.remove([place]);
    await kept.save(() => ({ first: 'Adal' }));
    expect([await store.get(place), kept.isKept]).toEqual([undefined, false]);
  });

  it('M10 tells where the device refuses, and keeps nothing then', async () => {
    const world = new World();
    const store = createMemoryStore();
    const full = { ...store, put: () => Promise.reject(new DOMException('', 'QuotaExceededError')) };
    const kept = await KeptDraft.open(await world.open(form), { store: full, clock: () => 0, crypto });
    await expect(kept.keep(true)).rejects.toThrow();
    expect(kept.isKept).toBe(false);
  });

  it('M10 are no answers that have arrived', async () => {
    const { begin, lies } = device();
    const { session, kept } = await begin({ first: 'Ada', third: 'C' });
    await session.submit();
    session.answer('second', 'B');
    await kept.save();
    expect(await lies()).toMatchObject({ step: 'two', answers: { second: 'B', third: 'C' } });
    expect(JSON.stringify(await lies())).not.toContain('Ada');
  });

  it('M10 are answers that are nowhere safe yet', async () => {
    const { world, begin, lies } = device();
    world.receive = ({ id }) => Promise.resolve({ state: 'volatile', id });
    const { session, kept } = await begin({ first: 'Ada' });
    await session.submit();
    await kept.save();
    expect(await lies()).toMatchObject({ answers: { first: 'Ada' } });
  });
});

/** What waits until it is let go, and whether anything does. */
function hold() {
  let letGo = (): void => undefined;
  let reach = (): void => undefined;
  const free = new Promise<void>((resolve) => (letGo = resolve));
  const reached = new Promise<void>((resolve) => (reach = resolve));
  const held =
    <G extends readonly unknown[], T>(work: (...given: G) => Promise<T>) =>
    async (...given: G): Promise<T> => {
      reach();
      await free;
      return work(...given);
    };
  return { held, reached, letGo: () => letGo() };
}

/** Seals when it is let go. */
function slowCrypto({ held }: ReturnType<typeof hold>): Crypto {
  const { subtle } = crypto;
  const slow: Partial<SubtleCrypto> = {
    generateKey: subtle.generateKey.bind(subtle) as SubtleCrypto['generateKey'],
    encrypt: held(subtle.encrypt.bind(subtle)),
  };
  return {
    subtle: slow as SubtleCrypto,
    randomUUID: () => crypto.randomUUID(),
    getRandomValues: (bytes) => crypto.getRandomValues(bytes),
  };
}

describe('what is kept of a visit while something else happens', () => {
  it('M10 are no answers that the device has, however long the back end takes to say that it has them', async () => {
    const { world, begin, visit, lies } = device();
    world.receive = () => new Promise(() => undefined);
    const { session, kept } = await begin({ first: 'Ada' });
    await session.submit();
    await kept.save();
    expect(await lies()).toMatchObject({ step: 'two', answers: {}, sent: { steps: ['one'] } });
    const again = await visit();
    await again.kept.resume();
    expect(asked(again.session)).toEqual(['second']);
    again.session.answer('second', 'B');
    await again.session.submit();
    expect(world.sent.map(({ step }) => step)).toEqual(['one', 'two']);
    expect(new Set(world.sent.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  it('M10 are answers that neither the device nor the back end has yet', async () => {
    const { world, begin, lies } = device();
    world.keeps = false;
    world.receive = () => new Promise(() => undefined);
    const { session, kept } = await begin({ first: 'Ada' });
    await session.submit();
    await kept.save();
    expect(await lies()).toMatchObject({ answers: { first: 'Ada' } });
  });

  it('M10 are answers again that the back end refuses after the device had them', async () => {
    const { world, begin, lies } = device();
    let refuse = (): void => undefined;
    world.receive = ({ id }) =>
      new Promise((resolve) => (refuse = () => resolve({ state: 'rejected', id, issues: [] })));
    const { session, kept } = await begin({ first: 'Ada' });
    await session.submit();
    await kept.save();
    refuse();
    await kept.save();
    expect(await lies()).toMatchObject({ answers: { first: 'Ada' } });
  });

  it('M10 is the newest of what is typed while the device is slow, in one go', async () => {
    const { world, store, lies } = device();
    const slow = hold();
    let writes = 0;
    const move: typeof store.move = slow.held((...given) => (writes++, store.move(...given)));
    const tools = { store: { ...store, move }, clock: () => world.now, crypto };
    const session = await world.open(form);
    const kept = await KeptDraft.open(session, tools);
    await kept.keep(true);
    let typing = { first: 'A' };
    const saving = [kept.save(() => typing)];
    await slow.reached;
    for (const first of ['Ad', 'Ada']) {
      typing = { first };
      saving.push(kept.save(() => typing));
    }
    slow.letGo();
    await Promise.all(saving);
    expect([writes, (await lies()) as object]).toEqual([
      2,
      expect.objectContaining({ answers: { first: 'Ada' } }),
    ]);
  });

  it('M10 is also what is typed after the choice was taken back and made again', async () => {
    const { world, store, lies } = device();
    const slow = hold();
    const tools = { store: { ...store, move: slow.held(store.move) }, clock: () => world.now, crypto };
    const kept = await KeptDraft.open(await world.open(form), tools);
    await kept.keep(true);
    const saving = [kept.save(), kept.save()];
    await slow.reached;
    saving.push(
      kept.save(),
      kept.keep(false),
      kept.keep(true),
      kept.save(() => ({ first: 'Ada' })),
    );
    slow.letGo();
    await Promise.all(saving);
    expect(await lies()).toMatchObject({ answers: { first: 'Ada' } });
  });

  it('SEC31 is nothing of somebody who is forgotten while it comes to the device', async () => {
    const { world, store } = device();
    const slow = hold();
    const session = await world.open(form);
    const kept = await KeptDraft.open(session, { store, clock: () => world.now, crypto: slowCrypto(slow) });
    session.answer('first', 'Ada');
    const keeping = kept.keep(true, { first: 'Ada' });
    await slow.reached;
    await session.forget();
    slow.letGo();
    await keeping;
    expect([kept.isKept, await store.page('', '', 10)]).toEqual([false, []]);
  });

  it('M10 is kept also where a view is sent while it comes to the device', async () => {
    const { world, store, lies } = device();
    const slow = hold();
    const session = await world.open(form);
    const kept = await KeptDraft.open(session, { store, clock: () => world.now, crypto: slowCrypto(slow) });
    const keeping = kept.keep(true);
    await slow.reached;
    session.answer('first', 'Ada');
    await session.submit();
    slow.letGo();
    await Promise.all([keeping, kept.save()]);
    expect(kept.isKept).toBe(true);
    expect(await lies()).toMatchObject({ step: 'two', answers: {}, sent: { steps: ['one'] } });
  });

  it('M10 gives way to what is typed while it is looked up', async () => {
    const { begin, visitSlow } = device();
    await begin({ first: 'Ada', second: 'B' });
    const { session, kept, slow } = await visitSlow();
    let typing = {};
    const resuming = kept.resume(() => typing);
    await slow.reached;
    typing = { first: 'Eve' };
    slow.letGo();
    expect(await resuming).toBe(true);
    expect(session.state.answers).toEqual({ first: 'Eve', second: 'B' });
  });

  it('SEC16 is not put in place where the visitor is forgotten while it is looked up', async () => {
    const { begin, visitSlow } = device();
    await begin({ first: 'Ada' });
    const { session, kept, slow } = await visitSlow();
    const resuming = kept.resume();
    await slow.reached;
    await session.forget();
    slow.letGo();
    expect(await resuming).toBe(false);
    expect([session.state.answers, kept.isKept]).toEqual([{}, false]);
  });
});

describe('a draft of an earlier visit', () => {
  it('F2 is told of by when it was begun, and puts nothing in place by itself', async () => {
    const { world, begin, visit } = device();
    const began = world.now;
    await begin({ first: 'Ada' });
    world.now += 3 * 3_600_000;
    const { session, kept } = await visit();
    expect([kept.found, kept.isKept, session.state.answers]).toEqual([began, false, {}]);
  });

  it('M10 goes on at each of three views, with what was sent neither asked again nor lost', async () => {
    const { world, begin, visit, store } = device();
    let { session, kept } = await begin({ first: 'Ada' });
    for (const [name, value] of [
      ['first', 'Ada'],
      ['second', 'B'],
      ['third', 'C'],
    ] as const) {
      session.answer(name, value);
      await kept.save();
      ({ session, kept } = await visit());
      expect(await kept.resume()).toBe(true);
      expect([asked(session)[0], session.value(name)]).toEqual([name, value]);
      await session.submit();
      await kept.save();
    }
    expect(world.sent.map(({ step, answers }) => [step, answers])).toEqual([
      ['one', { first: 'Ada' }],
      ['two', { second: 'B' }],
      ['three', { third: 'C' }],
    ]);
    expect(new Set(world.sent.map(({ sessionId }) => sessionId)).size).toBe(1);
    await kept.keep(false);
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('M10 keeps the answers of a step that fills several views until its last view is sent', async () => {
    const { world, visit, lies } = device();
    const one = {
      steps: [{ id: 'one', reason: 'A', fields: ['first', 'second', 'third'] }],
      ask: { maxFields: 2 },
    };
    const { session, kept } = await visit(one);
    await kept.keep(true);
    session.take({ first: 'Ada', second: 'B' });
    await session.submit();
    session.answer('third', 'C');
    await kept.save();
    expect(await lies()).toMatchObject({ answers: { first: 'Ada', second: 'B', third: 'C' } });
    const again = await visit(one);
    await again.kept.resume();
    await again.session.submit();
    await again.session.submit();
    expect(world.sent.at(-1)?.answers).toEqual({ first: 'Ada', second: 'B', third: 'C' });
    await again.kept.save();
    expect(await lies()).toMatchObject({ answers: {} });
  });

  it('F5 does not ask anew for a consent that was sent, and takes none that was not', async () => {
    const { visit } = device();
    const agree = text('agree', { type: 'consent', purpose: 'news' });
    const asking: Partial<FormConfig> = {
      purposes: { ...form.purposes, news: { label: 'News', legalBasis: 'explicit', retention: 'P30D' } },
      fields: [...form.fields, agree, { ...agree, name: 'again' }, text('topic', { purpose: 'news' })],
      steps: [
        { id: 'one', reason: 'A', fields: ['agree'] },
        { id: 'two', reason: 'B', fields: ['topic', 'first'] },
      ],
    };
    const { session, kept } = await visit(asking);
    await kept.keep(true);
    session.take({ agree: true, topic: 'T' });
    await kept.save();
    const unsent = await visit(asking);
    await unsent.kept.resume();
    expect(unsent.session.value('agree')).toBeUndefined();
    await session.submit();
    await kept.save();
    const sent = await visit(asking);
    await sent.kept.resume();
    expect(asked(sent.session)).toEqual(['topic', 'first']);
    expect(sent.session.value('topic')).toBe('T');
  });

  it('M10 goes on at a view that was shown before others were', async () => {
    const { begin, visit } = device();
    const { session, kept } = await begin({});
    await session.skip();
    session.answer('second', 'B');
    await kept.save();
    const again = await visit();
    await again.kept.resume();
    expect(asked(again.session)).toEqual(['second']);
  });

  it('M10 fills only what is still empty', async () => {
    const { begin, visit } = device();
    await begin({ first: 'Ada', second: 'B' });
    const { session, kept } = await visit();
    session.answer('first', 'Eve');
    await kept.resume();
    expect(session.state.answers).toEqual({ first: 'Eve', second: 'B' });
  });

  it.each([
    ['the page fills in', {}, { profile: { first: 'Ann' } }],
    ['the address gives', { profile: { parameters: { n: 'first' } } }, { search: '?n=Ann' }],
  ])('M10 corrects what %s as it was corrected before, and keeps that', async (_, over, options) => {
    const { visit, lies } = device();
    const fields = form.fields.map((field) => ({ ...field, prefill: true, alwaysAsk: true }));
    const before = await visit({ fields, ...over }, options);
    expect(before.session.value('first')).toBe('Ann');
    before.session.answer('first', 'Anna');
    await before.kept.keep(true);
    const { session, kept } = await visit({ fields, ...over }, options);
    await kept.resume();
    expect(session.value('first')).toBe('Anna');
    await kept.save();
    expect(await lies()).toMatchObject({ answers: { first: 'Anna' } });
  });

  it('M10 loses what does not fit the definition of today', async () => {
    const { begin, visit } = device();
    await begin({ first: 'Ada', second: 'B', third: 'C' });
    const fields = form.fields
      .filter(({ name }) => name !== 'third')
      .map((field) => (field.name === 'second' ? { ...field, type: 'checkbox' as const } : field));
    const steps = form.steps.slice(0, 2);
    const { session, kept } = await visit({ version: '2', fields, steps });
    await kept.resume();
    expect(session.state.answers).toEqual({ first: 'Ada' });
  });

  it.each([
    ['its time', 7 * day],
    ['years', 4000 * day],
    ['the clock was set back to before it began', -1],
  ])('M10 is erased when the form opens after %s', async (_, ms) => {
    const { world, begin, visit, store } = device();
    await begin({ first: 'Ada' });
    world.now += ms;
    const { kept } = await visit();
    expect([kept.found, await store.page('', '', 10)]).toEqual([undefined, []]);
  });

  it('M10 is erased with the drafts of other forms whose time has come', async () => {
    const { world, begin, visit, store } = device();
    await begin({ first: 'Ada' });
    world.now += 7 * day;
    await visit({ id: 'another' });
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('M10 is erased where the definition allows less time than it did', async () => {
    const { world, begin, visit, store } = device();
    await begin({ first: 'Ada' });
    world.now += day;
    await visit({ draft: { keepFor: 'PT1H' } });
    expect(await store.get(place)).toBeUndefined();
  });

  it.each(['x', null, { v: 1 }])('BAD60 is erased where it is none: %j', async (record) => {
    const { visit, store } = device();
    await store.put(place, record);
    expect((await visit()).kept.found).toBeUndefined();
    expect(await store.page('', '', 10)).toEqual([]);
  });

  it('BAD60 is erased where nobody can read it', async () => {
    const { begin, visit, store } = device();
    await begin({ first: 'Ada' });
    await store.update(place, (record) => ({ ...(record as object), wire: new ArrayBuffer(40) }));
    expect((await visit()).kept.found).toBeUndefined();
    expect(await store.get(place)).toBeUndefined();
  });

  it('A11Y 20 does not come to its end while a page is open', async () => {
    const { world, begin, visit } = device();
    const { session, kept } = await begin({ first: 'Ada' });
    const waiting = await visit();
    world.now += 30 * day;
    session.answer('first', 'Adal');
    await kept.save();
    expect(await waiting.kept.resume()).toBe(true);
    expect((await visit()).kept.found).toBe(world.now);
  });

  it('SEC16 of somebody else is neither told of nor opened', async () => {
    const { begin, visit, world, store } = device();
    const email = { fields: [...form.fields, text('email', { type: 'email' })] };
    const opened = await visit(email);
    opened.session.state.who = 'ada@example.com';
    opened.session.answer('first', 'Ada');
    await opened.kept.keep(true);
    expect(await store.get(place)).toBeDefined();
    const stranger = await visit();
    expect(stranger.kept.found).toBeUndefined();
    expect(await stranger.kept.resume()).toBe(false);
    expect(stranger.session.state.answers).toEqual({});
    await begin({ first: 'Eve' });
    expect((await visit()).kept.found).toBe(world.now);
  });

  it('FLT57 is gone where another tab erased it while it was offered', async () => {
    const { begin, visit, store } = device();
    await begin({ first: 'Ada' });
    const { session, kept } = await visit();
    await store.remove([place]);
    expect(await kept.resume()).toBe(false);
    expect([session.state.answers, kept.found, kept.isKept]).toEqual([{}, undefined, false]);
  });

  it('M10 is gone on with where the page opens the same form anew', async () => {
    const { begin, visit } = device();
    const { kept } = await begin({ first: 'Ada' });
    const again = await visit({}, {}, kept);
    expect([again.kept.found, again.kept.isKept]).toEqual([undefined, true]);
  });
});

describe('"Not you?"', () => {
  it('SEC31 erases the drafts of this device', async () => {
    const world = new World();
    world.drafts = 2;
    await (await world.open(form)).forget();
    expect(world.drafts).toBe(0);
  });

  it('M13 tells the scripts of the page, once', async () => {
    const world = new World();
    const session = await world.open(form);
    expect(world.forgotten).toBe(0);
    await session.forget();
    expect(world.forgotten).toBe(1);
  });
});
