/** The pages of a one-click answer: the question with one option chosen, thanks, and what stands where neither is. */
import { html } from 'hono/html';
import type { Field, FieldOption } from '../../model/form-config.js';
import { imageOf } from '../links/mail-question.js';
import { pageResponse } from './page.js';
import type { Html } from './page.js';
import type { PageWords } from './page-words.js';

export interface ShownQuestion {
  readonly field: Field;
  /** The value of the option that was clicked in the mail. */
  readonly chosen: string;
  readonly token: string;
  /** It was sent without an answer. */
  readonly missing: boolean;
}

/** The form's address is relative: both this page and the answer to the post lie two steps below the root. */
export function questionPage(words: PageWords, { field, chosen, token, missing }: ShownQuestion): Response {
  const { label, hint, options = [] } = field;
  const content = html`${hint ? html`<p>${hint}</p>` : ''}
    ${missing ? html`<p role="alert">${words.answerMissing}</p>` : ''}
    <form method="post" action="../v1/answers">
      <input type="hidden" name="token" value="${token}" />
      <fieldset aria-labelledby="title">
        ${options.map((option) => choice(option, option.value === chosen))}
      </fieldset>
      <button>${words.answerButton}</button>
    </form>
    <p class="quiet">${words.answerIgnore}</p>`;
  const images = options.flatMap((option) => imageOf(option) ?? []);
  const origins = [...new Set(images.map((image) => new URL(image).origin))];
  return pageResponse(missing ? 422 : 200, words.lang, label, content, origins);
}

/** The words beside a picture say what it says. */
function choice(option: FieldOption, isChosen: boolean): Html {
  const image = imageOf(option);
  return html`<label>
    <input type="radio" name="option" value="${option.value}" ${isChosen ? 'checked' : ''} required />
    ${image === undefined ? '' : html`<img src="${image}" alt="" />`}
    <span>${option.label}</span>
  </label>`;
}

/** `url`: where the next questions are. */
export function thanksPage(words: PageWords, kept: boolean, url: string | undefined): Response {
  const content = html`<p>${kept ? words.answeredText : words.notKeptText}</p>
    ${url === undefined ? '' : html`<p><a class="button" href="${url}">${words.onward}</a></p>`}`;
  return pageResponse(200, words.lang, words.answeredTitle, content);
}

export function goneQuestionPage(words: PageWords): Response {
  return pageResponse(410, words.lang, words.goneTitle, html`<p>${words.goneAnswerText}</p>`);
}
