/** What an adapter is given to send, for trying it. */
import type { SendContext } from '../../model/ports.js';
import type { Submission } from '../../model/submission.js';

/** A submission with an answer of every kind, under names that most forms use. */
export const sampleSubmission: Submission = {
  id: '019a0000-0000-7000-8000-0000000000aa',
  sessionId: '019a0000-0000-7000-8000-0000000000bb',
  step: 'contact',
  formId: 'whitepaper',
  formVersion: '1',
  answers: {
    firstName: 'Ada',
    lastName: 'Lovelace',
    email: 'ada@analytical.example',
    company: 'Analytical Engines',
    phone: '+442071234567',
    employees: 42,
    topics: ['engines', 'weaving & more'],
    terms: true,
  },
  consents: [{ purpose: 'profiling', text: 'Yes, please.', locale: 'en', at: '2026-11-02T09:00:00Z' }],
  signals: {},
  exposures: [],
  submittedAt: '2026-11-02T09:00:00Z',
};

/** Answers that nobody thinks of when a mapping is written. */
export const oddAnswers: Submission['answers'] = {
  email: '',
  topics: [],
  constructor: 'own',
  'a b&c=d"e\u2028': '<b>\u0000\ud800</b>',
  height: Number.MAX_VALUE,
  terms: false,
  message: 'é'.repeat(5000),
};

/** As the outbox would hand it over on a first attempt. */
export function sampleContext(submission: Submission, change: Partial<SendContext> = {}): SendContext {
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
