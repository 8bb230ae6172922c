import { describe, expect, it } from 'vitest';
import type { Locks } from '../../src/outbox/lock-turn.js';
import { openPage, submissionOf, until } from './fakes.js';

/** Held for ever by another tab, so that nothing goes out by itself. */
const held = { request: () => new Promise<never>(() => {}) } as unknown as Locks;
const never = () => new Promise<never>(() => {});
const byteLength = (text: string) => new TextEncoder().encode(text).length;

/** A page that submitted answers of these lengths and sent none. */
async function pageWith(...lengths: readonly number[]) {
  const page = openPage({ locks: held });
  page.backEnd.answer = never;
  let kept = 0;
  for (const length of lengths)
    void page.outbox.submit(submissionOf({ need: 'x'.repeat(length) }), () => (kept += 1));
  await until(() => kept === lengths.length);
  return page;
}

describe('leaving the page', () => {
  it('FLT43 FLT44 makes three requests at most', async () => {
    const { outbox, backEnd } = await pageWith(1, 1, 1, 1, 1);
    outbox.leave();
    expect(backEnd.sent).toHaveLength(3);
    expect(backEnd.sent.every(({ context }) => context.keepalive)).toBe(true);
  });

  it('FLT43 sends 48 KiB at most', async () => {
    const { outbox, backEnd } = await pageWith(17_000, 17_000, 17_000);
    outbox.leave();
    expect(backEnd.sent).toHaveLength(2);
    const bytes = backEnd.sent.reduce(
      (sum, { context }) => sum + byteLength(JSON.stringify(context.body)),
      0,
    );
    expect(bytes).toBeLessThanOrEqual(48 * 1024);
  });

  it('FLT43 counts bytes as they travel', async () => {
    const { outbox, backEnd } = openPage({ locks: held });
    backEnd.answer = never;
    for (let i = 0; i < 3; i++) void outbox.submit(submissionOf({ need: '"ü'.repeat(3500) }));
    outbox.leave();
    expect(backEnd.sent).toHaveLength(2);
  });

  it('FLT44 leaves alone what is under way', async () => {
    const { outbox, backEnd } = openPage();
    backEnd.answer = never;
    void outbox.submit(submissionOf());
    await until(() => backEnd.sent.length);
    outbox.leave();
    expect(backEnd.sent).toHaveLength(1);
  });

  it.each([
    ['what found no line', { kind: 'retryable' } as const, 2],
    ['nothing that failed with a status', { kind: 'retryable', status: 500 } as const, 1],
    ['nothing that is parked', { kind: 'retryable', status: 403, park: true } as const, 1],
    ['nothing while the back end asked for a rest', { kind: 'retryable', status: 429 } as const, 1],
    ['nothing that was refused', { kind: 'rejected', issues: [] } as const, 1],
    ['nothing that arrived', { kind: 'delivered' } as const, 1],
  ])('FLT44 sends again %s', async (_, outcome, sent) => {
    const { outbox, backEnd } = openPage();
    backEnd.answer = () => outcome;
    await outbox.submit(submissionOf());
    await outbox.flush();
    backEnd.sent.length = 1;
    outbox.leave();
    expect(backEnd.sent).toHaveLength(sent);
  });

  it('FLT40 FLT44 leaves the entry as it was unless it arrived', async () => {
    const { outbox, backEnd, store } = await pageWith(1);
    const before = await store.page('o/', '', 10);
    backEnd.answer = () => ({ kind: 'retryable', status: 500 });
    outbox.leave();
    await until(() => backEnd.sent.length);
    expect(await store.page('o/', '', 10)).toEqual(before);
  });
});
