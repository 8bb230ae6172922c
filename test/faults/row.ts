/**
 * One row of the fault matrix: what is done to the way between a page and the collector, and what is expected of it.
 *
 * How to write rows. Put them in `rows/<group>-rows.ts` as `export const xRows: readonly Row[]` and name that list in
 * `list-rows.ts`. A trial gets a `Stage` of its own: a fresh browser profile, a line to the collector that answers as
 * told, both ledgers; the collector is the campaign's, its tables are emptied before every trial. In a trial
 *
 *   const page = await stage.open();              // a tab with the real element; `stage.openLibrary()`: no element
 *   stage.line.answer = cut;                      // the fault, from `answers.ts`; `forward` is the healthy line
 *   const reference = await stage.submit(page);   // as a person would; the intent is on file before the click
 *   await stage.untilShown(reference, 'durable'); // what the form says, from the client ledger
 *   await stage.settle(page);                     // healthy line, sign of life, until nothing waits on the device
 *
 * - What happened is judged afterwards from the ledgers, the collector's rows and the device (`judge.ts`): lost,
 *   duplicated, phantom and untrue must be empty for every row, so a trial only checks what is its own, with
 *   `assert`, and names it. `sends` bounds the arrivals of one record.
 * - Looking: `stage.said(reference)`, `stage.heard(reference)`, `stage.idOf(reference)`, `stage.device()`,
 *   `stage.client.entries`, `stage.line.heard`; waiting for it: `untilShown`, `untilHeard`, `untilTold`.
 * - Many at once: `stage.openLibrary()` and `stage.submitMany(page, references)`; many clients: `stage.openCrowd(500)`.
 * - Wait for conditions: `stage.until('what is awaited', condition)`. Never sleep. Where the product waits for long,
 *   declare `clock: true` and move the page's clock with `stage.forward(ms)`; otherwise give a sign of life
 *   (`stage.wake(page)`).
 * - Every choice comes from `random`, so that a seed repeats a trial.
 * - Kills: `await stage.kill()` (SIGKILL of the whole browser), then `await stage.launch()` and `stage.open()` again;
 *   `stage.launch({ args, … })` restarts with other options. The collector: `await stage.collector.kill()`, then
 *   `await stage.collector.start()`.
 * - Withdrawal: `stage.client.write({ type: 'withdrawn', id })`: from then on a row of it is a phantom, and its
 *   absence no loss.
 * - `telling: true`: runs once in every `npm test`; keep it below two seconds.
 *
 * To run some: `npm run faults -- --rows FLT8,FLT10 --trials 3`.
 */
import type { Random } from './random.js';
import type { Stage } from './stage.js';

export interface Row {
  /** As in the fault matrix, e.g. `FLT8`. */
  readonly id: string;
  readonly title: string;
  readonly group: 'network' | 'status' | 'kill' | 'tab' | 'storage';
  /** Runs in every test run, not only in a campaign. */
  readonly telling?: true;
  /** The page's clock can be moved, see `Stage.forward`. */
  readonly clock?: true;
  /** Most arrivals that one record may take. */
  readonly sends?: number;
  /** Rejects where what the row expects did not happen. */
  trial(stage: Stage, random: Random): Promise<void>;
}

/** A row that no program can run here, and why. */
export interface UnautomatedRow {
  readonly id: string;
  readonly title: string;
  readonly reason: string;
}
