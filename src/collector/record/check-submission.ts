/** Whether a submission fits the definition it names; throws a `Refusal` where it does not. */
import type { Issue } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { AnswerChecker } from '../../model/ports.js';
import type { Submission } from '../../model/submission.js';
import { Refusal } from '../refusal.js';

/**
 * Only what was answered is checked: a question that the plan left out is rightly absent. A form we do not know is
 * answered 404, which senders retry slowly, because a forgotten definition must not cost a lead.
 */
export function checkSubmission(
  forms: ReadonlyMap<string, FormConfig>,
  checker: AnswerChecker,
  submission: Submission,
): FormConfig {
  const { id, answers, consents } = submission;
  const form = forms.get(submission.formId);
  if (!form) throw new Refusal(404, 'There is no such form here', id);
  const answered = form.fields.filter((field) => !field.transient && Object.hasOwn(answers, field.name));
  if (answered.length < Object.keys(answers).length) {
    throw new Refusal(422, 'There are answers to questions that the form does not ask', id);
  }
  if (!consents.every(({ purpose }) => Object.hasOwn(form.purposes, purpose))) {
    throw new Refusal(422, 'There is a consent to a purpose that the form does not have', id);
  }
  const issues: readonly Issue[] = checker.check(answered, answers);
  if (issues.length > 0) throw new Refusal(422, 'Some answers will not do', id, issues);
  return form;
}
