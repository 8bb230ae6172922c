/** One question as native controls, with its label, hint and error tied to it. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AnswerValue, Issue } from '../model/answers.js';
import type { Field, FieldOption } from '../model/form-config.js';
import { controlId } from './control-id.js';
import { issueText, shortLabel, type SomeWords } from './issue-text.js';

export interface FieldView {
  readonly field: Field;
  readonly value: AnswerValue | undefined;
  readonly issue: Issue | undefined;
  readonly words: SomeWords;
  /** The last one line control of the form sends it by Enter. */
  readonly last: boolean;
}

export function renderField(view: FieldView): TemplateResult {
  const { field } = view;
  if (field.type === 'radio' || (field.type === 'checkbox' && field.options)) return renderGroup(view);
  if (field.type === 'checkbox' || field.type === 'consent') return renderBox(view);
  return html`<div class="field" part="form-control">
    <label class="label" part="form-control-label" for=${controlId(field.name)}>${renderLabel(view)}</label>
    ${renderHint(view)} ${renderControl(view)} ${renderError(view)}
  </div>`;
}

const renderLabel = ({ field, words }: FieldView) =>
  html`${field.label}${
    field.required || field.type === 'consent'
      ? nothing
      : html` <span class="optional">(${words.optional})</span>`
  }`;

const renderHint = ({ field }: FieldView) =>
  field.hint
    ? html`<div class="hint" part="hint" id="${controlId(field.name)}-h">${field.hint}</div>`
    : nothing;

/** Always there, so that its text is announced when it changes. */
const renderError = ({ field, issue, words }: FieldView) =>
  issue
    ? html`<div class="error" part="error" id="${controlId(field.name)}-e">
        ${issueText(issue, shortLabel(field), words)}
      </div>`
    : nothing;

const describedBy = ({ field, issue }: FieldView) => {
  const id = controlId(field.name);
  return [field.hint && `${id}-h`, issue && `${id}-e`].filter(Boolean).join(' ') || nothing;
};

const invalid = ({ issue }: FieldView) => (issue ? 'true' : 'false');

function renderControl(view: FieldView): TemplateResult {
  const { field, value = '', last } = view;
  const { name, type, options } = field;
  const id = controlId(name);
  const auto = field.autocomplete ?? 'off';
  if (type === 'select')
    return html`<select
      class="control"
      part="form-control-input"
      id=${id}
      name=${name}
      autocomplete=${auto}
      ?required=${field.required}
      aria-invalid=${invalid(view)}
      aria-describedby=${describedBy(view)}
    >
      <option value="" .selected=${value === ''}>${view.words.choose}</option>
      ${options?.map(
        (option) =>
          html`<option value=${option.value} .selected=${value === option.value}>${option.label}</option>`,
      )}
    </select>`;
  if (type === 'textarea')
    return html`<textarea
      class="control"
      part="form-control-input"
      id=${id}
      name=${name}
      autocomplete=${auto}
      ?required=${field.required}
      aria-invalid=${invalid(view)}
      aria-describedby=${describedBy(view)}
      .value=${String(value)}
    ></textarea>`;
  const isLatin = type === 'email' || type === 'tel';
  const isName = auto.endsWith('-name');
  return html`<input
    class="control"
    part="form-control-input"
    id=${id}
    name=${name}
    type=${type === 'number' ? 'text' : type}
    inputmode=${type === 'number' ? 'decimal' : isLatin ? type : nothing}
    enterkeyhint=${last ? 'send' : 'next'}
    autocomplete=${auto}
    autocapitalize=${isName ? 'words' : nothing}
    spellcheck=${isName ? 'false' : nothing}
    dir=${isLatin ? 'ltr' : 'auto'}
    ?required=${field.required}
    aria-invalid=${invalid(view)}
    aria-describedby=${describedBy(view)}
    .value=${String(value)}
  />`;
}

function renderGroup(view: FieldView): TemplateResult {
  const { field } = view;
  const id = controlId(field.name);
  return html`<fieldset
    class="field"
    part="form-control"
    role=${field.type === 'radio' ? 'radiogroup' : 'group'}
    aria-describedby=${describedBy(view)}
    aria-invalid=${field.type === 'radio' ? invalid(view) : nothing}
    aria-required=${field.type === 'radio' && field.required ? 'true' : nothing}
  >
    <legend part="form-control-label">${renderLabel(view)}</legend>
    ${renderHint(view)}
    <div>${field.options?.map((option, i) => renderOption(view, option, i ? `${id}-${i}` : id))}</div>
    ${renderError(view)}
  </fieldset>`;
}

const renderOption = ({ field, value }: FieldView, option: FieldOption, id: string) =>
  html`<label class="choice" for=${id}
    ><input
      id=${id}
      type=${field.type}
      name=${field.name}
      value=${option.value}
      .checked=${[value].flat().includes(option.value)}
    />
    ${option.label}</label
  >`;

function renderBox(view: FieldView): TemplateResult {
  const { field, value } = view;
  const id = controlId(field.name);
  return html`<div class="field" part="form-control">
    <label class="choice" for=${id}
      ><input
        type="checkbox"
        id=${id}
        name=${field.name}
        .checked=${value === true}
        ?required=${field.required}
        aria-invalid=${invalid(view)}
        aria-describedby=${describedBy(view)}
      /><span>${renderLabel(view)}</span></label
    >
    ${renderHint(view)} ${renderError(view)}
  </div>`;
}
