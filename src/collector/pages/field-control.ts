/** One question as native controls, with its label, hint and error tied to it, as the element shows it. */
import { html } from 'hono/html';
import type { AnswerValue, Issue } from '../../model/answers.js';
import { autofillToken } from '../../model/autofill-token.js';
import { listCountries } from '../../model/country-codes.js';
import type { Field, FieldOption } from '../../model/form-config.js';
import { issueText, shortLabel } from '../../model/issue-text.js';
import type { Words } from '../../model/words.js';
import { imageOf } from '../links/mail-question.js';
import { controlOf } from '../plain-form/control-of.js';
import type { Html } from './page.js';
import { richHtml } from './rich-html.js';

export interface ShownField {
  readonly field: Field;
  /** What was typed. */
  readonly value: AnswerValue | undefined;
  readonly issue: Issue | undefined;
  readonly words: Words;
  /** Language of the form, which the names of countries are in. */
  readonly lang: string;
  /** The page that the form is at home on. */
  readonly page: string | undefined;
}

export const controlId = (name: string): string => `f-${name}`;

export function fieldControl(shown: ShownField): Html {
  const { field } = shown;
  const control = controlOf(field);
  if (control === 'choices' || control === 'ticks') return group(shown, control);
  if (control === 'box') return box(shown);
  const one = control === 'list' ? list(shown) : control === 'area' ? area(shown) : line(shown);
  return html`<div class="field">
    <label class="caption" for="${controlId(field.name)}">${caption(shown)}</label>
    ${hint(shown)} ${one} ${wrong(shown)}
  </div>`;
}

const caption = ({ field, words, page }: ShownField): Html =>
  html`${richHtml(field.label, page)}${
    field.required || field.type === 'consent' ? '' : html` <span class="optional">(${words.optional})</span>`
  }`;

const hint = ({ field, page }: ShownField): Html | '' =>
  field.hint
    ? html`<div class="hint" id="${controlId(field.name)}-h">${richHtml(field.hint, page)}</div>`
    : '';

function wrong({ field, issue, words }: ShownField): Html | '' {
  const text = issue && issueText(issue, shortLabel(field), words);
  return text ? html`<div class="wrong" id="${controlId(field.name)}-e">${text}</div>` : '';
}

function described({ field, issue }: ShownField): Html | '' {
  const id = controlId(field.name);
  const ids = [field.hint && `${id}-h`, issue && `${id}-e`].filter(Boolean).join(' ');
  return ids ? html`aria-describedby="${ids}"` : '';
}

/** What a control says of itself. */
const state = (shown: ShownField): Html =>
  html`aria-invalid="${shown.issue ? 'true' : 'false'}" ${described(shown)}`;

const required = ({ field }: ShownField): string => (field.required ? 'required' : '');

function line(shown: ShownField): Html {
  const { field, value = '' } = shown;
  const { name, type, rules = {} } = field;
  const isLatin = type === 'email' || type === 'tel' || type === 'url';
  const limits = type === 'date' ? { min: rules.notBefore, max: rules.notAfter } : {};
  return html`<input
    class="control"
    id="${controlId(name)}"
    name="${name}"
    type="${isLatin || type === 'date' ? type : 'text'}"
    ${type === 'number' ? html`inputmode="decimal"` : ''}
    ${limits.min === undefined ? '' : html`min="${limits.min}"`}
    ${limits.max === undefined ? '' : html`max="${limits.max}"`}
    autocomplete="${autofillToken(field)}"
    dir="${isLatin ? 'ltr' : 'auto'}"
    value="${String(value)}"
    ${required(shown)}
    ${state(shown)}
  />`;
}

/** The first line break after the tag is the markup's own: one that was typed comes after it. */
const area = (shown: ShownField): Html =>
  html`<textarea
    class="control"
    id="${controlId(shown.field.name)}"
    name="${shown.field.name}"
    autocomplete="${autofillToken(shown.field)}"
    dir="auto"
    ${required(shown)}
    ${state(shown)}
  >
${String(shown.value ?? '')}</textarea>`;

/** A tag may be of the right form and still name no language. */
function countriesIn(lang: string): readonly FieldOption[] {
  try {
    return listCountries(lang);
  } catch {
    return listCountries('en');
  }
}

function list(shown: ShownField): Html {
  const { field, value, words, lang } = shown;
  const options = field.type === 'country' ? countriesIn(lang) : (field.options ?? []);
  return html`<select
    class="control"
    id="${controlId(field.name)}"
    name="${field.name}"
    autocomplete="${autofillToken(field)}"
    ${required(shown)}
    ${state(shown)}
  >
    <option value="">${words.choose}</option>
    ${options.map(
      (one) =>
        html`<option value="${one.value}" ${one.value === value ? 'selected' : ''}>${one.label}</option>`,
    )}
  </select>`;
}

/** What is voluntary can be left open again, which a radio button by itself does not allow. */
function group(shown: ShownField, control: 'choices' | 'ticks'): Html {
  const { field, words } = shown;
  const { options = [] } = field;
  const isOne = control === 'choices';
  const none = isOne && !field.required ? [{ value: '', label: words.noAnswer }] : [];
  const id = controlId(field.name);
  const role = isOne
    ? html`role="radiogroup" ${field.required ? html`aria-required="true"` : ''} ${state(shown)}`
    : described(shown);
  return html`<fieldset class="field" ${role}>
    <legend>${caption(shown)}</legend>
    ${hint(shown)}
    ${[...options, ...none].map((option, i) => choice(shown, option, { id: i ? `${id}-${i}` : id, isOne }))}
    ${wrong(shown)}
  </fieldset>`;
}

const choice = (
  { field, value }: ShownField,
  option: FieldOption,
  { id, isOne }: { readonly id: string; readonly isOne: boolean },
): Html =>
  html`<label for="${id}"
    ><input
      type="${isOne ? 'radio' : 'checkbox'}"
      id="${id}"
      name="${field.name}"
      value="${option.value}"
      ${option.value !== '' && [value].flat().includes(option.value) ? 'checked' : ''}
    />${imageOf(option) === undefined ? '' : html`<img src="${imageOf(option)}" alt="" />`}<span
      >${option.label}</span
    ></label
  >`;

const box = (shown: ShownField): Html =>
  html`<div class="field">
    <label for="${controlId(shown.field.name)}"
      ><input
        type="checkbox"
        id="${controlId(shown.field.name)}"
        name="${shown.field.name}"
        value="yes"
        ${shown.value === true ? 'checked' : ''}
        ${required(shown)}
        ${state(shown)}
      /><span>${caption(shown)}</span></label
    >
    ${hint(shown)} ${wrong(shown)}
  </div>`;
