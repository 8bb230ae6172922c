/** react-jsonschema-form with its plain theme and ajv. */
import Form from '@rjsf/core';
import validator from '@rjsf/validator-ajv8';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { leadSchema } from '../lead-form.ts';

const uiSchemaOf = (fields) => ({
  ...Object.fromEntries(
    fields.map(({ name, type, autocomplete }) => [
      name,
      { 'ui:autocomplete': autocomplete, ...(type === 'tel' && { 'ui:options': { inputType: 'tel' } }) },
    ]),
  ),
  'ui:submitButtonOptions': { submitText: 'Send' },
});

export const mount = (root, fields, send) =>
  createRoot(root).render(
    h(Form, {
      schema: leadSchema(fields),
      uiSchema: uiSchemaOf(fields),
      validator,
      noHtml5Validate: true,
      showErrorList: false,
      focusOnFirstError: true,
      onSubmit: ({ formData }) => send(formData),
    }),
  );
