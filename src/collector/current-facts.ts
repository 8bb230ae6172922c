/**
 * What holds now of a person, of all that was given for a purpose this form asks it for: for planning all that was said
 * (`currentFacts`), in front of her only what is hers (`ownFacts`).
 *
 * Anybody can type anybody's address, by a slip or on purpose. So what was typed counts as hers only once its session
 * has shown that it has the address: by the click in the confirmation mail, by a link, by a login. Until then it spares
 * her the question and is never shown, like what somebody gave at her device, and stands behind nothing that is hers.
 * Where a form asks for no confirmation nobody ever confirms: whoever only ever typed there is shown nothing of it by a
 * link, until she has answered once by one. That a value of one person never comes in front of another is worth more.
 */
import { factName } from '../model/fact-name.js';
import type { FormConfig } from '../model/form-config.js';
import type { Fact } from '../model/profile.js';
import { mergeFacts } from '../profile/merge-facts.js';
import type { Queries } from './db.js';
import { factColumns, groupBy, mostCandidates, toFact } from './facts-by-field.js';
import type { FactOnRecord } from './facts-by-field.js';
import { factFields } from './form-fields.js';

interface FactRow extends FactOnRecord {
  readonly name: string;
}

/**
 * By the name of the fact; what does not hold stands behind what does, as `others`. `now`: milliseconds since 1970.
 * `anonymousId`: only what came from that device.
 */
export async function currentFacts(
  db: Queries,
  form: FormConfig,
  { personId, anonymousId }: { readonly personId: string; readonly anonymousId?: string | undefined },
  now: number,
): Promise<ReadonlyMap<string, Fact>> {
  return decide(form, now, await read(db, form, 'true', personId, anonymousId));
}

/** The same of what she said herself, as was shown, and of what others who know said of her; to be shown to her. */
export async function ownFacts(
  db: Queries,
  form: FormConfig,
  personId: string,
  now: number,
): Promise<ReadonlyMap<string, Fact>> {
  return decide(form, now, await read(db, form, isOwn, personId));
}

/**
 * A link's proof and a login confirm a session too, see `confirm-session.ts`. What a page sent along with what was typed
 * is as much hers as that; what no submission brought was told by those who know.
 */
const isOwn = `source <> 'device' AND coalesce(
  (SELECT confirmed_at IS NOT NULL FROM submission WHERE submission.tenant = $1 AND submission.id = fact.submission_id),
  source <> 'typed')`;

/** `condition`: of SQL, on a row of the table. */
async function read(
  db: Queries,
  form: FormConfig,
  condition: string,
  personId: string,
  anonymousId?: string,
): Promise<readonly FactRow[]> {
  const fields = factFields(form);
  return db.query<FactRow>(
    `SELECT ${factColumns} FROM fact
     WHERE tenant = $1 AND person_id = $2 AND ($3::text IS NULL OR anonymous_id = $3)
       AND (name, purpose) IN (SELECT * FROM unnest($4::text[], $5::text[])) AND ${condition}
     ORDER BY at DESC, submission_id DESC LIMIT ${mostCandidates}`,
    [db.tenant, personId, anonymousId ?? null, fields.map(factName), fields.map(({ purpose }) => purpose)],
  );
}

function decide(form: FormConfig, now: number, rows: readonly FactRow[]): ReadonlyMap<string, Fact> {
  const fields = factFields(form);
  const facts = [...groupBy(rows, ({ name }) => name)].flatMap(([name, all]): [string, Fact][] => {
    const field = fields.find((one) => factName(one) === name);
    const fact = mergeFacts(field, now, ...all.map(toFact));
    return fact ? [[name, fact]] : [];
  });
  return new Map(facts);
}
