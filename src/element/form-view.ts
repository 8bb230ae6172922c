/** What the element shows, as a pure function of what there is to show. */
import { html, noChange, nothing, type TemplateResult } from 'lit/html.js';
import { isBlank } from '../model/answers.js';
import type { AskingView, ScreenView } from './asking-view.js';
import { renderField } from './field-view.js';
import { fillGaps } from '../model/fill-gaps.js';
import type { SomeWords } from '../model/issue-text.js';
import { rich } from './rich-view.js';
import { pieceSize } from './screen.js';

export function renderAsking(view: AskingView): TemplateResult {
  const { session, step, words, screen, ids, late, act, countries, drawn } = view;
  const { config, fields, state, steps } = session;
  const last = fields.findLast(({ type }) => !/^(textarea|consent|checkbox|radio|multiselect)$/.test(type));
  // A long view is drawn often: no looking through lists for each of its fields.
  const shown = new Map(fields.map((field) => [field.name, field]));
  const prefill = new Map([...step.confirm, ...step.ask].map((one) => [one.field, one.prefill?.value]));
  const issues = new Map(screen.issues.map((issue) => [issue.field, issue]));
  // Each field of the step has its place, shown or not: what others hold, and the focus, stays where it is.
  const home = config.steps.find(({ id }) => id === step.id);
  const isLast = state.cursor + 1 === steps.length;
  const [lone] = fields;
  const heading = step.title ?? config.title;
  // One question that nothing stands above is the heading itself.
  const isHeading = fields.length < 2 && !heading && !/^(checkbox|consent)$/.test(lone?.type ?? '');
  const progress = findProgress(view);
  const title = (text: unknown) =>
    html`<h2 part="title" id="${ids}title">
      ${
        progress
          ? html`<span class="progress" part="progress">${progress.text}<span class="unseen">: </span></span>`
          : nothing
      }${text}
    </h2>`;
  // Put together before it stands in the form: an engine looks through all controls of a form for each that is added.
  const draw = (name: string) => {
    const field = shown.get(name);
    const issue = issues.get(name);
    return (
      field &&
      renderField({
        ...{ field, words, ids, countries, issue },
        value: state.answers[name] ?? prefill.get(name),
        last: field === last,
        error: issue && late?.error(html, view, field, issue),
        advice: late?.advice(html, view, field),
        ...(isHeading && { head: { title, reason } }),
      })
    );
  };
  const reason = html`<p class="reason" part="reason" id="${ids}reason">${rich(step.reason)}</p>`;
  return html`<form
    part="form"
    novalidate
    aria-labelledby=${isHeading || heading || progress ? `${ids}title` : nothing}
    aria-describedby="${ids}reason"
    @submit=${act}
    @change=${act}
    @input=${act}
    @focusin=${act}
  >
    ${view.drafts?.banner(html)} ${progress?.list}
    ${isHeading ? nothing : html`<div>${(heading ?? progress) && title(heading)}${reason}</div>`}
    ${screen.summary && screen.issues.length ? late?.summary(html, view) : nothing}
    ${[...Array(screen.pieces).keys()].map((n) =>
      n < drawn ? noChange : html`${home?.fields.slice(n * pieceSize, (n + 1) * pieceSize).map(draw)}`,
    )}
    ${view.drafts?.choice(html)}
    <div class="buttons" part="buttons">
      <button
        class="primary"
        part="submit-button"
        type="submit"
        aria-disabled=${screen.phase === 'busy' ? 'true' : nothing}
      >
        ${!step.ask[0] ? words.confirm : isLast ? (config.submitLabel ?? words.send) : words.next}
      </button>
      ${late?.buttons(html, view)}
    </div>
    ${late?.notYou(html, view)}
  </form>`;
}

/** How far it is, as far as that is certain: an answer may yet open other questions. */
function findProgress({ session, words }: AskingView) {
  const { state, steps, plan } = session;
  const n = state.cursor;
  const asked = plan.steps.flatMap(({ ask }) => ask);
  const blank = asked.filter(({ field, prefill }) => isBlank(state.answers[field] ?? prefill?.value));
  const open = blank.map(({ field }) => field);
  if (
    plan.skip.some(({ reason }) => reason.trace?.some(({ path }) => open.includes(path.replace(/\..*/, ''))))
  )
    return { text: fillGaps(words.left, { n: open.length }) };
  if (steps.length < 2) return undefined;
  const list = html`<ol class="bar" part="steps">
    ${steps.map(
      ({ title }, i) =>
        html`<li aria-current=${i === n ? 'step' : nothing}>
          <span class="unseen">${title ?? i + 1}</span>
        </li>`,
    )}
  </ol>`;
  return { list, text: fillGaps(words.progress, { n: n + 1, total: steps.length }) };
}

/** Who has just answered is thanked; where there was nothing to ask the page may show something else: slot `known`. */
export function renderDone(view: ScreenView): TemplateResult {
  const { session, words, late, ids, slot } = view;
  const { config, asset, done } = session.state;
  const { message, asset: offer } = config.afterSubmit ?? {};
  const content = slot(
    'success',
    html`${done[0] ? html`<p>${message ? rich(message) : words.thanks}</p>` : nothing}
    ${
      offer && asset
        ? html`<p><a class="asset" part="asset" href=${asset.url} rel="noreferrer">${offer.label}</a></p>`
        : offer?.pending && html`<p>${offer.pending}</p>`
    }`,
  );
  return html`<div class="done" part="success" id="${ids}done">
    ${done[0] ? content : slot('known', content)} ${late?.notYou(html, view)}
  </div>`;
}

export const renderBroken = (words: SomeWords, problem?: string): TemplateResult =>
  html`<div class="summary" part="error-summary" role="alert">
    <strong>${words.broken}</strong>
    <span>${problem}</span>
  </div>`;
