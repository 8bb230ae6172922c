/** What every bench does: read its arguments, measure, tell. */
import { writeFileSync } from 'node:fs';

export interface Bench<Wanted extends { readonly json?: string }, Results> {
  readonly usage: string;
  /** Throws an error whose message says what is wrong. */
  readArguments(args: readonly string[]): Wanted;
  measure(wanted: Wanted): Promise<Results>;
  report(results: Results): string;
  /** No number is a failure; something else may be. */
  fails?(results: Results): boolean;
}

/** Resolves with the exit code. */
export async function runBench<Wanted extends { readonly json?: string }, Results>(
  bench: Bench<Wanted, Results>,
  args: readonly string[],
): Promise<number> {
  let wanted: Wanted;
  try {
    wanted = bench.readArguments(args);
  } catch (error) {
    console.error(`${(error as Error).message}\n\n${bench.usage}`);
    return 1;
  }
  const results = await bench.measure(wanted);
  console.log(bench.report(results));
  if (wanted.json !== undefined) writeFileSync(wanted.json, `${JSON.stringify(results, null, 2)}\n`);
  return bench.fails?.(results) ? 1 : 0;
}
