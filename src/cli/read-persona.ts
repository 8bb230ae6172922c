/** A persona from a file, checked. */
import { describeJsonFault } from '../check/describe-json-fault.js';
import type { ConfigProblem } from '../model/ports.js';
import { checkPersona } from './check-persona.js';
import { describeProblem } from './describe-problem.js';
import { exitCodes, type ExitCode, type Io } from './io.js';
import { readText } from './read-text.js';
import { toPersona, type Persona, type PersonaFile } from './to-persona.js';

/** Without a path: a stranger. Tells what is wrong, and gives the code to end with. */
export async function readPersona(path: string | undefined, io: Io): Promise<Persona | ExitCode> {
  const now = io.now?.() ?? Date.now();
  if (path === undefined) return toPersona({}, now);
  const text = await readText(path, io);
  if (text === undefined) return exitCodes.unusable;
  const fault = describeJsonFault(text);
  const input: unknown = fault ? undefined : JSON.parse(text);
  const problems = fault ? [withoutQuote(fault)] : checkPersona(input);
  if (!problems.length) return toPersona(input as PersonaFile, now);
  io.err(`${path}: no persona`);
  for (const problem of problems) io.err(`  ${describeProblem(problem, 'persona')}`);
  return exitCodes.problems;
}

/** A definition may be quoted, a persona may be somebody. */
const withoutQuote = (fault: ConfigProblem): ConfigProblem => ({
  ...fault,
  problem: fault.problem.replace(/, near `.*`$/s, ''),
});
