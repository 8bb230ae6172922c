/**
 * Installs the engines that are not here, where that takes nothing but root and apt. Says what could not be had, and
 * leaves it at that: the tests run in the engines there are.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { missingEngines } from './browser.mjs';

const missing = missingEngines();
if (missing.length > 0 && process.getuid?.() === 0 && existsSync('/usr/bin/apt-get')) {
  apt('update');
  // One after the other, so that one that is not to be had does not keep out the rest.
  for (const { name, packages } of missing) {
    const problem = apt('install', '-y', '--no-install-recommends', ...packages);
    console.log(problem ? `${name} could not be installed: ${problem}` : `${name} installed.`);
  }
}

/** The last of what it complains of; nothing where all went well. */
function apt(...args) {
  const { status, error, stderr } = spawnSync('apt-get', ['-qq', ...args], {
    encoding: 'utf8',
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    stdio: ['ignore', 'ignore', 'pipe'],
    timeout: 5 * 60_000,
  });
  if (status === 0) return undefined;
  return error?.message ?? stderr.trim().split('\n').at(-1) ?? `apt-get ended with ${status}`;
}
