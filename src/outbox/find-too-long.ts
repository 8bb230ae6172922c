/** The limit on one submission, told before anything is stored. */
import { longestAnswer } from '../model/longest-answer.js';
import type { Submission } from '../model/submission.js';

/** Bytes of the request; the back end takes no more. */
const largestRequest = 64 * 1024;
/** What the envelope around the body takes at most. */
const envelope = 128;

/** The longest answer's field where the submission is too large to be sent. */
export function findTooLong({ answers }: Submission, body: string): string | undefined {
  // The body travels as a string inside JSON, where quotes take two bytes.
  return byteLength(JSON.stringify(body)) + envelope > largestRequest ? longestAnswer(answers) : undefined;
}

export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}
