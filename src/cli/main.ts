/** `npx progressive-form`: the commands on this machine's files and terminal. */
import { readFile } from 'node:fs/promises';
import { run } from './run.js';

// Set, not called: what is still being written to a pipe is written to its end.
process.exitCode = await run(process.argv.slice(2), {
  read: (path) => readFile(path, 'utf8'),
  out: (text) => console.log(text),
  err: (text) => console.error(text),
});
