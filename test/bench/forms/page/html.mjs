/** The script for fields that stand in the page: checks, marks, explains, moves there. */
import { faultOf } from './fault-of.mjs';

export const mount = (root, fields, send) => {
  const form = root.querySelector('form');
  const controls = form.elements;

  const show = (field) => {
    const control = controls.namedItem(field.name);
    const fault = faultOf(field, control.value);
    control.setAttribute('aria-invalid', String(!!fault));
    root.querySelector(`#${field.name}-error`).textContent = fault;
    return fault && control;
  };

  form.addEventListener('input', ({ target }) => {
    if (target.hasAttribute('aria-invalid')) show(fields.find(({ name }) => name === target.name));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = fields.map(show).filter(Boolean);
    if (wrong[0]) wrong[0].focus();
    else void send(Object.fromEntries(new FormData(form)));
  });
};
