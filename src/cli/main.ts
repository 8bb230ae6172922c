/** `npx progressive-form`: the commands on this machine's files and terminal. */
import { readFile } from 'node:fs/promises';
import { text } from 'node:stream/consumers';
import { run } from './run.js';

// Set, not called: what is still being written to a pipe is written to its end.
process.exitCode = await run(process.argv.slice(2), {
  read: (path) => readFile(path, 'utf8'),
  out: (line) => console.log(line),
  err: (line) => console.error(line),
  input: () => text(process.stdin),
  env: (name) => process.env[name],
});
