/** A problem on one line: its place, what was found there, what to do. */
import { namePlace } from '../check/name-place.js';
import type { ConfigProblem } from '../model/ports.js';

/** `whole` names what an empty path stands for; of a `definition`, places are told by name too. */
export function describeProblem(
  { path, problem, remedy }: ConfigProblem,
  whole: string,
  definition?: unknown,
): string {
  return `${namePlace(definition, path) || whole}: ${problem}. ${remedy}`;
}
