import { describe, expect, it } from 'vitest';
import type { OutboxEntry } from '../../src/model/outbox-entry.js';
import type { Adapter, Loss, RecordStore } from '../../src/model/ports.js';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { FakeTime, openPage, recordsOf, ScriptedBackEnd, submissionOf } from './fakes.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const canary = { email: 'canary@example.com' };

const bare = ['id', 'v', 'createdAt', 'endpointKey', 'formId', 'lastStatus', 'reason', 'diedAt'].sort();

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

type Device = Awaited<ReturnType<typeof deviceWithOne>>;

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

/** Each its own load of the page. */
async function loadOther(device: Device, ...daysBefore: readonly number[]) {
  const pages: ReturnType<typeof openOther>[] = [];
  for (const days of daysBefore) {
    device.time.now += days * day;
    const page = await flushed(openOther(device));
    page.outbox.close();
    pages.push(page);
  }
  const ofAll = <T>(of: (page: ReturnType<typeof openOther>) => readonly T[]) => pages.flatMap(of);
  return {
    told: () => [
      ofAll(({ events }) => events),
      ofAll(({ reports }) => reports),
      ofAll(({ backEnd }) => backEnd.sent),
    ],
  };
}

const nothing = [[], [], []];

const flushed = async <T extends ReturnType<typeof openOther>>(page: T): Promise<T> => {
  await page.outbox.flush();
  return page;
};

describe('what waits for another back end than that of the page', () => {
  it('F4 waits for thirty-seven days, untouched, and is a dead letter of nobody', async () => {
    const device = await deviceWithOne();
    const before = await recordsOf(device.store, 'o/');
    const { told } = await loadOther(device, 29, 2, 6);
    expect(await recordsOf(device.store, 'o/')).toEqual(before);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
    expect(told()).toEqual(nothing);
  });

  it('F4 SEC30 loses its answers then, leaving a bare count under its own end point, told to nobody here', async () => {
    const device = await deviceWithOne(503);
    const { told } = await loadOther(device, 38, 1);
    expect(await recordsOf(device.store, 'o/')).toEqual([]);
    const [stub = {}, ...more] = await recordsOf(device.store, 'd/');
    expect([Object.keys(stub).sort(), more]).toEqual([bare, []]);
    expect(stub).toMatchObject({ id: device.submission.id, endpointKey: 'scripted:1', reason: 'expired', lastStatus: 503 }); // prettier-ignore
    expect(told()).toEqual(nothing);
    await loadOther(device, 100);
    expect(await recordsOf(device.store, 'd/')).toEqual([stub]);
  });

  it('F4 is then counted by a page of its own alone, and goes with that', async () => {
    const device = await deviceWithOne(503);
    await loadOther(device, 38, 1);
    const reports: (readonly Loss[])[] = [];
    const report: Adapter['report'] = async (losses) => {
      reports.push(losses);
      return losses.map(({ id }) => id);
    };
    const adapter = { ...device.backEnd.adapter, report };
    await openPage({ ...device, adapter }).outbox.flush();
    expect(reports).toMatchObject([[{ id: device.submission.id, reason: 'expired', status: 503 }]]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
    expect(device.backEnd.sent).toEqual([]);
  });

  it('F4 SEC30 is erased where it is broken too, and left to its own pages until then', async () => {
    const device = await deviceWithOne();
    const { store, submission } = device;
    const [entry] = await recordsOf(store, 'o/');
    await store.put(`o/${submission.id}`, { ...entry, iv: 0 });
    const { told } = await loadOther(device, 1);
    expect(await recordsOf(store, 'o/')).toEqual([{ ...entry, iv: 0 }]);
    await loadOther(device, 38, 1);
    expect(await recordsOf(store, '')).not.toContainEqual(expect.objectContaining({ iv: 0 }));
    expect(await recordsOf(store, 'd/')).toMatchObject([{ reason: 'unreadable', endpointKey: 'scripted:1' }]);
    expect(told()).toEqual(nothing);
  });

  it('F4 SEC30 is erased after two looks where it has no date', async () => {
    const device = await deviceWithOne();
    const { store, submission } = device;
    const [entry] = await recordsOf(store, 'o/');
    const { createdAt: _, ...dateless } = entry as Record<string, unknown>;
    await store.put(`o/${submission.id}`, dateless);
    await loadOther(device, 1, 2, 38);
    expect(JSON.stringify(await recordsOf(store, 'o/'))).toBe('[]');
    expect(await recordsOf(store, '')).not.toContainEqual(
      expect.objectContaining({ wire: expect.anything() }),
    );
  });

  it.each([[30], [40], [400]])(
    'F4 is sent by its own page after %i days, another having been there first',
    async (days) => {
      const device = await deviceWithOne();
      await loadOther(device, days - 0.5, 0.5);
      device.backEnd.answer = () => ({ kind: 'delivered' });
      const { outbox, typesOf } = device.openOld();
      await outbox.flush();
      expect(typesOf()).toEqual(['delivered']);
      expect(await recordsOf(device.store, 'd/')).toEqual([]);
    },
  );

  it('FLT55 loses nothing to a clock that is a year ahead for one page, or before its time', async () => {
    const device = await deviceWithOne();
    const { time, store } = device;
    for (const years of [1, -1, 1]) {
      time.now += years * 365 * day;
      const { outbox } = await flushed(openOther(device));
      time.now += 2 * day;
      await outbox.flush();
      outbox.close();
      time.now -= years * 365 * day + 2 * day;
      await loadOther(device, 0);
    }
    expect(await recordsOf(store, 'd/')).toEqual([]);
    device.backEnd.answer = () => ({ kind: 'delivered' });
    await device.openOld().outbox.flush();
    expect(device.backEnd.ids).toEqual([device.submission.id]);
  });

  it('FLT55 is erased by the second of two pages that are a day apart, not sooner', async () => {
    const device = await deviceWithOne();
    await loadOther(device, 38, 0.99);
    expect(await recordsOf(device.store, 'o/')).toMatchObject([{ wire: expect.anything() as unknown }]);
    await loadOther(device, 0.01);
    expect(await recordsOf(device.store, 'o/')).toEqual([]);
  });

  it('FLT53 stays as it is where it is of a later reader, or not ours at all', async () => {
    const device = await deviceWithOne();
    const { store, time } = device;
    const [entry] = (await recordsOf(store, 'o/')) as unknown as [OutboxEntry];
    await store.put(`o/${entry.id}`, { ...entry, minReader: 99 });
    await store.put('o/somebody', { id: 'another', v: 1, createdAt: 0, endpointKey: 'x' });
    await store.put('d/somebody', { id: 'another', v: 1, diedAt: 0, endpointKey: 'x', reason: 'expired' });
    const id = '019a0000-0000-7000-8000-ffffffffffff';
    await store.put(`d/${id}`, { ...entry, id, reason: 'refused', diedAt: time.now, minReader: 99 });
    const before = [await recordsOf(store, 'o/'), await recordsOf(store, 'd/')];
    const { told } = await loadOther(device, 400, 2);
    expect([await recordsOf(store, 'o/'), await recordsOf(store, 'd/')]).toEqual(before);
    expect(told()).toEqual(nothing);
  });
});

describe('what waits for the page’s own back end', () => {
  it.each([
    ['ahead', 1, 1],
    ['back', -1, 1],
    ['back and, with something new, ahead again', -1, 2],
  ])('FLT55 is sent by the page that holds it where the clock jumps a year %s', async (_, years, jumps) => {
    const { outbox, backEnd, time, store } = openPage();
    for (let i = 0; i < jumps; i++) {
      backEnd.answer = () => ({ kind: 'retryable', status: 500 });
      const submission = submissionOf(canary);
      await outbox.submit(submission);
      backEnd.sent.length = 0;
      time.now += (i ? -years : years) * 365 * day;
      backEnd.answer = () => ({ kind: 'delivered' });
      await outbox.flush();
      expect(backEnd.ids).toEqual([submission.id]);
    }
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('FLT55 that a clock ahead has let expire is sent once the clock is put right', async () => {
    const device = await deviceWithOne();
    device.time.now += 365 * day;
    const ahead = device.openOld();
    await ahead.outbox.flush();
    ahead.outbox.close();
    expect(await recordsOf(device.store, 'd/')).toMatchObject([{ reason: 'expired' }]);
    device.backEnd.sent.length = 0;
    device.time.now -= 364 * day;
    await loadOther(device, 0);
    expect(await recordsOf(device.store, 'd/')).toHaveLength(1);
    device.backEnd.answer = () => ({ kind: 'delivered' });
    const { outbox } = device.openOld();
    await outbox.flush();
    await outbox.flush();
    expect(device.backEnd.ids).toEqual([device.submission.id]);
    expect(await recordsOf(device.store, 'd/')).toEqual([]);
  });
});

describe('a dead letter of another back end than that of the page', () => {
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

  it('SEC25 is never listed, exported, sent, purged or told of, however old', async () => {
    const device = await dead('refused');
    const { outbox, reports, typesOf, backEnd } = openOther(device);
    for (const days of [0, 32, 400]) {
      device.time.now += days * day;
      await outbox.flush();
      const { deadLetters } = outbox;
      expect([await deadLetters.list(), await deadLetters.export()]).toEqual([[], []]);
      expect([await deadLetters.retry(), await deadLetters.purge()]).toEqual([0, 0]);
    }
    expect([reports, typesOf(), backEnd.sent]).toEqual([[], [], []]);
    expect(await recordsOf(device.store, 'd/')).toMatchObject([{ wire: expect.anything() as unknown }]);
  });

  it('F4 SEC30 is bare after thirty-seven days, for a page of its own to tell', async () => {
    const device = await dead('refused');
    await loadOther(device, 36, 1);
    expect(await recordsOf(device.store, 'd/')).toMatchObject([{ wire: expect.anything() as unknown }]);
    await loadOther(device, 1, 1);
    const [stub = {}] = await recordsOf(device.store, 'd/');
    expect(Object.keys(stub).sort()).toEqual(bare);
    expect(stub).toMatchObject({ reason: 'refused', lastStatus: 422, endpointKey: 'scripted:1' });
  });

  it('F4 that died late keeps its answers for seven days all the same, as its own page would have it', async () => {
    const device = await deviceWithOne();
    device.time.now += 36 * day;
    const own = device.openOld();
    await own.outbox.flush();
    own.outbox.close();
    await loadOther(device, 2, 2, 3);
    expect(await recordsOf(device.store, 'd/')).toMatchObject([{ wire: expect.anything() as unknown }]);
    await loadOther(device, 1, 1);
    expect((await recordsOf(device.store, 'd/')).map((record) => Object.keys(record).sort())).toEqual([bare]);
  });

  it('F4 SEC30 that was withdrawn is told to no other back end: its own alone may still get it', async () => {
    const device = await dead('purged');
    const before = await recordsOf(device.store, 'd/');
    const { told } = await loadOther(device, 89, 2);
    expect(told()).toEqual(nothing);
    expect(await recordsOf(device.store, 'd/')).toEqual(before);
  });
});
