/** Whether a submission fits the definition it names; throws a `Refusal` where it does not. */
import { checkAnswers } from '../../check/check-answers.js';
import { tidyAnswers } from '../../check/tidy-answers.js';
import type { Issue } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Submission } from '../../model/submission.js';
import type { Context } from '../context.js';
import { Refusal } from '../refusal.js';

/**
 * Only what was answered is checked: a question that the plan left out is rightly absent. A form we do not know is
 * answered 404, which senders retry slowly, because a forgotten definition must not cost a lead.
 */
export function checkSubmission(
  forms: ReadonlyMap<string, FormConfig>,
  submission: Submission,
  special: readonly Issue[] = [],
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
  const plain = checkAnswers(answered, answers);
  const isPlain = (name: string) => plain.some(({ field }) => field === name);
  const issues = [...plain, ...special.filter(({ field }) => !isPlain(field))];
  if (issues.length > 0) throw new Refusal(422, 'Some answers will not do', id, issues);
  return form;
}

/**
 * What pages check by patterns, policies and validators, asked once more. Before the transaction: a validator may wait
 * for others, and nothing should wait for it. Rejects never.
 */
export async function findSpecialIssues(
  { forms, special }: Pick<Context, 'forms' | 'special'>,
  { formId, answers }: Submission,
): Promise<readonly Issue[]> {
  const fields = forms.get(formId)?.fields.filter(({ transient }) => !transient) ?? [];
  const tidy = tidyAnswers(answers, fields);
  const bad = checkAnswers(fields, tidy).map(({ field }) => field);
  return special.check(
    fields.filter(({ name }) => !bad.includes(name)),
    tidy,
  );
}
