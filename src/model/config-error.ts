/**
 * The author's kind of wrong: where it is, what was found, and what to do. Never echoes a value longer than a name.
 */
export class ConfigError extends Error {
  override readonly name = 'ConfigError';
  constructor(
    /** Path in the definition, e.g. `fields[2].type`; empty for the whole. */
    readonly path: string,
    /** What is wrong, in words. */
    readonly problem: string,
    /** What to do about it. */
    readonly remedy: string,
  ) {
    super(`${path || 'definition'}: ${problem}. ${remedy}`);
  }
}
