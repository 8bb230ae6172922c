/** Links and emphasis of a page author's text. Links open beside the form: nothing typed is lost. */
import { html } from 'lit/html.js';
import { readRichText } from '../model/rich-text.js';

export const rich = (text = '') =>
  readRichText(text).map(({ text, strong, href }) =>
    href
      ? html`<a href=${href} target="_blank" rel="noreferrer">${text}</a>`
      : strong
        ? html`<strong>${text}</strong>`
        : text,
  );
