/** An ISO 8601 duration that can be added to any date of ours without leaving the calendar. */
import { parseDuration } from '../model/duration.js';

const longest = 1e13; // milliseconds, some 300 years

export function isDuration(text: string): boolean {
  return (parseDuration(text) ?? Infinity) <= longest;
}
