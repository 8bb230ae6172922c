/** What fields are called in a back end. */
import type { AnswerValue } from '../model/answers.js';
import type { Submission } from '../model/submission.js';

/** By field name; an empty text: it is not sent. */
export type NameMap = Readonly<Record<string, string>>;

export interface Names {
  /** Nothing where the field is not sent. */
  to(field: string): string | undefined;
  /** The field that goes by this name there, if any of ours does. */
  from(name: string, submission: Pick<Submission, 'answers' | 'asks'>): string | undefined;
  /** The answers to send, by the names they have there; also `stage` and `segments` reached, where they are named. */
  pairs(
    submission: Pick<Submission, 'answers' | 'earlier' | 'reached'>,
  ): readonly (readonly [name: string, value: AnswerValue, field: string])[];
}

/** `names` is what the definition says, `usual` what the back end calls the fields that most forms have. */
export function createNames(names: NameMap = {}, usual: NameMap = {}): Names {
  const find = (map: NameMap, field: string) => (Object.hasOwn(map, field) ? map[field] : undefined);
  const to = (field: string) => (find(names, field) ?? find(usual, field) ?? field) || undefined;
  return {
    to,
    from: (name, { answers, asks }) =>
      [...Object.keys(answers), ...Object.keys(asks ?? {})].find((field) => to(field) === name),
    pairs: ({ answers, earlier, reached }) => {
      const told = Object.entries({ ...reached }).filter(([field]) => Object.hasOwn(names, field));
      return [...Object.entries({ ...earlier, ...answers }), ...told].flatMap(([field, value]) => {
        const name = to(field);
        return name === undefined ? [] : [[name, value, field] as const];
      });
    },
  };
}
