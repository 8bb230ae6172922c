/** What few visitors come to see. Drawn a moment after the rest, once its part has come. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { AnsweringHost } from './answering-host.js';
import { enRare } from '../locales/en-rare.js';
import type { SomeWords } from '../model/issue-text.js';
import { startOver, type Leaving } from './start-over.js';

/** For a step that may be put off, or refused for good. The second half of a double click is for neither. */
export function renderRefusal(
  html: typeof Html,
  words: SomeWords,
  skip: (forGood: boolean) => unknown,
): TemplateResult {
  const { later, never } = { ...enRare, ...words };
  const button = (part: string, forGood: boolean, word: unknown) =>
    html`<button
      part="${part}-button"
      type="button"
      @click=${(event: MouseEvent) => event.detail < 2 && skip(forGood)}
    >
      ${word}
    </button>`;
  return html`${button('later', false, later)}${button('never', true, never)}`;
}

/** "Not you?" for whoever is not who she is taken for. */
export function renderNotYou(
  html: typeof Html,
  words: SomeWords,
  host: AnsweringHost,
  leaving: Leaving,
): TemplateResult {
  const leave = () => startOver(host, leaving).catch(() => host.show({ status: 'failed' }));
  return html`<button class="quiet" part="not-you-button" type="button" @click=${leave}>
    ${{ ...enRare, ...words }.notYou}
  </button>`;
}
