/**
 * `npm test`: a browser, the build, then every runner, one after the other, in the engines that are here. The last
 * line is the sum; `--full` runs the full counts of cases.
 */
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describeEngines, enginesPresent, enginesToTest } from './browser.mjs';
import { ensureChromium } from './ensure-chromium.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const full = process.argv.includes('--full');
const patience = (full ? 40 : 10) * 60_000;
const reporter = (name) => `./test/report/${name}-reporter.mjs`;
const node = (path, ...args) => [process.execPath, join(root, 'node_modules', path), ...args];

const build = ['npm', 'run', 'build', '--silent'];
const runners = {
  'In Node': node(
    'vitest/vitest.mjs',
    ...[
      'run',
      '--config',
      'test/vitest.config.ts',
      '--allowOnly=false',
      '--reporter=default',
      `--reporter=${reporter('vitest')}`,
    ],
  ),
  'In browsers': node('@web/test-runner/dist/bin.js', '--config', 'test/report/wtr.config.mjs'),
  Journeys: node(
    'playwright/cli.js',
    ...['test', '-c', 'test/playwright.config.ts', '--forbid-only'],
    `--reporter=list,${reporter('playwright')}`,
  ),
};

const env = { ...process.env, ...(full && { PF_FULL: '1', PF_CASES: '10000' }) };
const folder = mkdtempSync(join(tmpdir(), 'progressive-form-'));
const results = [];
try {
  env.CHROMIUM_PATH = ensureChromium();
  env.ENGINES = (process.env.ENGINES ? enginesToTest() : enginesPresent()).join();
  console.log(describeEngines(env.ENGINES.split(',')));
  if ((await run('Build', build)) === 0) {
    for (const [name, command] of Object.entries(runners)) results.push(await count(name, command));
  } else results.push(failure('The build failed, so nothing was tested.'));
} catch (error) {
  results.push(failure(error.message));
} finally {
  rmSync(folder, { recursive: true, force: true });
}
report(results);

/** Exit code of one part, whose output appears as it comes. */
async function run(name, [program, ...args], more = {}) {
  console.log(`\n── ${name} ──`);
  const start = performance.now();
  const child = spawn(program, args, {
    cwd: root,
    env: { ...env, ...more },
    stdio: ['ignore', 'inherit', 'inherit'],
    timeout: patience,
    // There npm is a script, not a program.
    shell: program === 'npm' && process.platform === 'win32',
  });
  const code = await new Promise((resolve) => {
    child.once('error', () => resolve(1));
    child.once('exit', (status) => resolve(status ?? 1));
  });
  console.log(`── ${name}: ${((performance.now() - start) / 1000).toFixed(1)} s`);
  return code;
}

/** What a runner found; one that died, or found nothing to run, has failed. */
async function count(name, command) {
  const file = join(folder, `${name}.json`);
  const code = await run(name, command, { PF_RESULT: file });
  if (!existsSync(file)) return failure(`${name}: the runner ended with ${code} and told nothing.`);
  const result = JSON.parse(readFileSync(file, 'utf8'));
  if (result.passed + result.failed === 0) return failure(`${name}: no test ran.`);
  return code !== 0 && result.failed === 0 ? { ...result, failed: 1 } : result;
}

function failure(text) {
  console.error(text);
  return { passed: 0, failed: 1, failures: [], skipped: [] };
}

function report(all) {
  const sum = (key) => all.reduce((total, one) => total + one[key], 0);
  const skipped = all.flatMap((one) => one.skipped);
  console.log('');
  for (const title of all.flatMap((one) => one.failures)) console.log(`failed: ${title}`);
  for (const { title, reason } of skipped) console.log(`skipped: ${title} (${reason || 'no reason given'})`);
  process.exitCode = sum('failed') > 0 ? 1 : 0;
  console.log(`${sum('passed')} passed, ${sum('failed')} failed, ${skipped.length} skipped`);
}
