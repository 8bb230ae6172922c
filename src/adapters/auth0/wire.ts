/** What the page's own end point is posted, which writes it to the Auth0 user who is signed in. */
import type { Wire } from '../wire.js';
import { countSteps, mapMetadata, type MetadataOptions } from './map-submission.js';

export interface Auth0Options extends MetadataOptions {
  /** Absolute https address (http on localhost), on the page's own origin. */
  readonly endpoint: string;
}

export function createWire({ endpoint, names, steps }: Auth0Options): Wire {
  return {
    name: 'auth0',
    address: endpoint,
    write(submission) {
      const metadata = mapMetadata(submission, names);
      return {
        body: JSON.stringify({
          submission_id: submission.id,
          session_id: submission.sessionId,
          anonymous_id: submission.anonymousId,
          // Empty it would erase everything.
          user_metadata: Object.keys(metadata).length ? metadata : undefined,
          ...countSteps(submission, steps),
        }),
        // No other page can post this type with the visitor's cookies without asking for permission first.
        type: 'application/json',
        init: { credentials: 'same-origin' },
      };
    },
    read: ({ status, said, text }, { id }) =>
      // A page is no end point of ours: she is to sign in first.
      status > 199 && status < 300 && !/^\s*</.test(text)
        ? { kind: said['id'] === id || said['submission_id'] === id ? 'delivered' : 'accepted' }
        : undefined,
  };
}
