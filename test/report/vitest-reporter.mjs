/** Counts for `test/run.mjs`; Vitest's own reporter does the talking. */
import { writeResult } from './result.mjs';

export default class {
  onTestRunEnd(modules, unhandled) {
    const tests = modules.flatMap((module) => [...module.children.allTests()]);
    const inState = (state) => tests.filter((test) => test.result().state === state);
    // A file that cannot be loaded has no tests to fail.
    const broken = modules.filter((module) => module.errors().length > 0);
    const untold = inState('pending');
    writeResult({
      passed: inState('passed').length,
      failed: inState('failed').length + broken.length + unhandled.length + untold.length,
      skipped: inState('skipped').map((test) => ({
        title: test.fullName,
        reason: test.result().note ?? (test.options.mode === 'todo' ? 'to be written' : ''),
      })),
    });
  }
}
