/** A problem on one line: its place, what was found there, what to do. */
import type { ConfigProblem } from '../model/ports.js';

/** `whole` names what an empty path stands for. */
export function describeProblem({ path, problem, remedy }: ConfigProblem, whole: string): string {
  return `${path || whole}: ${problem}. ${remedy}`;
}
