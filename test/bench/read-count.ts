/** Throws an error whose message names the argument. */
export function readCount(name: string, value: string): number {
  const count = Number(value);
  if (!/^\d+$/.test(value) || count < 1 || count > 1e6)
    throw new Error(`--${name} takes whole numbers from 1 to 1000000`);
  return count;
}
