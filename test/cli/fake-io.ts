/** A command without a process: files and clock come from the test, and what is said is kept. */
import { readFile } from 'node:fs/promises';
import type { Io } from '../../src/cli/io.js';
import { run } from '../../src/cli/run.js';
import { noon } from '../fixtures/forms.js';

const root = new URL('../../', import.meta.url);

export interface Said {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

/** `files` by path; what is not among them is read from the repository. */
export async function say(
  args: readonly string[],
  files: Readonly<Record<string, unknown>> = {},
): Promise<Said> {
  const out: string[] = [];
  const err: string[] = [];
  const io: Io = {
    read: async (path) => {
      if (!Object.hasOwn(files, path)) return readFile(new URL(path, root), 'utf8');
      const file = files[path];
      return typeof file === 'string' ? file : JSON.stringify(file);
    },
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    now: () => noon,
  };
  return { code: await run(args, io), out: out.join('\n'), err: err.join('\n') };
}
