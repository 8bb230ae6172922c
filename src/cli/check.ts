/** `progressive-form check`: every problem of every definition, each with its place and its remedy; hints cost nothing. */
import { findHints } from '../adapters/map-hints.js';
import { findOversights } from '../check/find-oversights.js';
import { describeProblem } from './describe-problem.js';
import { exitCodes, type Command, type ExitCode } from './io.js';
import { readDefinition } from './read-definition.js';

export const checkUsage = 'progressive-form check <definition.json>…';

/** A file that cannot be read weighs more than one with problems, and never keeps the others from being checked. */
export const check: Command = async (args, io) => {
  const option = args.find((word) => word.startsWith('-'));
  if (option !== undefined || !args.length) {
    io.err(
      `${option === undefined ? 'Name a definition' : `${option}: no such option`}. Usage: ${checkUsage}`,
    );
    return exitCodes.unusable;
  }
  const codes: ExitCode[] = [];
  for (const path of args) {
    const read = await readDefinition(path, io, io.out);
    if (typeof read === 'object') {
      io.out(`${path}: fine`);
      for (const hint of [...findHints(read), ...findOversights(read)])
        io.out(`  hint: ${describeProblem(hint, 'definition', read)}`);
    }
    codes.push(typeof read === 'object' ? exitCodes.fine : read);
  }
  const worst = [exitCodes.unusable, exitCodes.problems].find((code) => codes.includes(code));
  return worst ?? exitCodes.fine;
};
