/** What a page script is told of, by one adapter on one page. */
import { sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import type { Adapter } from '../../src/model/ports.js';

/** The sample, of another visit and perhaps of a device that is known. */
export const tellOf = (adapter: Adapter, sessionId: string, anonymousId?: string) => {
  const submission = { ...sampleSubmission, sessionId, ...(anonymousId && { anonymousId }) };
  return adapter.send(submission, sampleContext(submission));
};

/** One person, as far as can be known. */
export async function tellOfOne(adapter: Adapter): Promise<void> {
  await tellOf(adapter, 's1');
  await tellOf(adapter, 's1', 'ada'); // she has agreed meanwhile
  await tellOf(adapter, 's2', 'ada'); // she is back
  await tellOf(adapter, 's4'); // another form, and nobody is remembered
}
