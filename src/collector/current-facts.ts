/** What holds now of a person: of each name the latest. */
import type { AnswerValue } from '../model/answers.js';
import type { FactSource } from '../model/profile.js';
import { tenant } from './context.js';
import type { Queries } from './db.js';

export interface HeldFact {
  readonly name: string;
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
}

/** `anonymousId`: only what came from that device. */
export async function currentFacts(
  db: Queries,
  personId: string,
  anonymousId?: string,
): Promise<ReadonlyMap<string, HeldFact>> {
  const rows = await db.query<HeldFact>(
    `SELECT DISTINCT ON (name) name, value, source, at FROM fact
     WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
     ORDER BY name, at DESC, seq DESC`,
    [tenant, personId, anonymousId ?? null],
  );
  return new Map(rows.map((row) => [row.name, row]));
}
