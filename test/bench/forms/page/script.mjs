/** The same form by hand, with its fields made from the definition. */
import { mount as wire } from './html.mjs';

const make = (tag, attributes, ...children) => {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  element.append(...children);
  return element;
};

const controlOf = ({ name, type, autocomplete, options }) => {
  const common = { id: name, name, autocomplete, required: '', 'aria-describedby': `${name}-error` };
  if (!options) return make('input', { ...common, type });
  return make(
    'select',
    common,
    ...['', ...options].map((value) => make('option', { value }, value || 'Choose')),
  );
};

const fieldOf = (field) =>
  make(
    'div',
    { class: 'field' },
    make('label', { for: field.name }, field.label),
    controlOf(field),
    make('p', { class: 'error', id: `${field.name}-error` }),
  );

export const mount = (root, fields, send) => {
  const form = make('form', { novalidate: '' }, ...fields.map(fieldOf), make('button', {}, 'Send'));
  root.append(form);
  wire(root, fields, send);
};
