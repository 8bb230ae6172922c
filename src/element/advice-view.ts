/** What may help with an e-mail address, under its field: no error, and nothing that has to be done. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import { enRare } from '../locales/en-rare.js';
import type { Field } from '../model/form-config.js';
import { takeAdvice } from './advise.js';
import type { AnsweringHost } from './answering-host.js';
import type { AskingView } from './asking-view.js';
import { controlId } from './control-id.js';
import { fillGaps } from '../model/fill-gaps.js';

export function renderAdvice(
  html: typeof Html,
  { words, ids, screen }: Pick<AskingView, 'words' | 'ids' | 'screen'>,
  field: Field,
  host: AnsweringHost,
): TemplateResult | undefined {
  const { advice } = screen;
  if (advice?.field !== field.name) return undefined;
  const { address, warn } = advice;
  const { didYouMean, freeMail } = { ...enRare, ...words };
  const suggestion =
    address &&
    html`<button
      class="quiet"
      part="suggestion-button"
      type="button"
      @click=${() => takeAdvice(host, advice)}
    >
      ${fillGaps(didYouMean, { address })}
    </button>`;
  // No blank inside: with nothing in it, it takes no room.
  return html`<span class="advice" part="advice" id="${ids}${controlId(field.name)}-a" aria-live="polite"
    >${suggestion}${warn && freeMail}</span
  >`;
}
