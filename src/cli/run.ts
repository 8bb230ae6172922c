/** The commands by name. */
import { didYouMean } from '../check/did-you-mean.js';
import { check, checkUsage } from './check.js';
import { explain, explainUsage } from './explain.js';
import { exitCodes, type Command } from './io.js';
import { keyVariable, link, linkUsage } from './link.js';

const usage = `Usage:
  ${checkUsage}
      Every problem of every definition, with its place and what to do.
  ${explainUsage}
      What the form asks of this persona (a stranger where none is named), and why, field by field.
  ${linkUsage}
      A personal link for each address of the list, which is read from standard input unless a file is named: one a
      line, or the column email of a table. Writes a table for mail tools; with a field, also a link for each option.
      The key of the collector stands in the environment, as ${keyVariable}.
Exit codes: 0 all is well, 1 problems were found, 2 wrong words, files that cannot be read, or no collector.`;

/** Takes the words after the program's name. */
export const run: Command = async ([name = '--help', ...args], io) => {
  const commands: Readonly<Record<string, Command>> = { check, explain, link };
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
