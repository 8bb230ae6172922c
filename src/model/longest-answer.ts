/** Which answer to shorten where a submission is too long. */
import type { Answers } from './answers.js';

/** The field with the longest answer; empty where there is none. */
export function longestAnswer(answers: Answers): string {
  const lengths = Object.entries(answers).map(
    ([name, value]) => [name, JSON.stringify(value).length] as const,
  );
  return lengths.sort(([, a], [, b]) => b - a)[0]?.[0] ?? '';
}
