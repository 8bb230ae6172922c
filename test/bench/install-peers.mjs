/** The libraries we compare with have a package file of their own: nobody else pays for them. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('./', import.meta.url));

/** Installs what the lock file names, unless it is there; ends the process with what to do where that fails. */
export function installPeers() {
  if (missing().length === 0) return;
  console.error('Installing what the bench compares with, in test/bench …');
  // No package here needs a script of its own to work.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // On Windows npm is a script, not a program.
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell });
  const left = missing();
  if (status === 0 && left.length === 0) return;
  const what = left.join(', ') || 'its packages';
  console.error(
    `The bench cannot run: ${what} could not be installed. ` +
      'Is there a network? Then try `npm ci` in test/bench.',
  );
  process.exit(1);
}

/** Names of the packages that are not there in the version we pin. */
function missing() {
  const { devDependencies } = readPackage(`${folder}package.json`);
  return Object.entries(devDependencies)
    .filter(([name, pinned]) => {
      const file = `${folder}node_modules/${name}/package.json`;
      return !existsSync(file) || readPackage(file).version !== pinned;
    })
    .map(([name, pinned]) => `${name}@${pinned}`);
}

function readPackage(file) {
  return JSON.parse(readFileSync(file, 'utf8'));
}
