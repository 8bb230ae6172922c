/** Counts for `test/run.mjs`; the usual reporter does the talking. */
import { writeResult } from './result.mjs';

export const countReporter = () => ({
  onTestRunFinished({ sessions }) {
    const tests = sessions.flatMap(({ testResults }) => (testResults ? listTests(testResults) : []));
    // A file that cannot be loaded has no test to fail.
    const broken = sessions.filter(
      ({ passed, testResults }) => !passed && !(testResults && fails(testResults)),
    );
    writeResult({
      passed: tests.filter(({ passed, skipped }) => passed && !skipped).length,
      failed: tests.filter(isFailed).length + broken.length,
      skipped: tests.filter(({ skipped }) => skipped).map(({ name }) => ({ title: name, reason: '' })),
    });
  },
});

const isFailed = ({ passed, skipped }) => !passed && !skipped;
const fails = (suite) => listTests(suite).some(isFailed);

function listTests(suite, trail = []) {
  const name = (own) => [...trail, own].filter(Boolean).join(' > ');
  return [
    ...suite.tests.map((test) => ({ ...test, name: name(test.name) })),
    ...suite.suites.flatMap((inner) => listTests(inner, [...trail, inner.name])),
  ];
}
