/** Counts for `test/run.mjs`; Vitest's own reporter does the talking. */
import { writeResult } from './result.mjs';

export default class {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    // A file that cannot be loaded has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0);
    const untold = inState('pending');
    const failed = inState('failed');
    writeResult({
      passed: inState('passed').length,
      failed: failed.length + broken.length + unhandled.length + untold.length,
      failures: [
        ...failed.map((test) => `${test.module.relativeModuleId} > ${test.fullName}`),
        ...broken.map((module) => module.relativeModuleId),
      ],
      skipped: inState('skipped').map((test) => ({
        title: test.fullName,
        reason: test.result().note ?? (test.options.mode === 'todo' ? 'to be written' : ''),
      })),
    });
  }
}
