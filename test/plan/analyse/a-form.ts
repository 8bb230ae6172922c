/** A definition with a field of every kind and rules over them, for tests of the analysis. */
import type { Condition } from '../../../src/model/condition.js';
import type { Field, FormConfig } from '../../../src/model/form-config.js';

const options = (...values: readonly string[]) => values.map((value) => ({ value, label: value }));
const fields: readonly Partial<Field>[] = [
  { name: 'email', type: 'email' },
  { name: 'company' },
  { name: 'title', classify: 'jobTitle' },
  {
    name: 'employees',
    type: 'select',
    options: options('1-9', '10-249', '250-999', '1000+'),
    classify: 'companySize',
  },
  { name: 'timeline', type: 'radio', options: options('now', 'year', 'never'), bant: 'timeline' },
  { name: 'seats', type: 'number', rules: { min: 1, max: 500 }, bant: 'need' },
  { name: 'tags', type: 'checkbox', options: options('crm', 'erp', 'shop') },
  { name: 'terms', type: 'checkbox' },
  { name: 'about', type: 'textarea' },
];

export function aForm(more: Partial<FormConfig> = {}): FormConfig {
  return {
    schemaVersion: 1,
    id: 'f',
    version: '1',
    purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
    fields: fields.map((field) => ({ name: 'x', type: 'text', label: 'X', purpose: 'use', ...field })),
    steps: [{ id: 'one', reason: 'because', fields: fields.map(({ name = 'x' }) => name) }],
    ...more,
  };
}

/** With the condition at `steps[1].when`, and what it needs to look at. */
export const withWhen = (when: Condition, more: Partial<FormConfig> = {}): FormConfig =>
  aForm({
    stages: [
      { id: 'lead', when: { email: { known: true } } },
      { id: 'customer', when: { terms: true } },
    ],
    scores: {
      fit: {
        terms: [
          { when: { timeline: 'now' }, points: 10 },
          { when: { 'email.kind': 'free' }, points: -5 },
        ],
      },
    },
    segments: {
      big: { 'employees.size': { gte: 250 } },
      small: { 'employees.size': { lt: 10 } },
    },
    ...more,
    steps: [...aForm().steps, { id: 'two', reason: 'because', fields: ['about'], when }],
  });
