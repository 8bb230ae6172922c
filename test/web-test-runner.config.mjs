import { chromeLauncher } from '@web/test-runner';
import { launchOptions } from './browser.mjs';
import { tsPlugin } from './ts-plugin.mjs';

/** The launcher drives Firefox too, and would call both engines Chrome. */
const named = (launcher, name) => Object.assign(launcher, { name });

/** A page kept for the back button would hold on to the database that the next file empties. */
const withoutBackCache = ({ args, ...options }) => ({
  ...options,
  args: [...args, '--disable-features=BackForwardCache'],
});

const engines = {
  chromium: () => named(chromeLauncher({ launchOptions: withoutBackCache(launchOptions()) }), 'Chromium'),
  firefox: () => {
    const executablePath = process.env.FIREFOX_PATH ?? '/usr/bin/firefox-esr';
    return named(
      chromeLauncher({ launchOptions: { browser: 'firefox', executablePath, headless: true } }),
      'Firefox',
    );
  },
};

export default {
  files: 'test/element/**/*.test.ts',
  // All files share one origin, and with it one database.
  concurrency: 1,
  testFramework: { config: { timeout: 20_000 } },
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [tsPlugin()],
  browsers: (process.env.ENGINES ?? 'chromium').split(',').map((engine) => engines[engine]()),
  coverageConfig: { include: ['src/**/*.ts'] },
};
