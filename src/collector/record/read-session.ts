/** What is on record of one session of one form, its steps in the order in which the visitor completed them. */
import type { Answers } from '../../model/answers.js';
import type { Queries } from '../db.js';
import type { Asks } from './read-asks.js';

export interface SessionKey {
  readonly sessionId: string;
  readonly formId: string;
}

export interface StepOnRecord {
  readonly id: string;
  readonly step: string;
  readonly answers: Answers;
  readonly asks: Asks;
  /** When it was completed, by our clock; and by the visitor's, in milliseconds since 1970. */
  readonly at: Date;
  readonly clientMs: number;
}

export interface SessionOnRecord {
  readonly steps: readonly StepOnRecord[];
  /** The address that was typed last. */
  readonly emailKey?: string | undefined;
  /** The person whose link it came with. */
  readonly proofPerson?: string | undefined;
  /** Who it is kept under, and the device; both absent where nothing may be remembered. */
  readonly personId?: string | undefined;
  readonly anonymousId?: string | undefined;
  readonly confirmed: boolean;
}

interface StepRow extends StepOnRecord {
  readonly emailKey: string | null;
  readonly proofPerson: string | null;
  readonly personId: string | null;
  readonly anonymousId: string | null;
  readonly confirmed: boolean;
}

export async function readSession(tx: Queries, { sessionId, formId }: SessionKey): Promise<SessionOnRecord> {
  const rows = await tx.query<StepRow>(
    `SELECT id, step, answers, asks, submitted_at AS at, client_ms AS "clientMs", email_key AS "emailKey",
       proof_person AS "proofPerson", person_id AS "personId", anonymous_id AS "anonymousId",
       confirmed_at IS NOT NULL AS confirmed
     FROM submission WHERE tenant = $1 AND session_id = $2 AND form_id = $3 ORDER BY client_ms, id`,
    [tx.tenant, sessionId, formId],
  );
  const last = (member: 'emailKey' | 'proofPerson' | 'personId' | 'anonymousId') =>
    rows.findLast((row) => row[member] !== null)?.[member] ?? undefined;
  return {
    steps: rows,
    emailKey: last('emailKey'),
    proofPerson: last('proofPerson'),
    personId: last('personId'),
    anonymousId: last('anonymousId'),
    confirmed: rows.some(({ confirmed }) => confirmed),
  };
}
