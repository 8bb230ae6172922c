/** A form that tells who somebody is. */
import type { FormConfig } from '../../src/model/form-config.js';
import { definition } from './definition.js';

export const contactDefinition: FormConfig = {
  ...definition,
  id: 'faults-contact',
  fields: [
    ...definition.fields,
    { name: 'email', type: 'email', label: 'E-mail', required: true, purpose: 'order' },
  ],
  steps: [
    { id: 'order', title: 'Your order', reason: 'So that we find it.', fields: ['reference', 'email'] },
  ],
};
