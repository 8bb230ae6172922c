/** What a bench is asked on the command line: whole numbers, lists of them, and a file for every sample. */
import { parseArgs } from 'node:util';

type Defaults = Readonly<Record<string, number | readonly number[]>>;

export type Options<D extends Defaults> = {
  readonly [K in keyof D]: D[K] extends number ? number : readonly number[];
} & { readonly json?: string };

/** Throws an error whose message says what is wrong. */
export function readOptions<D extends Defaults>(args: readonly string[], defaults: D): Options<D> {
  const names = Object.keys(defaults);
  const { values } = parseArgs({
    args: [...args],
    options: Object.fromEntries([...names, 'json'].map((name) => [name, { type: 'string' } as const])),
  });
  const given = names.flatMap((name) => {
    const value = values[name];
    return value === undefined ? [] : [[name, readValue(name, value, defaults)] as const];
  });
  const { json } = values;
  return { ...defaults, ...Object.fromEntries(given), ...(json !== undefined && { json }) } as Options<D>;
}

function readValue(name: string, value: string, defaults: Defaults): number | readonly number[] {
  return typeof defaults[name] === 'number'
    ? readCount(name, value)
    : value.split(',').map((one) => readCount(name, one));
}

function readCount(name: string, value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > 1e6)
    throw new Error(`--${name} takes whole numbers from 1 to 1000000`);
  return count;
}
