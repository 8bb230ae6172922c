/** What a definition has to change for its pattern to be looked at. */
import { createMatcher } from './match-pattern.js';
import { PatternFault } from './parse-pattern.js';

/** A remedy with the place in the pattern, or nothing. */
export function findPatternFault(pattern: string): string | undefined {
  try {
    createMatcher(pattern);
    return undefined;
  } catch (error) {
    if (error instanceof PatternFault) return error.message;
    throw error;
  }
}
