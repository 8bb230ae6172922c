import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { findMismatches } from '../../src/plan/analyse/find-mismatches.js';
import { kindOfPath } from '../../src/plan/analyse/path-kind.js';
import { pickValues } from '../../src/plan/analyse/pick-values.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { profile, signals } from '../fixtures/forms.js';

const options = ['a', 'b', 'c'].map((value) => ({ value, label: value }));
const aField = (name: string, over: Partial<Field>): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'use',
  ...over,
});
const form = (when: Condition): FormConfig => ({
  schemaVersion: 1,
  id: 'f',
  version: '1',
  purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
  fields: [
    aField('topics', { type: 'multiselect', options }),
    aField('start', { type: 'date' }),
    aField('land', { type: 'country' }),
    aField('more', { when }),
  ],
  steps: [{ id: 's', reason: 'r', fields: ['topics', 'start', 'land', 'more'] }],
});
const asksMore = (when: Condition, answers: Record<string, string | readonly string[]>) =>
  planFields(form(when), profile(), signals(), answers).steps[0]?.ask.some(({ field }) => field === 'more');

describe('conditions on the newer kinds of fields', () => {
  it('M3 hold where any of the chosen values fits', () => {
    expect(asksMore({ topics: 'b' }, { topics: ['a', 'b'] })).toBe(true);
    expect(asksMore({ topics: ['c'] }, { topics: ['a', 'b'] })).toBe(false);
  });

  it('M3 order days as the calendar does', () => {
    const soon = { start: { gte: '2027-01-10', lt: '2027-02-01' } };
    const of = (start: string) => asksMore(soon, { start });
    expect(['2027-01-09', '2027-01-10', '2027-01-31', '2027-02-01'].map(of)).toEqual([
      false,
      true,
      true,
      false,
    ]);
  });

  it('M3 know countries by their codes, and tell the author of a name', () => {
    const found = (when: Condition) => findMismatches(form(when), () => undefined);
    expect(found({ land: ['DE', 'at'] })).toEqual([]);
    expect(found({ land: 'Germany' })).toMatchObject([{ problem: 'is no value that land can have' }]);
    expect(found({ topics: 'd' })).toMatchObject([{ problem: 'is no value that topics can have' }]);
  });

  it('M3 try one country for all that nothing tells apart', () => {
    const kind = kindOfPath(form(true), 'land');
    expect(pickValues(kind, [{ path: 'land', op: 'in', want: ['DE', 'AT'] }])).toEqual(['AT', 'DE', 'AD']);
  });
});
