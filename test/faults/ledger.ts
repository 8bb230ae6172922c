/** What happened, in files outside the browser and beside the database: on the disk before anybody goes on. */
import { closeSync, fsyncSync, openSync, writeSync } from 'node:fs';

/** What the page told. `id` is the submission's, `reference` what was typed into its field. */
export type ClientEntry =
  /** Before the click. */
  | { readonly type: 'intent'; readonly reference: string }
  /** The page was told that the answers are safe. */
  | { readonly type: 'durable'; readonly id: string; readonly reference?: string }
  | { readonly type: 'sent'; readonly id: string; readonly reference?: string }
  | { readonly type: 'rejected'; readonly id: string; readonly reference?: string; readonly status: number }
  /** What the visitor reads, by its name in the locale; empty where nothing is said. */
  | {
      readonly type: 'shown';
      readonly state: string;
      readonly id?: string;
      readonly reference?: string;
    }
  /** An event for the page's author. */
  | { readonly type: 'told'; readonly message: string }
  | { readonly type: 'withdrawn'; readonly id: string };

/** What went over the line. */
export type ServerEntry =
  | {
      readonly type: 'arrival';
      readonly arrival: number;
      /** Connections and the requests on each are counted from 1. */
      readonly connection: number;
      readonly nth: number;
      readonly method: string;
      readonly path: string;
      readonly head: readonly string[];
      readonly body: string;
      readonly id?: string;
      readonly reference?: string;
    }
  /** The collector acknowledged; whether the page hears of it is another matter. */
  | { readonly type: 'committed'; readonly arrival: number; readonly id: string }
  /** Handed to the page untouched. */
  | {
      readonly type: 'answer';
      readonly arrival: number;
      readonly status: number;
      readonly acknowledges?: string;
    };

/** `seq` counts through both ledgers of a trial, so that before and after are certain. */
export type Stamped<Entry> = Entry & { readonly seq: number; readonly at: number };

export class Ledger<Entry extends object> {
  readonly entries: Stamped<Entry>[] = [];
  readonly #file: number;
  readonly #count: () => number;
  #open = true;

  constructor(
    readonly path: string,
    count: () => number,
  ) {
    this.#file = openSync(path, 'a');
    this.#count = count;
  }

  /** On the disk when it returns. */
  write(entry: Entry): void {
    if (!this.#open) return;
    const stamped = { seq: this.#count(), at: Date.now(), ...entry };
    this.entries.push(stamped);
    writeSync(this.#file, `${JSON.stringify(stamped)}\n`);
    fsyncSync(this.#file);
  }

  close(): void {
    if (this.#open) closeSync(this.#file);
    this.#open = false;
  }
}
