/** What the element shows, as a pure function of what there is to show. */
import { html, nothing, type TemplateResult } from 'lit/html.js';
import type { AskingView, ScreenView } from './asking-view.js';
import { renderField } from './field-view.js';
import { fillGaps, type SomeWords } from './issue-text.js';

export function renderAsking(view: AskingView): TemplateResult {
  const { session, step, words, screen, on } = view;
  const { config, fields, state, steps } = session;
  const oneLine = fields.filter(({ type }) => !['textarea', 'consent', 'checkbox', 'radio'].includes(type));
  // Each field of the step has its place, shown or not: what others hold, and the focus, stays where it is.
  const home = config.steps.find(({ id }) => id === step.id);
  const n = state.cursor + 1;
  const total = steps.length;
  return html`<form
    part="form"
    novalidate
    aria-labelledby="title"
    aria-describedby="reason"
    @submit=${on.submit}
    @change=${on.change}
    @input=${on.input}
    @focusin=${on.touch}
  >
    <div>
      <h2 part="title" id="title">
        ${total > 1 ? html`<span class="progress">${fillGaps(words.progress, { n, total })}</span>` : nothing}
        ${step.title ?? config.title}
      </h2>
      <p class="reason" part="reason" id="reason">${step.reason}</p>
    </div>
    ${screen.summary && screen.issues.length ? view.late?.summary(html, view) : nothing}
    ${home?.fields.map((name) => {
      const field = fields.find((one) => one.name === name);
      return (
        field &&
        renderField({
          field,
          words,
          value: session.value(name),
          issue: screen.issues.find((issue) => issue.field === name),
          last: field === oneLine.at(-1),
        })
      );
    })}
    <div class="buttons">
      <button
        class="primary"
        part="submit-button"
        type="submit"
        aria-disabled=${screen.phase === 'busy' ? 'true' : nothing}
      >
        ${n < total ? words.next : (config.submitLabel ?? words.send)}
      </button>
      ${n > 1 ? html`<button part="back-button" type="button" @click=${on.back}>${words.back}</button>` : nothing}
      ${home?.skippable ? view.late?.refusal(html, view) : nothing}
    </div>
    ${view.late?.notYou(html, session, words)}
  </form>`;
}

/** Who has just answered is thanked; where there was nothing to ask the page may show something else: slot `known`. */
export function renderDone({ session, words, late }: ScreenView): TemplateResult {
  const { config, asset, done } = session.state;
  const { message, asset: offer } = config.afterSubmit ?? {};
  const content = html`<slot name="success">
    ${done[0] ? html`<p>${message ?? words.thanks}</p>` : nothing}
    ${
      offer && asset
        ? html`<p><a class="asset" part="asset" href=${asset.url} rel="noreferrer">${offer.label}</a></p>`
        : offer?.pending && html`<p>${offer.pending}</p>`
    }
  </slot>`;
  return html`<div class="done" part="success" id="done">
    ${done[0] ? content : html`<slot name="known">${content}</slot>`} ${late?.notYou(html, session, words)}
  </div>`;
}

export const renderBroken = (words: SomeWords, problem?: string): TemplateResult =>
  html`<div class="summary" part="error-summary" role="alert">
    <strong>${words.broken}</strong>
    <span>${problem}</span>
  </div>`;
