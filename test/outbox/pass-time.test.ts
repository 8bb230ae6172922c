import { describe, expect, it } from 'vitest';
import { createMemoryStore } from '../../src/outbox/memory-store.js';
import { FakeChannels, FakeLocks } from './fake-origin.js';
import { FakeTime, openPage, submissionOf, until } from './fakes.js';

/** Seventy entries that were never tried, and a tab that notes how long it has each of its turns. */
async function tabWithBacklog() {
  const [time, store, locks, channels] = [
    new FakeTime(),
    createMemoryStore(),
    new FakeLocks(),
    new FakeChannels(),
  ];
  const held = { request: () => new Promise<never>(() => {}) } as unknown as LockManager;
  const dead = openPage({ time, store, locks: held });
  let kept = 0;
  for (let i = 0; i < 70; i++) void dead.outbox.submit(submissionOf(), () => (kept += 1));
  await until(() => kept === 70);
  const turns: number[] = [];
  const mine = locks.of('mine');
  const request = ((name: string, options: LockOptions, work: () => Promise<unknown>) =>
    mine.request(name, options, async () => {
      const began = time.now;
      await work();
      turns.push(time.now - began);
    })) as LockManager['request'];
  const page = openPage({ time, store, locks: { request, query: mine.query }, channel: channels.join() });
  return { ...page, turns, time, channels };
}

describe('a pass over a long backlog', () => {
  it.each([
    ['a sign of life', (tab: Awaited<ReturnType<typeof tabWithBacklog>>) => void tab.outbox.flush()],
    [
      'a hint',
      ({ channels }: Awaited<ReturnType<typeof tabWithBacklog>>) =>
        channels.forge({ type: 'work', endpointKey: 'scripted:1' }),
    ],
  ])('FLT37 FLT38 lets the other tabs have their turn after five seconds, also after %s', async (_, wake) => {
    const tab = await tabWithBacklog();
    wake(tab);
    await until(() => {
      if (tab.time.timers.includes(500)) tab.time.advance(500);
      return tab.backEnd.sent.length === 70;
    });
    await tab.outbox.flush();
    expect(Math.max(...tab.turns)).toBeLessThanOrEqual(5000 + 400);
    expect(new Set(tab.backEnd.ids).size).toBe(70);
    expect(tab.backEnd.ids).toHaveLength(70);
  });

  it('FLT15 FLT38 is over within 25 seconds when the back end falls silent, so that nobody takes it for stuck', async () => {
    const tab = await tabWithBacklog();
    tab.backEnd.answer = () =>
      tab.time.now < tabStart + 4900 ? { kind: 'delivered' } : new Promise<never>(() => {});
    const tabStart = tab.time.now;
    void tab.outbox.flush();
    await until(() => tab.time.timers.includes(20_000));
    tab.time.advance(20_000);
    await until(() => tab.turns.length > 0);
    expect(tab.turns[0]).toBeLessThanOrEqual(25_000 + 400);
  });
});
