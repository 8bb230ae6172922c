/** What every adapter owes the outbox, whichever back end it speaks to. */
import { describe, expect, it } from 'vitest';
import type { DeliveryOutcome } from '../../src/model/delivery-outcome.js';
import type { Adapter, SendContext } from '../../src/model/ports.js';
import type { Submission } from '../../src/model/submission.js';

export const submission: Submission = {
  id: '019a0000-0000-7000-8000-000000000001',
  sessionId: 'session-1',
  step: 'contact',
  formId: 'whitepaper',
  formVersion: '1',
  answers: { email: 'ada@example.com', topics: ['a', 'b'], visits: 3, terms: true },
  consents: [{ purpose: 'profiling', text: 'Ja, gern.', locale: 'de', at: '2026-11-02T09:00:00Z' }],
  signals: {},
  exposures: [],
  submittedAt: '2026-11-02T09:00:00Z',
};

export function contextOf(change: Partial<SendContext> = {}): SendContext {
  return {
    id: submission.id,
    body: JSON.stringify(submission),
    attempt: 0,
    sentAt: Date.UTC(2026, 10, 2, 9),
    keepalive: false,
    signal: new AbortController().signal,
    ...change,
  };
}

export interface AdapterUnderTest {
  readonly adapter: Adapter;
  /** What the back end received, as text. */
  received(): readonly string[];
}

/** `reachable` gives an adapter whose back end takes everything, `unreachable` one that has none. */
export function testAdapterContract(
  name: string,
  reachable: () => Promise<AdapterUnderTest>,
  unreachable: () => Promise<Adapter>,
): void {
  const send = async (adapter: Adapter, change?: Partial<SendContext>) => {
    const outcome = await adapter.send(submission, contextOf(change));
    return outcome ?? ({ kind: 'accepted' } satisfies DeliveryOutcome);
  };

  describe(`the adapter ${name}`, () => {
    it('is done with what its back end took', async () => {
      const { adapter, received } = await reachable();
      expect(['delivered', 'accepted']).toContain((await send(adapter)).kind);
      expect(received()).toHaveLength(1);
      expect(decodeURIComponent(received()[0] ?? '')).toContain('ada@example.com');
    });

    it('FLT32 neither loses nor rejects what found no back end', async () => {
      const adapter = await unreachable();
      const kind = await send(adapter).then(
        (outcome) => outcome.kind,
        () => 'retryable',
      );
      expect(kind).toBe('retryable');
    });

    it('sends the same thing when it sends again', async () => {
      const { adapter, received } = await reachable();
      await send(adapter);
      await send(adapter);
      expect(received()[1]).toBe(received()[0]);
    });

    it('names itself and its target', async () => {
      const { adapter } = await reachable();
      expect(adapter.name).not.toBe('');
      expect(adapter.endpointKey ?? adapter.name).not.toContain('@');
    });
  });
}
