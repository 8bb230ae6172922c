/** Counts for `test/run.mjs`; Playwright's own reporter does the talking. */
import { writeResult } from './result.mjs';

export default class {
  #suite;
  #errors = 0;

  onBegin(_, suite) {
    this.#suite = suite;
  }

  onError() {
    this.#errors += 1;
  }

  onEnd() {
    const tests = this.#suite?.allTests() ?? [];
    const withOutcome = (...outcomes) => tests.filter((test) => outcomes.includes(test.outcome()));
    const failed = withOutcome('unexpected', 'flaky');
    writeResult({
      passed: withOutcome('expected').length,
      failed: failed.length + this.#errors,
      failures: failed.map(titleOf),
      skipped: withOutcome('skipped').map((test) => ({ title: titleOf(test), reason: reasonOf(test) })),
    });
  }

  printsToStdio() {
    return false;
  }
}

/** The engine is the project, and its name comes first. */
const titleOf = (test) => test.titlePath().filter(Boolean).join(' > ');

function reasonOf(test) {
  const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  return note ? (note.description ?? '') : 'an earlier step of its journey failed';
}
