/** What is wrong with an answer, at its field. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { Issue } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { AskingView } from './asking-view.js';
import { controlId } from './control-id.js';
import { issueText, shortLabel } from '../model/issue-text.js';

export const renderError = (
  html: typeof Html,
  { words, ids }: AskingView,
  field: Field,
  issue: Issue,
): TemplateResult =>
  html`<div class="error" part="error" id="${ids}${controlId(field.name)}-e">
    ${issueText(issue, shortLabel(field), words)}
  </div>`;
