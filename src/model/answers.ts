/** What the visitor gave, and what is wrong with it. */

/** A multiselect, or a checkbox with options, gives a list, one without gives true or false. */
export type AnswerValue = string | number | boolean | readonly string[];

/** By field name. An empty string or list means: left empty. */
export type Answers = Readonly<Record<string, AnswerValue>>;

export type IssueCode =
  | 'required'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  | 'date'
  | 'pattern'
  | 'businessOnly'
  | 'noLinks'
  | 'tooShort'
  | 'tooLong'
  | 'tooSmall'
  | 'tooLarge'
  | 'badStep'
  | 'tooEarly'
  | 'tooLate'
  | 'notAnOption'
  /** What a validator of the page says, in its own words: `message`. */
  | 'told'
  | 'refused';

/** One thing to put right; the words come from `locales/`, `params` fill their gaps. */
export interface Issue {
  readonly field: string;
  readonly code: IssueCode;
  readonly params?: Readonly<Record<string, string | number>>;
}

/** Whether there is anything in an answer: blanks never count as known and never erase. */
export function isBlank(value: AnswerValue | undefined): boolean {
  if (typeof value === 'string') return value.trim() === '';
  return value === undefined || value === false || (Array.isArray(value) && value.length === 0);
}
