/** What the bench is asked on the command line. */
import { readOptions } from '../read-options.js';

export const usage = `npm run bench -- forms
  --rounds 5   how often everything is measured
  --quick      one round, to see that it works; the numbers mean little
  --only TEXT  of the others, those whose name holds it
  --markdown   the tables of the README
  --json FILE  every sample, for other programs`;

export interface FormsArguments {
  readonly rounds: number;
  readonly markdown: boolean;
  readonly only?: string;
  readonly json?: string;
}

export function readArguments(args: readonly string[]): FormsArguments {
  const [quick, markdown] = ['--quick', '--markdown'].map((flag) => args.includes(flag));
  const place = args.indexOf('--only');
  const only = place < 0 ? undefined : args[place + 1];
  const isTaken = (one: string, i: number) =>
    one === '--quick' || one === '--markdown' || (only !== undefined && (i === place || i === place + 1));
  const rest = args.filter((one, i) => !isTaken(one, i));
  const options = readOptions(rest, { rounds: quick ? 1 : 5 });
  return { ...options, markdown: markdown === true, ...(only !== undefined && { only }) };
}
