/** The form as its author writes it down. */
import type { LeadField } from './lead-form.js';

export function staticMarkup(fields: readonly LeadField[]): string {
  return `<form novalidate>${fields.map(fieldOf).join('\n')}<button>Send</button></form>`;
}

function fieldOf(field: LeadField): string {
  const { name, label } = field;
  return `<div class="field"><label for="${name}">${label}</label>${controlOf(field)}<p class="error" id="${name}-error"></p></div>`;
}

function controlOf({ name, type, autocomplete, options }: LeadField): string {
  const common = `id="${name}" name="${name}" autocomplete="${autocomplete}" required aria-describedby="${name}-error"`;
  if (!options) return `<input type="${type}" ${common}>`;
  const list = ['', ...options].map((value) => `<option value="${value}">${value || 'Choose'}</option>`);
  return `<select ${common}>${list.join('')}</select>`;
}
