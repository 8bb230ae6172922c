/** React with react-hook-form and zod, marked up as the documentation of react-hook-form asks for. */
import { zodResolver } from '@hookform/resolvers/zod';
import { createElement as h } from 'react';
import { createRoot } from 'react-dom/client';
import { useForm } from 'react-hook-form';
// eslint-disable-next-line no-restricted-imports -- what its documentation shows
import * as z from 'zod';

const ruleOf = ({ label, type, minLength = 1 }) =>
  type === 'email'
    ? z.email(`${label}: name@example.com`)
    : z.string().trim().min(minLength, `${label}: at least ${minLength} characters`);

const schemaOf = (fields) => z.object(Object.fromEntries(fields.map((field) => [field.name, ruleOf(field)])));

function Field({ field: { name, label, type, autocomplete, options }, register, fault }) {
  const common = {
    ...register(name),
    id: name,
    autoComplete: autocomplete,
    'aria-invalid': !!fault,
    'aria-describedby': fault ? `${name}-error` : undefined,
  };
  const control = options
    ? h(
        'select',
        common,
        ['', ...options].map((value) => h('option', { key: value, value }, value || 'Choose')),
      )
    : h('input', { ...common, type });
  return h(
    'div',
    { className: 'field' },
    h('label', { htmlFor: name }, label),
    control,
    fault && h('p', { className: 'error', id: `${name}-error`, role: 'alert' }, fault.message),
  );
}

function LeadForm({ fields, schema, send }) {
  const { register, handleSubmit, formState } = useForm({
    resolver: zodResolver(schema),
    defaultValues: Object.fromEntries(fields.map(({ name }) => [name, ''])),
  });
  const { errors } = formState;
  return h(
    'form',
    { noValidate: true, onSubmit: handleSubmit(send) },
    fields.map((field) => h(Field, { key: field.name, field, register, fault: errors[field.name] })),
    h('button', null, 'Send'),
  );
}

export const mount = (root, fields, send) =>
  createRoot(root).render(h(LeadForm, { fields, schema: schemaOf(fields), send }));
