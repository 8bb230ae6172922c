/** A submission, and what goes with it when it is sent. */
import { sampleContext } from '../../src/adapters/contract/contract.js';
import type { SendContext } from '../../src/model/ports.js';
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

export const contextOf = (change: Partial<SendContext> = {}): SendContext =>
  sampleContext(submission, change);
