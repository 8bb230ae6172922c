/** "Not you?" for whoever is not who she is taken for; nothing where nobody is taken for anybody. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { ScreenView } from './asking-view.js';

export function renderNotYou(
  html: typeof Html,
  { session, words }: ScreenView,
  forget: () => void,
): TemplateResult | undefined {
  const { profile, record } = session.state;
  if (!record && !['device', 'link', 'login'].includes(profile.identity.strength)) return undefined;
  return html`<button class="quiet" part="not-you-button" type="button" @click=${forget}>
    ${words.notYou}
  </button>`;
}
