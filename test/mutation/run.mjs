/**
 * `npm run mutate [-- files]`: how much of the planner the tests really hold. Stryker puts some five thousand small
 * faults into a copy of `src/plan/`, one at a time, and runs the tests that pass by each; a fault that no test notices
 * has survived. All of it takes well over an hour on two cores, so that nothing runs it but a person:
 *
 *   npm run mutate -- src/plan/judge-field.ts 'src/plan/rules/*.ts'
 *
 * The table goes to the terminal, every survivor in its place to `test-results/mutation.html`. Properties are tried on
 * 50 cases (`PF_CASES` to change). What survives is a missing test or means the same as the original: look, then decide.
 * Stryker is installed by the first run, in this folder.
 */
import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { installPeers } from '../install-peers.mjs';

installPeers(import.meta.url);

const at = (path) => fileURLToPath(new URL(path, import.meta.url));
const files = process.argv.slice(2).join(',');
const { status } = spawnSync(
  process.execPath,
  [
    at('node_modules/@stryker-mutator/core/bin/stryker.js'),
    'run',
    at('stryker.config.mjs'),
    ...(files ? ['--mutate', files] : []),
  ],
  { cwd: at('../../'), env: { PF_CASES: '50', ...process.env }, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
