import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { FakeChannels, FakeLocks } from './fake-origin.js';
import { FakeTime, openPage, ScriptedBackEnd, submissionOf, until } from './fakes.js';

const numRuns = Number(process.env['PF_CASES'] ?? 500);

function origin() {
  const [time, store, locks, channels] = [
    new FakeTime(),
    createMemoryStore(),
    new FakeLocks(),
    new FakeChannels(),
  ];
  const open = (client: string, backEnd = new ScriptedBackEnd()) =>
    openPage({ time, store, backEnd, locks: locks.of(client), channel: channels.join() });
  return { time, store, locks, channels, open };
}

describe('several tabs', () => {
  it('FLT5 a second tab sends what the first one stored, though the first dies at once', async () => {
    const { open, locks } = origin();
    const [first, second] = [open('first'), open('second')];
    first.backEnd.answer = () => new Promise(() => {});
    const submission = submissionOf();
    void first.outbox.submit(submission);
    await until(() => first.backEnd.sent.length);
    locks.drop('first');
    await until(() => second.backEnd.sent.length);
    expect(second.backEnd.ids).toEqual([submission.id]);
    await until(() => second.typesOf().includes('delivered'));
  });

  it('FLT5 a hint for another back end wakes nobody', async () => {
    const { open, channels, store } = origin();
    const page = open('a');
    page.backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    await page.outbox.submit(submissionOf());
    await page.outbox.flush();
    page.time.now += 60_000;
    const before = page.backEnd.sent.length;
    channels.forge({ type: 'work', endpointKey: 'another' });
    for (let i = 0; i < 20; i++) await store.get('x');
    expect(page.backEnd.sent).toHaveLength(before);
    channels.forge({ type: 'work', endpointKey: 'scripted:1' });
    await until(() => page.backEnd.sent.length > before);
  });

  it('FLT5 a page hears that another tab delivered its own submission, and nobody else’s', async () => {
    const { open, locks } = origin();
    const [mine, third, sender] = [open('mine'), open('third'), open('sender')];
    let held = true;
    void locks.of('other').request('pf:scripted:1', {}, () => until(() => !held));
    const flushed = sender.outbox.flush();
    const submission = submissionOf();
    let kept = false;
    const receipt = mine.outbox.submit(submission, () => (kept = true));
    await until(() => kept);
    held = false;
    expect(await receipt).toMatchObject({ state: 'sent', id: submission.id });
    expect([mine.backEnd.ids, sender.backEnd.ids]).toEqual([[], [submission.id]]);
    await flushed;
    expect(mine.events).toMatchObject([{ type: 'delivered', id: submission.id }]);
    expect(third.events).toEqual([]);
  });

  it('FLT5 BAD50 a page hears that another tab’s attempt at its own submission was refused', async () => {
    const { open, channels } = origin();
    const mine = open('mine');
    mine.backEnd.answer = () => new Promise(() => {});
    const submission = submissionOf();
    const receipt = mine.outbox.submit(submission);
    await until(() => mine.backEnd.sent.length);
    const event = {
      type: 'rejected',
      id: submission.id,
      formId: 'whitepaper',
      status: 422,
      reason: 'refused',
    };
    channels.forge({ type: 'settled', event });
    expect(await receipt).toEqual({ state: 'rejected', id: submission.id, issues: [] });
    expect(mine.events).toEqual([event]);
  });

  it('SEC28 tell each other nothing personal', async () => {
    const { open, channels } = origin();
    const page = open('a');
    for (const kind of ['delivered', 'retryable', 'rejected'] as const) {
      page.backEnd.answer = () => ({ kind, issues: [] });
      await page.outbox.submit(submissionOf({ email: 'canary@example.com' }));
    }
    await page.outbox.purge();
    expect(channels.told.length).toBeGreaterThan(4);
    expect(JSON.stringify(channels.told)).not.toContain('canary');
  });

  it('SEC27 no message of any shape breaks an outbox or settles what it does not know', async () => {
    const { open, channels } = origin();
    const page = open('a');
    page.backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    await page.outbox.submit(submissionOf());
    await page.outbox.flush();
    const told = page.events.length;
    const word = fc.constantFrom('work', 'settled', 'delivered', 'rejected', 'accepted', 'retryable', 'x');
    const event = fc.oneof(fc.anything(), fc.record({ type: word, id: fc.anything(), outcome: fc.anything() }, { requiredKeys: [] })); // prettier-ignore
    const message = fc.oneof(
      fc.anything({ withBigInt: true, withDate: true, withMap: true, withSet: true, withSparseArray: true }),
      fc.record(
        { type: fc.oneof(word, fc.anything()), endpointKey: fc.anything(), event },
        { requiredKeys: [] },
      ),
    );
    fc.assert(
      fc.property(message, (data) => {
        expect(() => channels.forge(data)).not.toThrow();
      }),
      { numRuns },
    );
    expect(page.events).toHaveLength(told);
    expect(await page.outbox.waiting()).toBe(1);
  });

  it('SEC27 a forged word on an own submission tells the page nothing but its own words', async () => {
    const { open, channels } = origin();
    const page = open('a');
    page.backEnd.answer = () => new Promise(() => {});
    const submission = submissionOf();
    const receipt = page.outbox.submit(submission);
    await until(() => page.backEnd.sent.length);
    channels.forge({
      type: 'settled',
      event: { type: 'delivered', id: submission.id, outcome: { kind: 7 } },
    });
    page.time.advance(2000);
    const { state, ...rest } = await receipt;
    if (state === 'sent') expect(['delivered', 'accepted']).toContain((rest as { outcome: unknown }).outcome);
    else expect(state).toBe('durable');
  });
});
