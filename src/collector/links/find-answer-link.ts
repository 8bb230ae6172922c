/** What the token of a one-click answer stands for. Reads only. */
import type { Queries } from '../db.js';
import { digest } from '../digest.js';
import { isToken } from '../opaque-token.js';

export interface FoundAnswerLink {
  readonly submissionId: string;
  readonly personId: string;
  readonly formId: string;
  readonly field: string;
  /** The one that was clicked in the mail. */
  readonly option: string;
  readonly issuedAt: Date;
  readonly expiresAt: Date;
  /** The question is answered, by this option or another one. */
  readonly used: boolean;
  /** The answer is on record. */
  readonly kept: boolean;
}

/** Nothing for a token that is forged, expired or revoked, or of a person who is gone. */
export async function findAnswerLink(
  db: Queries,
  token: unknown,
  now: number,
): Promise<FoundAnswerLink | undefined> {
  if (!isToken(token)) return undefined;
  const rows = await db.query<FoundAnswerLink>(
    `SELECT submission_id AS "submissionId", person_id AS "personId", form_id AS "formId", field, option,
       issued_at AS "issuedAt", expires_at AS "expiresAt", used_at IS NOT NULL OR EXISTS
         (SELECT 1 FROM received_id WHERE received_id.tenant = $1 AND received_id.id = submission_id) AS used,
       EXISTS (SELECT 1 FROM submission WHERE submission.tenant = $1 AND submission.id = submission_id) AS kept
     FROM answer_link JOIN person ON person.tenant = $1 AND person.id = person_id
     WHERE answer_link.tenant = $1 AND token_hash = $2 AND expires_at > $3
       AND (links_from IS NULL OR issued_at >= links_from)`,
    [db.tenant, digest(token), new Date(now)],
  );
  return rows[0];
}
