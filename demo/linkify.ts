/** Plain text with its web addresses made clickable; everything is escaped. */
import { html } from 'hono/html';
import type { Html } from './page.js';

/** A full stop or comma after an address belongs to the sentence, not to the address. */
const address = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?)])/;

export function linkify(text: string): readonly (Html | string)[] {
  // Splitting by a pattern with a group puts the addresses at the odd places.
  return text
    .split(address)
    .map((part, i) => (i % 2 ? html`<a href="${part}" rel="noreferrer">${part}</a>` : part));
}
