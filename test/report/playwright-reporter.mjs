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
    writeResult({
      passed: withOutcome('expected').length,
      failed: withOutcome('unexpected', 'flaky').length + this.#errors,
      skipped: withOutcome('skipped').map((test) => ({
        title: test.titlePath().filter(Boolean).join(' > '),
        reason: reasonOf(test),
      })),
    });
  }

  printsToStdio() {
    return false;
  }
}

function reasonOf(test) {
  const note = test.annotations.find(({ type }) => type === 'skip' || type === 'fixme');
  return note ? (note.description ?? '') : 'an earlier step of its journey failed';
}
