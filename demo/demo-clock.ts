/** A clock that can be moved forward by hand, so that nobody waits two days for a mail. Never moves back. */
import { readFile, writeFile } from 'node:fs/promises';
import type { Clock } from '../src/model/ports.js';

export interface DemoClock {
  readonly now: Clock;
  /** Moves the clock and remembers it for the next start. */
  forward(milliseconds: number): Promise<void>;
}

/** `file` keeps how far the clock has been moved, in milliseconds. */
export async function openDemoClock(file: string, realTime: Clock = Date.now): Promise<DemoClock> {
  let offset = await readOffset(file);
  return {
    now: () => realTime() + offset,
    async forward(milliseconds) {
      offset += milliseconds;
      await writeFile(file, JSON.stringify({ offset }));
    },
  };
}

async function readOffset(file: string): Promise<number> {
  const text = await readFile(file, 'utf8').catch(() => '{}'); // absent at the first start
  const { offset } = JSON.parse(text) as { readonly offset?: unknown };
  return typeof offset === 'number' && offset >= 0 ? offset : 0;
}
