/** What holds now of a person: of each name the latest that was given for a purpose this form asks it for. */
import type { AnswerValue } from '../model/answers.js';
import type { FormConfig } from '../model/form-config.js';
import type { FactSource } from '../model/profile.js';
import type { Queries } from './db.js';
import { factFields } from './form-fields.js';
import { factName } from '../model/fact-name.js';

export interface HeldFact {
  readonly name: string;
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: Date;
}

/** `anonymousId`: only what came from that device. */
export async function currentFacts(
  db: Queries,
  form: FormConfig,
  personId: string,
  anonymousId?: string,
): Promise<ReadonlyMap<string, HeldFact>> {
  const fields = factFields(form);
  const rows = await db.query<HeldFact>(
    `SELECT DISTINCT ON (name) name, value, source, at FROM fact
     WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
       AND (name, purpose) IN (SELECT * FROM unnest($4::text[], $5::text[]))
     ORDER BY name, at DESC, submission_id DESC`,
    [db.tenant, personId, anonymousId ?? null, fields.map(factName), fields.map(({ purpose }) => purpose)],
  );
  return new Map(rows.map((row) => [row.name, row]));
}
