/** A file as text; what editors put before the first character is no part of it. */
import type { Io } from './io.js';

/** Nothing where the file cannot be read, which is told. */
export async function readText(path: string, io: Io): Promise<string | undefined> {
  try {
    return (await io.read(path)).replace(/^\uFEFF/, '');
  } catch (error) {
    const code = (error as { readonly code?: unknown } | null)?.code;
    io.err(
      `${path}: ${code === 'ENOENT' ? 'no such file' : 'cannot be read'}${code ? ` (${String(code)})` : ''}`,
    );
    return undefined;
  }
}
