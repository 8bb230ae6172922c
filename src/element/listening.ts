/** What the visitor does in the form, from the first touch on. */
import type { AnswerValue } from '../model/answers.js';
import type { AnsweringHost, Happening } from './answering-host.js';
import { findControls, readControl } from './read-control.js';

/** What follows from it. */
export interface Acts {
  warmUp(): void;
  focused(target: EventTarget | null, at: number): void;
  submit(): void;
  answered(field: string): void;
}

export class Listening {
  readonly #host: AnsweringHost;
  readonly #acts: Acts;

  constructor(host: AnsweringHost, acts: Acts) {
    this.#host = host;
    this.#acts = acts;
  }

  hear({ type, name, target, at }: Happening): void {
    if (type === 'focusin') {
      this.#acts.focused(target, at);
      return this.#acts.warmUp();
    }
    if (type === 'input') return this.#forgive(name);
    this.read();
    if (type === 'submit') return this.#acts.submit();
    this.#acts.answered(name);
  }

  /** What is being put right is not called wrong any more. */
  #forgive(name: string): void {
    const { screen } = this.#host;
    const issues = screen.issues.filter(({ field }) => field !== name);
    const isAdvised = screen.advice?.field === name;
    if (isAdvised || issues.length < screen.issues.length)
      this.#host.show({ issues, ...(isAdvised && { advice: undefined }) });
  }

  /** Takes what stands in the view: password managers and autofill do not always tell what they changed. */
  read(): void {
    const { session, renderRoot } = this.#host;
    const controls = findControls(renderRoot);
    const answers: Record<string, AnswerValue> = {};
    for (const field of session?.fields ?? []) {
      const value = readControl(field, controls.get(field.name) ?? []);
      const held = session?.value(field.name) ?? '';
      // What was left as it was is no answer: the next session may have values of its own.
      // eslint-disable-next-line eqeqeq -- a number that was filled in stands there as text
      if (value !== undefined && value != held) answers[field.name] = value;
    }
    session?.take(answers);
    this.#host.show({});
  }
}
