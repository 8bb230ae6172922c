/** JSON Forms with its plain renderers; it leaves the button, and when errors are shown, to the page. */
import { JsonForms } from '@jsonforms/react';
import { vanillaCells as cells, vanillaRenderers as renderers } from '@jsonforms/vanilla-renderers';
import { createElement as h, useState } from 'react';
import { createRoot } from 'react-dom/client';
import { leadSchema } from '../lead-form.ts';

function LeadForm({ schema, send }) {
  const [{ data, errors }, setState] = useState({ data: {}, errors: [] });
  const [attempted, setAttempted] = useState(false);
  const submit = (event) => {
    event.preventDefault();
    if (errors.length) setAttempted(true);
    else void send(data);
  };
  return h(
    'form',
    { noValidate: true, onSubmit: submit },
    h(JsonForms, {
      schema,
      data,
      renderers,
      cells,
      validationMode: attempted ? 'ValidateAndShow' : 'ValidateAndHide',
      onChange: ({ data, errors }) => setState({ data, errors }),
    }),
    h('button', null, 'Send'),
  );
}

export const mount = (root, fields, send) =>
  createRoot(root).render(h(LeadForm, { schema: leadSchema(fields), send }));
