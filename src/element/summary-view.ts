/** What is wrong, above the fields, with ways to each of them. */
import { controlId } from './control-id.js';
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { AskingView } from './asking-view.js';
import { issueText, shortLabel } from '../model/issue-text.js';

export function renderSummary(
  html: typeof Html,
  { session, screen, words, ids }: AskingView,
  jump: (id: string) => void,
): TemplateResult {
  const wrong = session.fields.flatMap((field) => {
    const issue = screen.issues.find((one) => one.field === field.name);
    return issue ? { field, issue } : [];
  });
  return html`<div
    class="summary"
    part="error-summary"
    id="${ids}summary"
    role="group"
    aria-labelledby="${ids}problem"
  >
    <strong id="${ids}problem">${words.problem}</strong>
    <ul>
      ${wrong.map(
        ({ field, issue }) =>
          html`<li>
            <a
              href="#${ids}${controlId(field.name)}"
              @click=${(event: Event) => {
                event.preventDefault();
                jump(controlId(field.name));
              }}
              >${issueText(issue, shortLabel(field), words)}</a
            >
          </li>`,
      )}
    </ul>
  </div>`;
}
