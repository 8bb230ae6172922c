import { describe, expect, it } from 'vitest';
import { collectConsents } from '../../src/consent/collect-consents.js';
import { whitepaper } from '../fixtures/forms.js';

const at = '2026-11-22T12:00:00.000Z';
const collect = (answers: Record<string, string | boolean>) =>
  collectConsents(whitepaper.fields, answers, 'de', at);

describe('the consents given with a step', () => {
  it('F9 are kept in the exact words that were shown', () => {
    const text = whitepaper.fields.find(({ name }) => name === 'profiling')?.label;
    expect(collect({ profiling: true })).toEqual([{ purpose: 'profiling', text, locale: 'de', at }]);
  });

  it('F9 are none where the box was left open, and nothing else passes for one', () => {
    for (const answers of [{}, { profiling: false }, { profiling: 'true' }, { firstName: 'Ada' }])
      expect(collect(answers)).toEqual([]);
  });
});
