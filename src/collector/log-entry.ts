/** What may be logged: nothing that a visitor typed, no token, no query. */
export type LogEntry =
  | {
      readonly event: 'request';
      readonly method: string;
      /** Tokens are masked, the query is left out. */
      readonly path: string;
      readonly status: number;
      /** Name and code of an unexpected error, never its message. */
      readonly error?: string;
    }
  | {
      readonly event: 'mailFailed';
      readonly kind: string;
      readonly attempts: number;
      readonly error: string;
    };
