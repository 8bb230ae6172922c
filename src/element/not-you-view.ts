/** "Not you?" for whoever is not who she is taken for; nothing where nobody is taken for anybody. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { FormSession } from '../session.js';
import type { SomeWords } from './issue-text.js';

export function renderNotYou(
  html: typeof Html,
  { state: { profile, record } }: FormSession,
  words: SomeWords,
  forget: () => void,
): TemplateResult | undefined {
  if (!record && !['device', 'link', 'login'].includes(profile.identity.strength)) return undefined;
  return html`<button class="quiet" part="not-you-button" type="button" @click=${forget}>
    ${words.notYou}
  </button>`;
}
