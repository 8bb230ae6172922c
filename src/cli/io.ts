/** What a command may touch: handed in, so that commands run without a process. */
export interface Io {
  /** The text of a file; rejects where it cannot be read. */
  read(path: string): Promise<string>;
  /** A line of the result. */
  out(text: string): void;
  /** A line about what went wrong. */
  err(text: string): void;
  /** Milliseconds since 1970, UTC; the machine's clock where absent. */
  now?(): number;
  /** All of standard input. */
  input?(): Promise<string>;
  /** A variable of the environment. */
  env?(name: string): string | undefined;
  /** The web; the machine's own where absent. */
  readonly fetch?: typeof fetch;
}

/** `fine`, something found in the files, or nothing done: wrong words or files that cannot be read. */
export const exitCodes = { fine: 0, problems: 1, unusable: 2 } as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** Takes the words after its name. */
export type Command = (args: readonly string[], io: Io) => Promise<ExitCode>;
