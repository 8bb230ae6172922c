/** Links and emphasis of a page author's text. Links open beside the form: nothing typed is lost. */
import { html } from 'hono/html';
import { readRichText } from '../../model/rich-text.js';
import type { Html } from './page.js';

/** `page`: where the form is at home. A path is one of that site; without it nobody knows where it leads. */
export function richHtml(text: string, page: string | undefined): Html {
  const pieces = readRichText(text).map((piece) => {
    const href = piece.href === undefined ? undefined : resolve(piece.href, page);
    if (href !== undefined) return html`<a href="${href}" target="_blank" rel="noreferrer">${piece.text}</a>`;
    return piece.strong ? html`<strong>${piece.text}</strong>` : piece.text;
  });
  return html`${pieces}`;
}

const resolve = (href: string, page: string | undefined): string | undefined =>
  URL.canParse(href, page) ? new URL(href, page).href : undefined;
