/** What the element shows, as a pure function of what there is to show. */
import { html, nothing, type TemplateResult } from 'lit';
import type { AssetGrant } from '../model/asset-grant.js';
import type { FormConfig } from '../model/form-config.js';
import type { AskingView } from './asking-view.js';
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
  </form>`;
}

export interface DoneView {
  readonly config: FormConfig;
  readonly words: SomeWords;
  readonly asset: AssetGrant | undefined;
  /** The visitor has just answered; otherwise there was nothing to ask, and nothing to thank for. */
  readonly answered: boolean;
}

export function renderDone({ config, words, asset, answered }: DoneView): TemplateResult {
  const { message, asset: offer } = config.afterSubmit ?? {};
  return html`<div class="done" part="success" id="done">
    <slot name="success">
      ${answered ? html`<p>${message ?? words.thanks}</p>` : nothing}
      ${
        offer && asset
          ? html`<p><a class="asset" part="asset" href=${asset.url} rel="noreferrer">${offer.label}</a></p>`
          : offer?.pending && html`<p>${offer.pending}</p>`
      }
    </slot>
  </div>`;
}

export const renderBroken = (words: SomeWords, problem?: string): TemplateResult =>
  html`<div class="summary" part="error-summary" role="alert">
    <strong>${words.broken}</strong>
    <span>${problem}</span>
  </div>`;
