/** The buttons that few visitors press: they come after the first paint, some of them with the rare part. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { AskingView } from './asking-view.js';
import type { RarePart } from './rare-part.js';
import type { ViewTurns } from './view-turns.js';

/** Ways back, and past a step that may be put off or refused for good. */
export function renderButtons(
  html: typeof Html,
  { session, step, words }: AskingView,
  turns: ViewTurns,
  rare: RarePart,
): TemplateResult {
  const { state, config } = session;
  const isSkippable = config.steps.some(({ id, skippable }) => id === step.id && skippable);
  const back = html`<button part="back-button" type="button" @click=${turns.back}>${words.back}</button>`;
  return html`${state.cursor ? back : undefined}${
    isSkippable ? rare.want()?.renderRefusal(html, words, turns.skip) : undefined
  }`;
}
