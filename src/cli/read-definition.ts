/** A form definition from a file, inspected in full: the one place where the commands take an inspector from. */
import { findUnmapped } from '../adapters/map-check.js';
import { checkConfig } from '../check/check-config.js';
import { didYouMean } from '../check/did-you-mean.js';
import { readConfig } from '../check/read-config.js';
import { ConfigError } from '../model/config-error.js';
import type { FormConfig } from '../model/form-config.js';
import type { ConfigProblem } from '../model/ports.js';
import { analyseConditions } from '../plan/analyse/analyse-conditions.js';
import { describeProblem } from './describe-problem.js';
import { exitCodes, type ExitCode, type Io } from './io.js';
import { readText } from './read-text.js';

/** Tells what is wrong, every problem on a line of its own, and gives the code to end with. */
export async function readDefinition(
  path: string,
  io: Io,
  tell: (line: string) => void,
): Promise<FormConfig | ExitCode> {
  const text = await readText(path, io);
  if (text === undefined) return exitCodes.unusable;
  const { config, problems } = inspect(text);
  if (config && !problems.length) return config;
  tell(`${path}: ${problems.length} problem${problems.length === 1 ? '' : 's'}`);
  const definition = parse(text);
  for (const problem of problems) tell(`  ${describeProblem(problem, 'definition', definition)}`);
  return exitCodes.problems;
}

interface Inspected {
  readonly config?: FormConfig;
  readonly problems: readonly ConfigProblem[];
}

/** Whatever only the reader objects to is a problem like the others. */
function inspect(text: string): Inspected {
  const problems = checkConfig(text);
  if (problems.length) return { problems };
  try {
    const config = readConfig(text);
    const unmapped = findUnmapped(config, didYouMean);
    return { config, problems: [...unmapped, ...analyseConditions(config, didYouMean)] };
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const { path, problem, remedy } = error;
    return { problems: [{ path, problem, remedy }] };
  }
}

/** For the names of what is wrong; nothing where it is no JSON. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
