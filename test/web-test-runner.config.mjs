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
const all = 'test/element/**/*.test.ts';

/** Where engines differ: the focus, the keys, controls, pictures, storage. In a full run everything is tested in each. */
const telling = [
  'a11y',
  'accessibility',
  'drafts',
  'field-types',
  'light-mode',
  'outbox',
  'planner',
  'views',
];
const elsewhere = process.env.PF_FULL ? all : telling.map((name) => `test/element/${name}.test.ts`);

const runIn = (engine, name, files) => ({ name, files, browsers: [launchers[engine]()] });

/** Where Chromium has more to do than the others: for a second one, once another engine has come to its end. */
const late = 'test/element/{privacy,reopening,replan,safety,signals,trigger,vectors,views,wording}.test.ts';

/** A file that is asked for by name runs in every engine. */
const groups = [
  ...engines.map((engine) => runIn(engine, engine, engine === 'chromium' ? [all, `!${late}`] : elsewhere)),
  ...(engines.includes('chromium') ? [runIn('chromium', 'chromium, late', late)] : []),
];
const byName = process.argv.some((argument) => argument.startsWith('--file'));

export default {
  ...(byName ? { files: all, browsers: engines.map((engine) => launchers[engine]()) } : { groups }),
  // All files share one origin, and with it one database: one after the other, in each browser for itself.
  concurrency: 1,
  concurrentBrowsers: Math.max(2, engines.length),
  testFramework: { config: { timeout: 20_000 } },
  nodeResolve: { exportConditions: ['development', 'browser'] },
  plugins: [tsPlugin()],
  coverageConfig: { include: ['src/**/*.ts'] },
};
