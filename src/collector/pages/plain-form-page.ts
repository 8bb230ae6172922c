/** The pages of a form without script: one view of questions, and what stands where there is none. */
import { html } from 'hono/html';
import type { Answers, Issue } from '../../model/answers.js';
import type { AssetGrant } from '../../model/asset-grant.js';
import type { Field, FormConfig, Step } from '../../model/form-config.js';
import { fillGaps } from '../../model/fill-gaps.js';
import { issueText, shortLabel } from '../../model/issue-text.js';
import { plainText } from '../../model/rich-text.js';
import type { Words } from '../../model/words.js';
import { imageOf } from '../links/mail-question.js';
import { controlOf } from '../plain-form/control-of.js';
import { currentView, skipName, visitName } from '../plain-form/visit.js';
import type { Visit } from '../plain-form/visit.js';
import { controlId, fieldControl } from './field-control.js';
import { formWords } from './form-words.js';
import { pageResponse } from './page.js';
import type { Html } from './page.js';
import { pageWords } from './page-words.js';
import type { PageWords } from './page-words.js';
import { richHtml } from './rich-html.js';

export interface ShownView {
  readonly form: FormConfig;
  /** The page that the form is at home on. */
  readonly page: string | undefined;
  /** Its last view is the one that is shown. */
  readonly visit: Visit;
  readonly fields: readonly Field[];
  /** How many views come after it, as far as can be told. */
  readonly left: number;
  readonly trap?: { readonly name: string; readonly value: string };
  /** What was typed. */
  readonly values?: Answers;
  readonly issues?: readonly Issue[];
  /** Why the page is shown again where nothing is wrong. */
  readonly notice?: 'formChanged' | 'moreAsked';
}

/** The form posts to the address it was opened by, without what a link to an error left in it. */
export function viewPage(shown: ShownView): Response {
  const { form, page, visit, fields, left, values = {}, issues = [], notice } = shown;
  const words = wordsOf(form);
  const step = form.steps.find(({ id }) => id === currentView(visit).step);
  const content = html`<p id="reason">${richHtml(step?.reason ?? '', page)}</p>
    ${notice ? html`<p role="alert">${words.page[notice]}</p>` : ''}
    ${issues.length > 0 ? summary(fields, issues, words.form) : ''}
    <form
      class="form"
      method="post"
      action="page"
      novalidate
      aria-labelledby="title"
      aria-describedby="reason"
    >
      <input type="hidden" name="${visitName}" value="${JSON.stringify(visit)}" autocomplete="off" />
      ${shown.trap ? trapControl(shown.trap) : ''}
      ${fields.map((field) =>
        fieldControl({
          field,
          value: values[field.name],
          issue: issues.find((one) => one.field === field.name),
          words: words.form,
          lang: languageOf(form),
          page,
        }),
      )}
      <button>${left > 0 ? words.form.next : (form.submitLabel ?? words.form.send)}</button>
      ${
        step?.skippable
          ? html`<button class="other" name="${skipName}" value="yes">${words.form.later}</button>`
          : ''
      }
    </form>`;
  const status = issues.length > 0 || notice ? 422 : 200;
  return pageResponse(
    status,
    languageOf(form),
    titleOf(shown, step, words.form),
    content,
    pictureOrigins(fields),
  );
}

/** Of the pictures that are shown. */
function pictureOrigins(fields: readonly Field[]): readonly string[] {
  const shown = fields.filter((field) => ['choices', 'ticks'].includes(controlOf(field)));
  const images = shown.flatMap(({ options = [] }) => options.flatMap((option) => imageOf(option) ?? []));
  return [...new Set(images.map((image) => new URL(image).origin))];
}

/** As the element draws it, under no name or label that an address has. */
const trapControl = ({ name, value }: NonNullable<ShownView['trap']>): Html =>
  html`<div class="unseen" aria-hidden="true">
    <label
      >Contact reason
      <input
        name="${name}"
        value="${value}"
        tabindex="-1"
        autocomplete="one-time-code"
        data-1p-ignore="true"
        data-lpignore="true"
        data-bwignore="true"
    /></label>
  </div>`;

function titleOf({ form, visit, left }: ShownView, step: Step | undefined, words: Words): string {
  const n = visit.views.length;
  const title = step?.title ?? form.title ?? '';
  const progress = n + left > 1 ? fillGaps(words.progress, { n, total: n + left }) : '';
  return [progress, title].filter(Boolean).join(': ');
}

/** Has the focus when the page opens, so that it is heard first; its links lead to the fields. */
const summary = (fields: readonly Field[], issues: readonly Issue[], words: Words): Html =>
  html`<div class="summary" role="group" aria-labelledby="problem" tabindex="-1" autofocus>
    <strong id="problem">${words.problem}</strong>
    <ul>
      ${fields.map((field) => {
        const issue = issues.find((one) => one.field === field.name);
        const text = issue && issueText(issue, shortLabel(field), words);
        return text ? html`<li><a href="#${controlId(field.name)}">${text}</a></li>` : '';
      })}
    </ul>
  </div>`;

export interface Thanks {
  readonly form: FormConfig;
  /** The page that it is at home on. */
  readonly page: string | undefined;
  /** The visitor is asked to confirm her address. */
  readonly isMailed: boolean;
  readonly grant?: AssetGrant | undefined;
  /** Where the definition leads on to. */
  readonly onward?: string | undefined;
}

/** Nothing personal is in it: anybody may open its address. */
export function plainThanksPage({ form, page, isMailed, grant, onward }: Thanks): Response {
  const words = wordsOf(form);
  const { message = words.form.thanks, asset } = form.afterSubmit ?? {};
  const text = isMailed ? (asset?.pending ?? words.page.checkMailbox) : words.form.sent;
  const content = html`<p>${text}</p>
    ${
      grant && asset
        ? html`<p><a class="button" href="${grant.url}">${asset.label}</a></p>
            <p class="quiet">${words.page.doneDownload}</p>`
        : ''
    }
    ${onward === undefined ? '' : html`<p><a class="button" href="${onward}">${words.page.onward}</a></p>`}`;
  const heading = richHtml(message, page);
  return pageResponse(200, languageOf(form), plainText(message), content, [], heading);
}

export function nothingPage(form: FormConfig): Response {
  const { page } = wordsOf(form);
  return pageResponse(200, languageOf(form), page.nothingTitle, html`<p>${page.nothingText}</p>`);
}

export function tooLongPage(form: FormConfig): Response {
  const { page } = wordsOf(form);
  return pageResponse(413, languageOf(form), page.tooLongTitle, html`<p>${page.tooLongText}</p>`);
}

const languageOf = ({ locale = 'en' }: FormConfig): string => locale;

const wordsOf = (form: FormConfig): { readonly page: PageWords; readonly form: Words } => ({
  page: pageWords(languageOf(form)),
  form: formWords(form),
});
