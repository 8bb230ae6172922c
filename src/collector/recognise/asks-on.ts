/** Which questions a person, or one device of a person, wants to be spared, and how many were put. */
import { factName } from '../../model/fact-name.js';
import type { FormConfig } from '../../model/form-config.js';
import type { AskRecord } from '../../model/profile.js';
import { day } from '../context.js';
import type { Queries } from '../db.js';
import type { Whose } from './recall.js';

/** So that the answer to a page stays within what it reads; the latest come first. */
const mostAsks = 200;
const mostSpent = 200;
const spentFor = 365 * day;

interface AskRow extends Pick<AskRecord, 'outcome'> {
  readonly name: string;
  readonly at: Date;
  readonly until: Date | null;
}

/** By field, what rests at `now`: of each fact the latest that was said, unless the fact was told after that. */
export async function asksOn(
  db: Queries,
  { fields }: FormConfig,
  { personId, anonymousId }: Whose,
  now: number,
): Promise<Readonly<Record<string, AskRecord>>> {
  const rows = await db.query<AskRow>(
    `SELECT name, outcome, at, until FROM (
       SELECT DISTINCT ON (name) name, outcome, at, until FROM ask
       WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3) AND name = ANY($4::text[])
       ORDER BY name, at DESC, submission_id DESC) AS latest
     WHERE (until IS NULL OR until > $5) AND NOT EXISTS (
       SELECT 1 FROM fact WHERE fact.tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
         AND fact.name = latest.name AND fact.at > latest.at)
     ORDER BY at DESC, name LIMIT ${mostAsks}`,
    [db.tenant, personId, anonymousId ?? null, fields.map(factName), new Date(now)],
  );
  const asks = new Map(rows.map((row) => [row.name, row]));
  const held = fields.flatMap((field): [string, AskRecord][] => {
    const row = asks.get(factName(field));
    return row ? [[field.name, toRecord(row)]] : [];
  });
  return Object.fromEntries(held.slice(0, mostAsks));
}

const toRecord = ({ outcome, at, until }: AskRow): AskRecord => ({
  at: at.toISOString(),
  outcome,
  ...(until && { until: until.toISOString() }),
});

interface SpentRow {
  readonly at: Date;
  readonly clientMs: number;
  readonly anonymousId: string | null;
  readonly questions: number;
}

/**
 * Of all forms. `device`: which one asks; what came from it is dated by its own clock, as it was sent, so that it does
 * not count there twice.
 */
export async function spentOn(
  db: Queries,
  { personId, anonymousId }: Whose,
  now: number,
  device: string | undefined,
): Promise<Readonly<Record<string, number>>> {
  const rows = await db.query<SpentRow>(
    `SELECT submitted_at AS at, client_ms AS "clientMs", anonymous_id AS "anonymousId", questions FROM submission
     WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
       AND questions > 0 AND submitted_at > $4
     ORDER BY submitted_at DESC, id DESC LIMIT ${mostSpent}`,
    [db.tenant, personId, anonymousId ?? null, new Date(now - spentFor)],
  );
  const spent: Record<string, number> = {};
  for (const row of rows) {
    const isOwn = device !== undefined && row.anonymousId === device;
    const at = (isOwn ? new Date(row.clientMs) : row.at).toISOString();
    spent[at] = (spent[at] ?? 0) + row.questions;
  }
  return spent;
}
