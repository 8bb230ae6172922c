/** Seeds that failed once: they run first, for good. */
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('seeds.json', import.meta.url);

export const readSeeds = (): Readonly<Record<string, readonly number[]>> =>
  JSON.parse(readFileSync(file, 'utf8')) as Record<string, readonly number[]>;

export function keepSeed(row: string, seed: number): void {
  const seeds = readSeeds();
  const all = { ...seeds, [row]: [...new Set([...(seeds[row] ?? []), seed])] };
  const lines = Object.entries(all).map(([name, list]) => `  ${JSON.stringify(name)}: [${list.join(', ')}]`);
  writeFileSync(file, `{\n${lines.join(',\n')}\n}\n`);
}
