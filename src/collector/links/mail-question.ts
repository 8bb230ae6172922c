/** A question that mails ask, as the form has it today. */
import type { AnswerValue } from '../../model/answers.js';
import type { Field, FieldOption, FormConfig } from '../../model/form-config.js';
import { isSafeUrl } from '../../model/safe-url.js';

/** One that has options to click, and whose answers are kept. */
export function mailQuestion({ fields }: FormConfig, name: string): Field | undefined {
  return fields.find((field) => field.name === name && isMailQuestion(field));
}

export function isMailQuestion({ byMail, transient, options = [] }: Field): boolean {
  return byMail === true && !transient && options.length > 0;
}

export function optionOf(field: Field, value: AnswerValue | null | undefined): FieldOption | undefined {
  return field.options?.find((option) => option.value === value);
}

/** Only from where a picture does no harm. */
export function imageOf({ image }: FieldOption): string | undefined {
  return image !== undefined && isSafeUrl(image) ? image : undefined;
}

/** The id of the step that asks it on the page; `mail` where none does. */
export function stepOf({ steps }: FormConfig, { name }: Field): string {
  return steps.find(({ fields }) => fields.includes(name))?.id ?? 'mail';
}
