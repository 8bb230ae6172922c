/** What the bench is asked on the command line. */
import { readOptions } from '../read-options.js';

export const usage = `npm run bench -- forms
  --rounds 5   how often everything is measured
  --quick      one round, to see that it works; the numbers mean little
  --markdown   one table for a README
  --json FILE  every sample, for other programs`;

export interface FormsArguments {
  readonly rounds: number;
  readonly markdown: boolean;
  readonly json?: string;
}

export function readArguments(args: readonly string[]): FormsArguments {
  const [quick, markdown] = ['--quick', '--markdown'].map((flag) => args.includes(flag));
  const rest = args.filter((one) => one !== '--quick' && one !== '--markdown');
  const options = readOptions(rest, { rounds: quick ? 1 : 5 });
  return { ...options, markdown: markdown === true };
}
