import { describe, expect, it } from 'vitest';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import { openPage, submissionOf } from './fakes.js';

const failing = { kind: 'retryable', status: 500 } as const;
const delivered = { kind: 'delivered' } as const;
const hour = 60 * 60_000;

const stepOf = (sessionId: string, step: string) => submissionOf({ need: step }, { sessionId, step });

/** A page whose back end answers each step as told, and delivers the rest. */
function page() {
  const answers = new Map<string, DeliveryOutcome>();
  const opened = openPage();
  opened.backEnd.answer = ({ submission }) => answers.get(submission.step) ?? delivered;
  const steps = () => opened.backEnd.sent.map(({ submission }) => submission.step);
  const submit = async (...submissions: ReturnType<typeof stepOf>[]) => {
    for (const submission of submissions) await opened.outbox.submit(submission);
    await opened.outbox.flush();
  };
  /** Everything that failed is due again. */
  const later = async () => {
    opened.time.now += 6 * hour;
    await opened.outbox.flush();
  };
  return { ...opened, answers, steps, submit, later };
}

describe('the order within a session', () => {
  it('S13 a step waits for the one before it', async () => {
    const { answers, submit, steps, later } = page();
    answers.set('one', failing);
    await submit(stepOf('a', 'one'), stepOf('a', 'two'), stepOf('a', 'three'));
    expect(steps()).toEqual(['one']);
    answers.clear();
    await later();
    expect(steps()).toEqual(['one', 'one', 'two', 'three']);
  });

  it('S13 FLT63 no other session waits for it', async () => {
    const { answers, submit, steps } = page();
    answers.set('one', failing);
    await submit(stepOf('a', 'one'), stepOf('b', 'other'), stepOf('a', 'two'), stepOf('c', 'third'));
    expect(steps()).toEqual(['one', 'other', 'third']);
  });

  it('S13 FLT63 a step that failed five times lets the later ones pass', async () => {
    const { answers, submit, steps, later } = page();
    answers.set('one', failing);
    await submit(stepOf('a', 'one'), stepOf('a', 'two'));
    for (let attempt = 2; attempt < 5; attempt++) {
      await later();
      expect(steps()).toEqual(Array.from({ length: attempt }, () => 'one'));
    }
    await later();
    await later();
    expect(steps()).toContain('two');
    expect(steps().filter((step) => step === 'two')).toHaveLength(1);
  });

  it('S13 a refused step holds up nothing', async () => {
    const { answers, submit, steps } = page();
    answers.set('one', { kind: 'rejected', issues: [], status: 422 });
    await submit(stepOf('a', 'one'), stepOf('a', 'two'));
    expect(steps()).toEqual(['one', 'two']);
  });

  it('S13 a step that can no longer be read holds up nothing', async () => {
    const { answers, submit, steps, later, store } = page();
    answers.set('one', failing);
    const [one, two] = [stepOf('a', 'one'), stepOf('a', 'two')];
    await submit(one, two);
    await store.update(`o/${one.id}`, (entry) => ({ ...(entry as object), wire: new ArrayBuffer(9) }));
    await later();
    expect(steps()).toEqual(['one', 'two']);
  });

  it('S13 on the next page the order is the same', async () => {
    const { answers, submit, store, outbox, time } = page();
    answers.set('one', failing);
    await submit(stepOf('a', 'one'), stepOf('a', 'two'), stepOf('b', 'x'));
    outbox.close();
    const next = openPage({ store, time });
    next.backEnd.answer = ({ submission }) => (submission.step === 'one' ? failing : delivered);
    time.now += hour;
    await next.outbox.flush();
    expect(next.backEnd.sent.map(({ submission }) => submission.step)).toEqual(['one']);
  });
});
