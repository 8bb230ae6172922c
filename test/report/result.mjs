/** What one runner found, handed to `test/run.mjs` in a file so that no output has to be read for numbers. */
import { writeFileSync } from 'node:fs';

/**
 * @typedef {{ title: string, reason: string }} Skipped
 * @typedef {{ passed: number, failed: number, failures: string[], skipped: Skipped[] }} Result
 * `failures` are titles, each after the engine it failed in; `failed` may count more than have one
 */

/** Does nothing where nobody asked for the file. @param {Result} result */
export function writeResult(result) {
  const file = process.env.PF_RESULT;
  if (file) writeFileSync(file, JSON.stringify(result));
}
