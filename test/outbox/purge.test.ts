import { describe, expect, it } from 'vitest';
import type { Adapter, Loss } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import type { OutboxOptions } from '../../src/outbox/outbox.js';
import { FakeChannels } from './fake-origin.js';
import {
  createFakeLocks,
  FakeTime,
  openPage,
  recordsOf,
  ScriptedBackEnd,
  submissionOf,
  until,
} from './fakes.js';

const never = () => new Promise<never>(() => {});
const retry = { kind: 'retryable', status: 500 } as const;

/** Tabs of one origin. */
function origin() {
  const [time, store, locks, channels] = [
    new FakeTime(),
    createMemoryStore(),
    createFakeLocks(),
    new FakeChannels(),
  ];
  const reports: (readonly Loss[])[] = [];
  const open = (options: Partial<OutboxOptions> & { backEnd?: ScriptedBackEnd } = {}) => {
    const { backEnd = new ScriptedBackEnd() } = options;
    const report: Adapter['report'] = async (losses) => {
      reports.push(losses);
      return losses.map(({ id }) => id);
    };
    const adapter = { ...backEnd.adapter, report };
    return openPage({ time, store, locks, backEnd, adapter, channel: channels.join(), ...options });
  };
  return { time, store, channels, reports, open };
}

const withAnswers = async (store: ReturnType<typeof createMemoryStore>) =>
  (await recordsOf(store, '')).filter((record) => record['wire'] !== undefined).map(({ id }) => id);

describe('a purge', () => {
  it('FLT57 SEC30 leaves no answer and no key, and tells the page what went and the back end that it went', async () => {
    const { open, store, reports, time } = origin();
    const page = open();
    page.backEnd.answer = () => retry;
    const [first, second] = [submissionOf(), submissionOf()];
    await page.outbox.submit(first);
    await page.outbox.submit(second);
    expect(await page.outbox.purge()).toBe(2);
    await page.outbox.flush();
    const ids = [first.id, second.id];
    expect(page.events.flatMap((event) => (event.type === 'purged' ? [event.id] : []))).toEqual(ids);
    expect(reports.flat()).toEqual(
      ids.map((id) => ({ id, formId: 'whitepaper', reason: 'purged', status: 500, at: time.now })),
    );
    expect((await store.page('', '', 100)).map(([key]) => key.slice(0, 2))).toEqual(['m/']);
    expect(await page.outbox.waiting()).toBe(0);
  });

  it('FLT57 aborts what is under way, here and in other tabs, and lets every submit() end', async () => {
    const { open, store } = origin();
    const pages = [open(), open({ locks: createFakeLocks() })];
    for (const { backEnd } of pages) backEnd.answer = never;
    const receipts = pages.map(({ outbox }) => outbox.submit(submissionOf()));
    await until(() => pages.every(({ backEnd }) => backEnd.sent.length > 0));
    await pages[0]!.outbox.purge(); // prettier-ignore
    expect(pages.flatMap(({ backEnd }) => backEnd.sent).every(({ context }) => context.signal.aborted)).toBe(
      true,
    );
    expect(await Promise.all(receipts)).toMatchObject([{ state: 'rejected' }, { state: 'rejected' }]);
    for (const { typesOf } of pages) expect(typesOf().filter((type) => type === 'purged')).toHaveLength(1);
    expect(await withAnswers(store)).toEqual([]);
  });

  it('FLT57 erases dead letters, and withdraws those that were reported already', async () => {
    const { open, store, reports } = origin();
    const page = open();
    page.backEnd.answer = () => ({ kind: 'rejected', issues: [], status: 422 });
    await page.outbox.submit(submissionOf());
    await page.outbox.flush();
    expect(await page.outbox.purge()).toBe(1);
    await page.outbox.flush();
    expect(reports.flat().map(({ reason }) => reason)).toEqual(['refused', 'purged']);
    expect(await withAnswers(store)).toEqual([]);
  });

  it('FLT57 erases what waits for another back end, and leaves the count to its pages', async () => {
    const { open, store } = origin();
    const [here, there] = [open(), open({ endpointKey: 'other' })];
    there.backEnd.answer = () => retry;
    await there.outbox.submit(submissionOf());
    expect(await here.outbox.purge()).toBe(1);
    expect(await withAnswers(store)).toEqual([]);
    expect(await here.outbox.deadLetters.list()).toEqual([]);
    expect(there.typesOf()).toContain('purged');
  });

  it('FLT57 FLT50 puts nothing back later, in whatever tab it was held', async () => {
    const { open, store } = origin();
    const pages = [open(), open()];
    for (const { backEnd, outbox } of pages) {
      backEnd.answer = () => retry;
      await outbox.submit(submissionOf());
    }
    await pages[0]!.outbox.purge(); // prettier-ignore
    for (const { backEnd, outbox } of pages) {
      backEnd.sent.length = 0;
      outbox.leave();
      await outbox.flush();
      expect(backEnd.sent).toEqual([]);
    }
    expect(await withAnswers(store)).toEqual([]);
  });

  it('FLT57 puts nothing back from a tab that could not hear of it', async () => {
    const { open, store } = origin();
    const [deaf, other] = [open({ channel: undefined }), open()];
    deaf.backEnd.answer = () => retry;
    await deaf.outbox.submit(submissionOf());
    await other.outbox.purge();
    deaf.backEnd.sent.length = 0;
    await deaf.outbox.flush();
    expect(deaf.backEnd.sent).toEqual([]);
    expect(deaf.typesOf()).toContain('purged');
    expect(await withAnswers(store)).toEqual([]);
  });

  it.each([
    ['fails', retry],
    ['is refused', { kind: 'rejected', issues: [], status: 422 } as const],
  ])('FLT57 puts nothing back when an attempt of another tab %s just after', async (_, outcome) => {
    const { open, store } = origin();
    let answer = (_: typeof outcome) => {};
    const deaf = open({ channel: undefined });
    deaf.backEnd.answer = () => new Promise((resolve) => (answer = resolve));
    void deaf.outbox.submit(submissionOf());
    await until(() => deaf.backEnd.sent.length);
    await open().outbox.purge();
    answer(outcome);
    await deaf.outbox.flush();
    expect(await withAnswers(store)).toEqual([]);
  });

  it('FLT57 is no obstacle to what is submitted after it', async () => {
    const { open, store, time } = origin();
    const page = open();
    page.backEnd.answer = () => retry;
    await page.outbox.submit(submissionOf());
    await page.outbox.purge();
    expect((await page.outbox.submit(submissionOf())).state).toBe('durable');
    page.backEnd.answer = () => ({ kind: 'delivered' });
    time.now += 60_000;
    await page.outbox.flush();
    expect((await page.outbox.submit(submissionOf())).state).toBe('sent');
    expect(await withAnswers(store)).toEqual([]);
  });

  it('FLT57 SEC31 writes nothing on a device that holds nothing', async () => {
    const { open, store } = origin();
    expect(await open().outbox.purge()).toBe(0);
    expect(await recordsOf(store, '')).toEqual([]);
  });

  it('FLT57 FLT47 erases what the page’s memory holds where the device keeps nothing', async () => {
    const refuse = () => Promise.reject(new DOMException('', 'SecurityError'));
    const store = { get: refuse, put: refuse, remove: refuse, page: refuse, move: refuse, update: refuse };
    const page = openPage({ store });
    page.backEnd.answer = () => retry;
    await page.outbox.submit(submissionOf());
    await page.outbox.purge().catch(() => {}); // The page is told that the device could not be asked.
    expect(await page.outbox.waiting()).toBe(0);
    expect(page.typesOf()).toContain('purged');
  });

  it('FLT57 does not hold on to a device record or anything else that is not of the outbox', async () => {
    const { open, store } = origin();
    await store.put('p/device', { id: 'kept' });
    const page = open();
    page.backEnd.answer = () => retry;
    await page.outbox.submit(submissionOf());
    await page.outbox.purge();
    expect(await store.get('p/device')).toEqual({ id: 'kept' });
  });
});
