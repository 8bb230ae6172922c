/** Counts for `test/run.mjs`, over all engines; the usual reporter does the talking. */
import { relative } from 'node:path';
import { writeResult } from './result.mjs';

export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    const tests = sessions.flatMap((session) => listTests(session.testResults, [session.browser.name]));
    // A file that cannot be loaded has no test to fail.
    const broken = sessions.filter(
      ({ passed, testResults }) => !passed && !listTests(testResults).some(isFailed),
    );
    const failed = tests.filter(isFailed);
    writeResult({
      passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
      failed: failed.length + broken.length,
      failures: [...failed.map(({ name }) => name), ...broken.map(nameOf)],
      skipped: tests.filter(({ skipped }) => skipped).map(({ name }) => ({ title: name, reason: '' })),
    });
  },
});

const isFailed = ({ passed, skipped }) => !passed && !skipped;
const nameOf = ({ browser, testFile }) => `${browser.name} > ${relative(process.cwd(), testFile)}`;

function listTests(suite, trail = []) {
  const name = (own) => [...trail, own].filter(Boolean).join(' > ');
  return [
    ...(suite?.tests ?? []).map((test) => ({ ...test, name: name(test.name) })),
    ...(suite?.suites ?? []).flatMap((inner) => listTests(inner, [...trail, inner.name])),
  ];
}
