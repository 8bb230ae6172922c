/** What is wrong, above the fields, with ways to each of them. */
import { controlId } from './control-id.js';
import type { RenderLate } from './asking-view.js';
import { issueText, shortLabel } from './issue-text.js';

export const renderSummary: RenderLate = (html, { session, screen, words, on }) => {
  const wrong = session.fields.flatMap((field) => {
    const issue = screen.issues.find((one) => one.field === field.name);
    return issue ? { field, issue } : [];
  });
  return html`<div class="summary" part="error-summary" id="summary" role="group" aria-labelledby="problem">
    <strong id="problem">${words.problem}</strong>
    <ul>
      ${wrong.map(
        ({ field, issue }) =>
          html`<li>
            <a href="#${controlId(field.name)}" @click=${(event: Event) => on.jump(event, field.name)}
              >${issueText(issue, shortLabel(field), words)}</a
            >
          </li>`,
      )}
    </ul>
  </div>`;
};
