import { describe, expect, it } from 'vitest';
import type { Adapter, Loss } from '../../src/model/ports.js';
import { openPage, recordsOf, ScriptedBackEnd, submissionOf, until } from './fakes.js';

const minute = 60_000;
const day = 24 * 60 * minute;
const canary = { email: 'canary@example.com' };

/** A back end that refuses everything, and notes losses while `notes`. */
function refusingPage() {
  const backEnd = new ScriptedBackEnd();
  backEnd.answer = () => ({ kind: 'rejected', issues: [], status: 422 });
  const reports: (readonly Loss[])[] = [];
  const end = { notes: true };
  const report: Adapter['report'] = async (losses) => {
    reports.push(losses);
    return end.notes ? losses.map(({ id }) => id) : [];
  };
  const page = openPage({ backEnd, adapter: { ...backEnd.adapter, report } });
  const bury = async (count = 1) => {
    const submissions = Array.from({ length: count }, () => submissionOf(canary));
    for (const submission of submissions) await page.outbox.submit(submission);
    await page.outbox.flush();
    return submissions;
  };
  return { ...page, reports, end, bury };
}

const accepting = (backEnd: ScriptedBackEnd) => (backEnd.answer = () => ({ kind: 'delivered' }));

describe('dead letters', () => {
  it('F4 FLT25 SEC28 are listed with the reason, and without answers', async () => {
    const { outbox, bury, time } = refusingPage();
    const [first, second] = await bury(2);
    const letters = await outbox.deadLetters.list();
    expect(letters.map(({ id }) => id)).toEqual([first?.id, second?.id]);
    const { now } = time;
    expect(letters[0]).toMatchObject({
      ...{ formId: 'whitepaper', reason: 'refused', status: 422, diedAt: now, createdAt: now, erased: false },
    });
    expect(JSON.stringify(letters)).not.toContain('canary');
  });

  it('F4 go out again under their old ids, all or those that are named', async () => {
    const { outbox, backEnd, bury, store, typesOf } = refusingPage();
    const [first, second, third] = await bury(3);
    accepting(backEnd);
    backEnd.sent.length = 0;
    expect(await outbox.deadLetters.retry([second!.id])).toBe(1); // prettier-ignore
    await until(() => typesOf().includes('delivered'));
    expect(backEnd.ids).toEqual([second?.id]);
    expect(backEnd.sent[0]?.submission).toEqual(second);
    expect(await outbox.deadLetters.retry()).toBe(2);
    await until(() => backEnd.sent.length === 3);
    expect(backEnd.ids.slice(1)).toEqual([first?.id, third?.id]);
    await outbox.flush();
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('F4 FLT55 that expired have as long again as a new one', async () => {
    const { outbox, backEnd, time, typesOf } = openPage();
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    await outbox.submit(submissionOf());
    time.advance(8 * day);
    await outbox.flush();
    expect(await outbox.deadLetters.list()).toMatchObject([{ reason: 'expired', status: 500 }]);
    await outbox.deadLetters.retry();
    await outbox.flush();
    expect(await outbox.deadLetters.list()).toEqual([]);
    expect(await outbox.waiting()).toBe(1);
    expect(typesOf().filter((type) => type === 'rejected')).toHaveLength(1);
  });

  it('F4 are exported as the submissions they were', async () => {
    const { outbox, bury } = refusingPage();
    const [first, second] = await bury(2);
    expect(await outbox.deadLetters.export()).toEqual([first, second]);
    expect(await outbox.deadLetters.export([second!.id])).toEqual([second]); // prettier-ignore
  });

  it('F4 SEC30 leave nothing of their answers once purged, and nothing at all once the back end knows', async () => {
    const { outbox, bury, store, events } = refusingPage();
    const [first] = await bury(2);
    expect(await outbox.deadLetters.purge([first!.id])).toBe(1); // prettier-ignore
    expect(await recordsOf(store, 'd/')).toHaveLength(1);
    expect(events.filter(({ type }) => type === 'erased')).toMatchObject([{ id: first?.id }]);
    expect(await outbox.deadLetters.purge()).toBe(1);
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('F4 SEC30 purged before the back end noted them leave a bare count, until it does', async () => {
    const { outbox, bury, store, end, time } = refusingPage();
    end.notes = false;
    const [letter] = await bury();
    expect(await outbox.deadLetters.purge()).toBe(1);
    const [stub = {}] = await recordsOf(store, 'd/');
    expect(Object.keys(stub).sort()).toEqual(
      ['id', 'v', 'createdAt', 'endpointKey', 'formId', 'lastStatus', 'reason', 'diedAt'].sort(),
    );
    expect(await outbox.deadLetters.list()).toMatchObject([{ id: letter?.id, erased: true }]);
    expect(await outbox.deadLetters.export()).toEqual([]);
    expect(await outbox.deadLetters.retry()).toBe(0);
    end.notes = true;
    time.advance(15 * minute);
    await outbox.flush();
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });

  it('F4 that another tab has put back just before are neither told as lost nor as erased', async () => {
    const { outbox, bury, store, end, events, reports, backEnd, time } = refusingPage();
    end.notes = false;
    const [letter] = await bury();
    reports.length = 0;
    const other = openPage({ backEnd: new ScriptedBackEnd(), store, time });
    other.backEnd.answer = () => ({ kind: 'retryable' });
    const { update } = store;
    store.update = async (...given) => {
      store.update = update;
      expect(await other.outbox.deadLetters.retry()).toBe(1);
      return update.apply(store, given);
    };
    backEnd.answer = () => ({ kind: 'retryable' });
    await outbox.deadLetters.purge([letter?.id ?? '']);
    expect(events.filter(({ type }) => type === 'erased')).toEqual([]);
    expect(reports).toEqual([]);
    expect(await recordsOf(store, 'o/')).toMatchObject([{ id: letter?.id }]);
  });

  it('F4 are 50 at most: the oldest lose their answers first, and the page is told', async () => {
    const { outbox, bury, events } = refusingPage();
    const buried = await bury(53);
    const gone = buried.slice(0, 3).map(({ id }) => id);
    expect(events.flatMap((event) => (event.type === 'erased' ? [event.id] : []))).toEqual(gone);
    const left = await outbox.deadLetters.export();
    expect(left.map(({ id }) => id)).toEqual(buried.slice(3).map(({ id }) => id));
  });

  it('F4 that the back end has not noted are still counted beyond the 50', async () => {
    const { outbox, bury, end, reports, time } = refusingPage();
    end.notes = false;
    const buried = await bury(52);
    expect(await outbox.deadLetters.list()).toHaveLength(52);
    end.notes = true;
    reports.length = 0;
    time.advance(15 * minute);
    await outbox.flush();
    expect(reports.flat().map(({ id }) => id)).toEqual(buried.map(({ id }) => id));
    expect(await outbox.deadLetters.list()).toHaveLength(50);
  });

  it('F4 keep their answers for seven days', async () => {
    const { outbox, bury, events, time, store } = refusingPage();
    await bury();
    time.advance(7 * day);
    await outbox.flush();
    expect(await outbox.deadLetters.export()).toHaveLength(1);
    time.advance(1);
    await outbox.flush();
    expect(events.map(({ type }) => type)).toEqual(['rejected', 'erased']);
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });
});

describe('a loss', () => {
  it('F4 is reported once, without answers, and flagged when it is noted', async () => {
    const { outbox, bury, reports, store, time } = refusingPage();
    const [letter] = await bury();
    await outbox.flush();
    await outbox.flush();
    expect(reports).toEqual([
      [{ id: letter?.id, formId: 'whitepaper', reason: 'refused', status: 422, at: time.now }],
    ]);
    expect(await recordsOf(store, 'd/')).toMatchObject([{ id: letter?.id, reported: true }]);
  });

  it('F4 that is not noted is told again, not sooner than a quarter of an hour later', async () => {
    const { outbox, bury, reports, end, time, store } = refusingPage();
    end.notes = false;
    await bury();
    expect(reports).toHaveLength(1);
    time.advance(15 * minute - 1);
    await outbox.flush();
    expect(reports).toHaveLength(1);
    end.notes = true;
    time.advance(1);
    await outbox.flush();
    expect(reports).toHaveLength(2);
    expect(await recordsOf(store, 'd/')).toMatchObject([{ reported: true }]);
    expect(time.timers).toEqual([]);
  });

  it.each<[string, NonNullable<Adapter['report']>]>([
    ['throws', () => { throw new Error('boom'); }], // prettier-ignore
    ['fails', () => Promise.reject(new Error('boom'))],
    ['answers nonsense', () => Promise.resolve(undefined as never)],
    ['notes what it was not told', async () => ['someone else’s']],
  ])('F4 is kept where the report %s, and nothing is held up', async (_, report) => {
    const { backEnd } = refusingPage();
    const { outbox, store } = openPage({ backEnd, adapter: { ...backEnd.adapter, report } });
    await outbox.submit(submissionOf());
    await outbox.flush();
    expect(await recordsOf(store, 'd/')).toMatchObject([{ reason: 'refused' }]);
    expect((await recordsOf(store, 'd/'))[0]).not.toHaveProperty('reported');
    accepting(backEnd);
    expect((await outbox.submit(submissionOf())).state).toBe('sent');
  });

  it('F4 FLT15 holds nothing up where the report never ends', async () => {
    const { backEnd, time } = refusingPage();
    const report = () => new Promise<never>(() => {});
    const { outbox } = openPage({ backEnd, time, adapter: { ...backEnd.adapter, report } });
    await outbox.submit(submissionOf());
    accepting(backEnd);
    const receipt = outbox.submit(submissionOf());
    for (let i = 0; i < 60; i++) {
      await new Promise((resolve) => setImmediate(resolve));
      time.advance(1000);
    }
    await receipt;
    await until(() => backEnd.sent.length === 2);
  });

  it('F4 is known to the page alone where the back end cannot be told', async () => {
    const { backEnd } = refusingPage();
    const { outbox, typesOf, time, store } = openPage({ backEnd });
    await outbox.submit(submissionOf());
    await outbox.flush();
    expect(typesOf()).toEqual(['rejected']);
    expect(time.timers).toEqual([]);
    expect(await outbox.deadLetters.purge()).toBe(1);
    expect(await recordsOf(store, 'd/')).toEqual([]);
  });
});
