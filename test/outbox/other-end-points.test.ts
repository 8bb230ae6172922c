import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/model/outbox-entry.js';
import type { Adapter, Loss, RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { FakeTime, openPage, recordsOf, ScriptedBackEnd, submissionOf } from './fakes.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const canary = { email: 'canary@example.com' };

/** A device on which one submission waits for a back end that its page could not reach. */
async function deviceWithOne(lastStatus = 0) {
  const time = new FakeTime();
  const store: RecordStore = createMemoryStore();
  const backEnd = new ScriptedBackEnd();
  backEnd.answer = () => ({ kind: 'retryable', status: lastStatus });
  const openOld = () => openPage({ store, time, backEnd });
  const page = openOld();
  const submission = submissionOf(canary);
  await page.outbox.submit(submission);
  page.outbox.close();
  backEnd.sent.length = 0;
  return { time, store, submission, backEnd, openOld };
}

/** A page of the same origin with another back end, which takes reports unless `report` says otherwise. */
function openOther(
  { time, store }: { time: FakeTime; store: RecordStore },
  report?: Adapter['report'] | false,
) {
  const backEnd = new ScriptedBackEnd();
  const reports: (readonly Loss[])[] = [];
  const note: Adapter['report'] = async (losses) => {
    reports.push(losses);
    return losses.map(({ id }) => id);
  };
  const adapter: Adapter = {
    ...backEnd.adapter,
    endpointKey: 'scripted:2',
    ...(report !== false && { report: report ?? note }),
  };
  return { ...openPage({ time, store, backEnd, adapter }), reports };
}

const flushed = async <T extends ReturnType<typeof openOther>>(page: T): Promise<T> => {
  await page.outbox.flush();
  return page;
};

describe('what waits for a back end that no page names any more', () => {
  it('F4 waits for thirty days, untouched', async () => {
    const device = await deviceWithOne();
    const before = await recordsOf(device.store, 'o/');
    device.time.now += 30 * day;
    const { backEnd, events } = await flushed(openOther(device));
    expect(await recordsOf(device.store, 'o/')).toEqual(before);
    expect([backEnd.sent, events]).toEqual([[], []]);
  });

  it('F4 is a dead letter then: expired, counted, and never sent anywhere', async () => {
    const device = await deviceWithOne(503);
    const { time, store, submission } = device;
    const { id } = submission;
    time.now += 30 * day + 1;
    const { backEnd, events, reports, outbox } = await flushed(openOther(device));
    expect(await recordsOf(store, 'o/')).toEqual([]);
    expect(events).toEqual([{ type: 'rejected', id, formId: 'whitepaper', status: 503, reason: 'expired' }]);
    const lost = { id, formId: 'whitepaper', reason: 'expired', status: 503 };
    expect(reports).toEqual([[{ ...lost, at: time.now }]]);
    expect(await outbox.deadLetters.list()).toMatchObject([{ ...lost, erased: false }]);
    await outbox.flush();
    expect(reports).toHaveLength(1);
    expect(backEnd.sent).toEqual([]);
  });

  it('F4 can be exported by the page and not be sent again by it', async () => {
    const device = await deviceWithOne();
    device.time.now += 31 * day;
    const { outbox, backEnd } = await flushed(openOther(device));
    expect(await outbox.deadLetters.export()).toEqual([device.submission]);
    expect(await outbox.deadLetters.retry()).toBe(0);
    await outbox.flush();
    expect(backEnd.sent).toEqual([]);
    expect(await outbox.deadLetters.list()).toHaveLength(1);
  });

  it('F4 SEC30 keeps its answers for seven days more, and then leaves nothing', async () => {
    const device = await deviceWithOne();
    const { time, store } = device;
    time.now += 31 * day;
    const { outbox, typesOf } = await flushed(openOther(device));
    time.now += 7 * day;
    await outbox.flush();
    expect(await outbox.deadLetters.export()).toHaveLength(1);
    time.now += 1;
    await outbox.flush();
    expect(typesOf()).toEqual(['rejected', 'erased']);
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('F4 SEC30 is counted where a page has a back end that can be told, without answers if that comes late', async () => {
    const device = await deviceWithOne();
    const { time, store, submission } = device;
    time.now += 31 * day;
    const silent = await flushed(openOther(device, false));
    time.now += 8 * day;
    await silent.outbox.flush();
    silent.outbox.close();
    const [stub = {}] = await recordsOf(store, 'd/');
    expect(stub).toMatchObject({ id: submission.id, endpointKey: 'scripted:1', reason: 'expired' });
    expect(stub).not.toHaveProperty('wire');
    const { reports } = await flushed(openOther(device));
    expect(reports.flat().map(({ id }) => id)).toEqual([submission.id]);
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('F4 is given up as a count after ninety days, where no back end can be told', async () => {
    const device = await deviceWithOne();
    device.time.now += 31 * day;
    const { outbox } = await flushed(openOther(device, false));
    for (const days of [8, 82]) {
      expect(await recordsOf(device.store, 'd/')).toHaveLength(1);
      device.time.now += days * day + 1;
      await outbox.flush();
    }
    await outbox.flush();
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });

  it('F4 is there for its own page, should that come back, as any dead letter of its own', async () => {
    const device = await deviceWithOne();
    device.time.now += 31 * day;
    (await flushed(openOther(device))).outbox.close();
    device.backEnd.answer = () => ({ kind: 'delivered' });
    const { outbox, backEnd } = device.openOld();
    await outbox.flush();
    expect(backEnd.sent).toEqual([]);
    expect(await outbox.deadLetters.retry()).toBe(1);
    await outbox.flush();
    expect(backEnd.sent.map(({ submission }) => submission)).toEqual([device.submission]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });

  it('F4 is tried once more by its own page, however old, where that comes first', async () => {
    const device = await deviceWithOne();
    device.time.now += 40 * day;
    device.backEnd.answer = () => ({ kind: 'delivered' });
    await device.openOld().outbox.flush();
    expect(device.backEnd.ids).toEqual([device.submission.id]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });

  it('FLT55 waits on where only the clock had been ahead, and is delivered by its own page', async () => {
    const device = await deviceWithOne();
    const { time, store } = device;
    const before = await recordsOf(store, 'o/');
    time.now += 365 * day;
    const ahead = await flushed(openOther(device));
    expect(await recordsOf(store, 'd/')).toMatchObject([{ reason: 'expired' }]);
    ahead.outbox.close();
    time.now -= 364 * day;
    const { backEnd } = await flushed(openOther(device));
    expect(await recordsOf(store, 'o/')).toEqual(before);
    expect([await recordsOf(store, 'd/'), backEnd.sent]).toEqual([[], []]);
    device.backEnd.answer = () => ({ kind: 'delivered' });
    await device.openOld().outbox.flush();
    expect(device.backEnd.ids).toEqual([device.submission.id]);
  });

  it('FLT55 is sent by its own page at once, where that is the first to see the clock put right', async () => {
    const device = await deviceWithOne();
    device.time.now += 365 * day;
    (await flushed(openOther(device))).outbox.close();
    device.time.now -= 364 * day;
    device.backEnd.answer = () => ({ kind: 'delivered' });
    const { outbox, backEnd } = device.openOld();
    await outbox.flush();
    await outbox.flush();
    expect(backEnd.ids).toEqual([device.submission.id]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });

  it('FLT55 has no age where the clock stands before it', async () => {
    const device = await deviceWithOne();
    device.time.now -= 365 * day;
    const { typesOf } = await flushed(openOther(device));
    expect(typesOf()).toEqual([]);
    expect(await recordsOf(device.store, 'o/')).toHaveLength(1);
  });

  it('FLT53 stays as it is where it is of a later reader, or not ours at all', async () => {
    const device = await deviceWithOne();
    const { store, time } = device;
    const [entry] = (await recordsOf(store, 'o/')) as unknown as [OutboxEntry];
    await store.put(`o/${entry.id}`, { ...entry, minReader: 99 });
    await store.put('o/somebody', { id: 'another', v: 1, createdAt: 0, endpointKey: 'x' });
    await store.put('d/somebody', { id: 'another', v: 1, diedAt: 0, endpointKey: 'x', reason: 'expired' });
    const letter = {
      ...entry,
      id: '019a0000-0000-7000-8000-ffffffffffff',
      reason: 'refused',
      diedAt: time.now,
    };
    await store.put(`d/${letter.id}`, { ...letter, minReader: 99 });
    const before = [await recordsOf(store, 'o/'), await recordsOf(store, 'd/')];
    time.now += 400 * day;
    const { typesOf, reports } = await flushed(openOther(device));
    expect([await recordsOf(store, 'o/'), await recordsOf(store, 'd/')]).toEqual(before);
    expect([typesOf(), reports]).toEqual([[], []]);
  });
});

describe('a dead letter of a back end that no page names any more', () => {
  const dead = async (reason: 'refused' | 'purged') => {
    const device = await deviceWithOne();
    const page = device.openOld();
    if (reason === 'purged') await page.outbox.purge();
    else {
      device.backEnd.answer = () => ({ kind: 'rejected', issues: [], status: 422 });
      device.time.advance(15 * minute);
    }
    await page.outbox.flush();
    page.outbox.close();
    expect(await recordsOf(device.store, 'd/')).toMatchObject([{ reason }]);
    return device;
  };

  it('F4 SEC30 is left to its own page for thirty days; then it is counted and erased', async () => {
    const device = await dead('refused');
    device.time.now += 29 * day;
    const { outbox, reports, typesOf } = await flushed(openOther(device));
    expect([await outbox.deadLetters.list(), reports]).toEqual([[], []]);
    device.time.now += 2 * day;
    await outbox.flush();
    expect(typesOf()).toEqual(['erased']);
    expect(reports).toMatchObject([[{ id: device.submission.id, reason: 'refused', status: 422 }]]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });

  it('F4 SEC30 that was withdrawn is told to no other back end: its own alone may still get it', async () => {
    const device = await dead('purged');
    device.time.now += 89 * day;
    const { outbox, reports } = await flushed(openOther(device));
    expect(reports).toEqual([]);
    expect(await recordsOf(device.store, 'd/')).toHaveLength(1);
    device.time.now += 2 * day;
    await outbox.flush();
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });
});
