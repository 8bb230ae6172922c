/** What only a bench or the like needs has a package file of its own: nobody else pays for it. */
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * Installs what the lock file in the folder of `home` names, unless it is there; ends the process with what to do
 * where that fails.
 */
export function installPeers(home) {
  const folder = fileURLToPath(new URL('./', home));
  if (missing(folder).length === 0) return;
  console.error(`Installing what is needed, in ${folder} …`);
  // No package here needs a script of its own to work.
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  // On Windows npm is a script, not a program.
  const shell = process.platform === 'win32';
  const { status } = spawnSync('npm', args, { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'], shell });
  const left = missing(folder);
  if (status === 0 && left.length === 0) return;
  const what = left.join(', ') || 'its packages';
  console.error(`${what} could not be installed. Is there a network? Then try \`npm ci\` in ${folder}.`);
  process.exit(1);
}

/** Names of the packages that are not there in the version we pin. */
function missing(folder) {
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
