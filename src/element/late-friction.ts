/** Nobody waits for the part that measures: until it has come there is less to tell, and who had the focus is noted. */
import type { AnsweringHost } from './answering-host.js';
import type { AnsweringParts } from './answering-parts.js';
import type { Friction } from './friction.js';

export interface LateFriction {
  /** Nothing before it has come. */
  readonly here: Friction | undefined;
  /** Somebody sits down at the form, at an instant on the page's clock. */
  begin(began: number): void;
  /** A control got it, at an instant on the page's clock. */
  focus(target: EventTarget, at: number): void;
}

export function createLateFriction(
  host: AnsweringHost,
  parts: Pick<AnsweringParts, 'friction'>,
): LateFriction {
  let here: Friction | undefined;
  /** Of whoever sits there when the part comes: it may have been asked for more than once. */
  let began: number;
  let early: readonly (readonly [EventTarget, number])[];
  return {
    get here() {
      return here;
    },
    begin(at) {
      began = at;
      early = [];
      here = undefined;
      parts.friction().then(
        (Part) => {
          here ??= new Part(host, began);
          for (const one of early) here.focus(...one);
          early = [];
        },
        () => undefined,
      );
    },
    focus(target, at) {
      if (here) here.focus(target, at);
      else early = [...early, [target, at]];
    },
  };
}
