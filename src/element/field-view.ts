/** One question as native controls, with its label, hint and error tied to it. */
import { html, noChange, nothing, type TemplateResult } from 'lit/html.js';
import type { AnswerValue, Issue } from '../model/answers.js';
import { autofillToken } from '../model/autofill-token.js';
import type { Field, FieldOption } from '../model/form-config.js';
import { isSideBySide } from '../model/is-side-by-side.js';
import type { SomeWords } from '../model/issue-text.js';
import { isSafeUrl } from '../model/safe-url.js';
import { controlId } from './control-id.js';
import { rich } from './rich-view.js';

export interface FieldView {
  readonly field: Field;
  readonly value: AnswerValue | undefined;
  readonly issue: Issue | undefined;
  readonly words: SomeWords;
  readonly ids: string;
  readonly countries: readonly FieldOption[] | undefined;
  /** The last one line control of the form sends it by Enter. */
  readonly last: boolean;
  readonly error: TemplateResult | undefined;
  /** What may help with the answer. */
  readonly advice: TemplateResult | undefined;
  /** Where it is the only question of its view: the heading made of it, and what belongs under that. */
  readonly head?: { readonly title: (question: unknown) => TemplateResult; readonly reason: TemplateResult };
}

export function renderField(view: FieldView): TemplateResult {
  const { field } = view;
  const { type } = field;
  if (isSideBySide(field)) return renderGroup(view);
  if (type === 'checkbox' || type === 'consent') return renderBox(view);
  const label = html`<label class="label" part="form-control-label" for=${idOf(view)}
    >${renderLabel(view)}</label
  >`;
  return html`<div class="field" part="form-control">
    ${view.head ? [view.head.title(label), view.head.reason] : label} ${renderHint(view)}
    ${renderControl(view)} ${view.error}${view.advice}
  </div>`;
}

const idOf = ({ ids, field }: FieldView) => ids + controlId(field.name);

const renderLabel = ({ field, words }: FieldView): unknown => {
  const text = rich(field.label);
  return field.required ? text : [text, html` <span class="optional">(${words.optional})</span>`];
};

const renderHint = (view: FieldView) =>
  view.field.hint
    ? html`<div class="hint" part="hint" id="${idOf(view)}-h">${rich(view.field.hint)}</div>`
    : nothing;

const describedBy = (view: FieldView) => {
  const id = idOf(view);
  const { field, issue, advice } = view;
  return (
    [field.hint && `${id}-h`, issue && `${id}-e`, advice && `${id}-a`].filter(Boolean).join(' ') || nothing
  );
};

const invalid = ({ issue }: FieldView) => (issue ? 'true' : 'false');

function renderControl(view: FieldView): TemplateResult {
  const { field, value = '', last, words, countries = [] } = view;
  const { name, type } = field;
  const options = type === 'country' ? countries : field.options;
  const id = idOf(view);
  const isLatin = /^(email|tel|url)$/.test(type);
  const auto = autofillToken(field);
  if (type === 'select' || type === 'country')
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
      <option value="" .selected=${value === ''}>${words.choose}</option>
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
      dir="auto"
      ?required=${field.required}
      aria-invalid=${invalid(view)}
      aria-describedby=${describedBy(view)}
      .value=${String(value)}
    ></textarea>`;
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
    .value=${type === 'date' && value === '?' ? noChange : String(value)}
  />`;
}

function renderGroup(view: FieldView): TemplateResult {
  const { field, head, words } = view;
  const { options = [], required } = field;
  const id = idOf(view);
  const kind = /^(radio|select)$/.test(field.type) ? 'radio' : 'checkbox';
  const isRadio = kind === 'radio';
  // A choice that need not be made can be taken back.
  const all = isRadio && !required ? [...options, { value: '', label: words.noAnswer }] : options;
  return html`<fieldset
    class="field"
    part="form-control"
    role=${isRadio ? 'radiogroup' : 'group'}
    aria-describedby=${describedBy(view)}
    aria-invalid=${isRadio ? invalid(view) : nothing}
    aria-required=${isRadio && required ? 'true' : nothing}
  >
    <legend part="form-control-label">${head?.title(renderLabel(view)) ?? renderLabel(view)}</legend>
    ${head?.reason} ${renderHint(view)}
    <div class="choices">
      ${all.map((option, i) => renderOption(view, option, kind, i ? `${id}-${i}` : id))}
    </div>
    ${view.error}${view.advice}
  </fieldset>`;
}

/** The label says what the picture shows, so that this need not say it again. */
const renderOption = (view: FieldView, option: FieldOption, type: string, id: string) =>
  html`<label class="choice" part="choice" for=${id}
    ><input
      id=${id}
      type=${type}
      name=${view.field.name}
      value=${option.value}
      aria-invalid=${type === 'checkbox' ? invalid(view) : nothing}
      .checked=${[view.value].flat().includes(option.value)}
    /><span
      >${
        option.image && isSafeUrl(option.image)
          ? html`<img part="choice-image" src=${option.image} alt="" referrerpolicy="no-referrer" />`
          : nothing
      }${option.label}</span
    ></label
  >`;

function renderBox(view: FieldView): TemplateResult {
  const { field, value } = view;
  const id = idOf(view);
  return html`<div class="field" part="form-control">
    <label class="choice" part="choice" for=${id}
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
    ${renderHint(view)} ${view.error}${view.advice}
  </div>`;
}
