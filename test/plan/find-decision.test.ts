import { describe, expect, it } from 'vitest';
import { explain } from '../../src/plan/explain.js';
import { profile, signals } from '../fixtures/forms.js';
import { form } from './rules/a-form.js';

describe('a question that several views list', () => {
  const fields = [{ name: 'a' }, { name: 'b' }, { name: 'c' }, { name: 'often' }];
  const lists = [{ fields: ['a', 'often'] }, { fields: ['b', 'often'] }, { fields: ['c', 'often'] }];
  const tell = (maxFields: number) =>
    explain(form(fields, { ask: { maxFields } }, lists), profile(), signals()).find(
      ({ field }) => field === 'often',
    );

  it('F1 is told by the view that asks it', () => {
    expect(tell(2)).toMatchObject({ verdict: 'asked', step: 's0', rule: 'steps[0].fields[1]' });
  });

  it('F1 is told by the last of them where none had room', () => {
    expect(tell(1)).toMatchObject({ word: 'viewLimit', step: 's2', rule: 'ask.maxFields' });
  });
});
