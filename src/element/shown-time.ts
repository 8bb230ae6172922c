/** How long something was seen, by the clock of the page; it stands still while the page is hidden. */
export class ShownTime {
  /** Milliseconds so far. */
  ms = 0;
  /** Up to when they are counted. */
  #upTo: number | undefined;

  constructor(began: number) {
    if (!isHidden()) this.#upTo = began;
  }

  /** Counts up to `at`, and tells how much that added. */
  settle(at: number): number {
    const passed = Math.max(0, at - (this.#upTo ?? at));
    if (this.#upTo !== undefined) this.#upTo += passed;
    this.ms += passed;
    return passed;
  }

  /** The page was hidden, or is seen again. */
  look(at: number): number {
    const passed = isHidden() ? this.settle(at) : 0;
    this.#upTo = isHidden() ? undefined : at;
    return passed;
  }
}

const isHidden = (): boolean => document.visibilityState === 'hidden';
