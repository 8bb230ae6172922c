import { chromeLauncher } from '@web/test-runner';
import { enginesToTest, findFirefox, launchOptions } from './browser.mjs';
import { tsPlugin } from './ts-plugin.mjs';
import { webkitLauncher } from './webkit-launcher.mjs';

/** The launcher drives Firefox too, and would call both engines Chrome. */
const named = (launcher, name) => Object.assign(launcher, { name });

/** A page kept for the back button would hold on to the database that the next file empties. */
const withoutBackCache = ({ args, ...options }) => ({
  ...options,
  args: [...args, '--disable-features=BackForwardCache'],
});

const launchers = {
  chromium: () => named(chromeLauncher({ launchOptions: withoutBackCache(launchOptions()) }), 'Chromium'),
  firefox: () => {
    const executablePath = findFirefox();
    return named(
      chromeLauncher({ launchOptions: { browser: 'firefox', executablePath, headless: true } }),
      'Firefox',
    );
  },
  webkit: webkitLauncher,
};

const engines = enginesToTest();

export default {
  files: 'test/element/**/*.test.ts',
  // All files share one origin, and with it one database: one after the other, in each engine for itself.
  concurrency: 1,
  concurrentBrowsers: engines.length,
  testFramework: { config: { timeout: 20_000 } },
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [tsPlugin()],
  browsers: engines.map((engine) => launchers[engine]()),
  coverageConfig: { include: ['src/**/*.ts'] },
};
