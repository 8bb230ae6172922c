/** The form of the campaign: one step, one field, which holds a reference that no other submission has. */
import type { FormConfig } from '../../src/model/form-config.js';

export const definition: FormConfig = {
  schemaVersion: 1,
  id: 'faults',
  version: '1',
  locale: 'en',
  purposes: { order: { label: 'Handle your order', legalBasis: 'implicit', retention: 'P30D' } },
  fields: [{ name: 'reference', type: 'text', label: 'Reference', required: true, purpose: 'order' }],
  steps: [{ id: 'order', title: 'Your order', reason: 'So that we find it.', fields: ['reference'] }],
};
