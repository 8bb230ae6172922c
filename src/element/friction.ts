/** How long the visitor takes, and where it is hard: times and numbers alone, never what was typed. */
import type { AnsweringHost } from './answering-host.js';
import { ShownTime } from './shown-time.js';

interface Tally {
  /** Milliseconds in which the field had the focus. */
  ms: number;
  changes: number;
}

export class Friction {
  readonly #host: Pick<AnsweringHost, 'session' | 'screen' | 'tell'>;
  readonly #view: ShownTime;
  readonly #tallies = new Map<string, Tally>();
  #form: HTMLFormElement | undefined;
  #focused: string | undefined;
  #last: string | undefined;
  /** Something was typed into the view, and it has not been left since. */
  #isTyped = false;

  /** `began`: when the view was shown. All instants are those of `event.timeStamp`. */
  constructor(host: Pick<AnsweringHost, 'session' | 'screen' | 'tell'>, began: number) {
    this.#host = host;
    this.#view = new ShownTime(began);
  }

  /** A control got the focus at an instant that may lie before this part was loaded. */
  focus(target: object, at: number): void {
    const { form, name } = target as Partial<HTMLInputElement>;
    this.#count(this.#view.settle(at));
    this.#focused = this.#host.session?.fields.find((field) => field.name === name)?.name;
    this.#last = this.#focused ?? this.#last;
    if (!form || form === this.#form) return;
    this.#form = form;
    form.addEventListener('input', () => (this.#isTyped = true));
    // What is told of the focus waits for this part, if only for a moment, and so does its end.
    form.addEventListener('focusout', ({ timeStamp }) => queueMicrotask(() => this.focus({}, timeStamp)));
  }

  /** A field was answered; autofill does so without the focus. */
  answered(field: string): { readonly seconds: number; readonly changes: number } {
    this.#count(this.#view.settle(performance.now()));
    this.#isTyped = true;
    const tally = this.#tally(field);
    return { seconds: toSeconds(tally.ms), changes: tally.changes++ };
  }

  /** Another view comes: the seconds that this one took. */
  left(): number {
    this.#count(this.#view.settle(performance.now()));
    const seconds = toSeconds(this.#view.ms);
    this.#view.ms = 0;
    this.#isTyped = false;
    this.#last = undefined;
    return seconds;
  }

  /** The page was hidden, is seen again, or is left for good. */
  look({ type, timeStamp }: Event): void {
    if (type !== 'pagehide') return this.#count(this.#view.look(timeStamp));
    this.#count(this.#view.settle(timeStamp));
    const { session, screen } = this.#host;
    if (!this.#isTyped || !session?.step || screen.phase !== 'asking') return;
    this.#isTyped = false;
    const seconds = toSeconds(this.#view.ms);
    const field = this.#last;
    const { config, step } = session;
    this.#host.tell('pf-abandon', { formId: config.id, step: step.id, ...(field && { field }), seconds });
  }

  #count(passed: number): void {
    if (this.#focused) this.#tally(this.#focused).ms += passed;
  }

  #tally(field: string): Tally {
    const tally = this.#tallies.get(field) ?? { ms: 0, changes: 0 };
    this.#tallies.set(field, tally);
    return tally;
  }
}

const toSeconds = (ms: number): number => Math.round(ms / 100) / 10;
