/** The commands by name. */
import { didYouMean } from '../check/did-you-mean.js';
import { check, checkUsage } from './check.js';
import { explain, explainUsage } from './explain.js';
import { exitCodes, type Command } from './io.js';

const usage = `Usage:
  ${checkUsage}
      Every problem of every definition, with its place and what to do.
  ${explainUsage}
      What the form asks of this persona (a stranger where none is named), and why, field by field.
Exit codes: 0 all is well, 1 problems were found, 2 wrong words or files that cannot be read.`;

/** Takes the words after the program's name. */
export const run: Command = async ([name = '--help', ...args], io) => {
  const commands: Readonly<Record<string, Command>> = { check, explain };
  if (/^(--?h|--?help|help)$/.test(name)) {
    io.out(usage);
    return exitCodes.fine;
  }
  const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (command) return command(args, io);
  io.err(`${name}: no such command. ${didYouMean(name, Object.keys(commands)) ?? ''}`.trim());
  io.err(usage);
  return exitCodes.unusable;
};
