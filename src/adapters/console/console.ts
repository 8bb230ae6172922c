/** Delivers nothing, for trying a definition. */
import type { Adapter } from '../../model/ports.js';
import { createAdapter, type ConsoleOptions } from './adapter.js';

/**
 * Writes one line a submission (`console.info`): form, step, id, and the names of the fields that were answered with
 * what they are called in the back end; never an answer. `accepted`, and gone.
 */
export function createConsoleAdapter(options: ConsoleOptions = {}): Adapter {
  return createAdapter(options);
}

export type { ConsoleOptions };
