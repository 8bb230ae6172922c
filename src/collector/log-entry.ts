/** What may be logged: nothing that a visitor typed, no token, no query. */
import type { IssueCode } from '../model/answers.js';

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
    }
  | {
      /** What became of a look-up at an enrichment service. */
      readonly event: 'enrichment';
      readonly provider: string;
      readonly outcome: 'found' | 'unknown' | 'failed' | 'late';
      readonly error?: string;
    }
  | {
      /** A value that the field's own rules refuse: it is not kept, and not in here. */
      readonly event: 'enrichmentRejected';
      readonly provider: string;
      readonly form: string;
      readonly field: string;
      readonly code: IssueCode;
    }
  | {
      /** Nobody can be known by a sign-in of this provider until its keys can be had. */
      readonly event: 'loginKeysMissing';
      readonly issuer: string;
      readonly error: string;
    }
  | {
      /**
       * A sign-in came of a provider that is not set up: its origin, or all of it where only the final slash is another
       * than in `LOGIN_ISSUER`. Told once each.
       */
      readonly event: 'loginIssuerUnknown';
      readonly issuer: string;
    };
