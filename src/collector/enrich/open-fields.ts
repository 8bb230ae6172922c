/** Which fields may be looked up: named in the form, allowed, and not yet told by anybody who would know. */
import { factName } from '../../model/fact-name.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import type { Queries } from '../db.js';
import { factFields } from '../form-fields.js';

/** What is sensitive is asked or left alone, never bought. */
export function enrichableFields(form: FormConfig): readonly Field[] {
  return factFields(form).filter(({ enrich, sensitive }) => enrich && !sensitive);
}

/**
 * Rows of `wanted`, which is made of the parameters $2 to $4: names, purposes, and whether a purpose needs consent.
 * A consent counts once it is confirmed: another may have ticked the box beside somebody's address. Of guesses every
 * service may have its own.
 */
export const openNames = `
  SELECT wanted.name FROM unnest($2::text[], $3::text[], $4::boolean[]) AS wanted (name, purpose, consent)
  WHERE (NOT wanted.consent OR EXISTS (
      SELECT 1 FROM consent WHERE consent.tenant = $1 AND consent.person_id = person.id
        AND consent.purpose = wanted.purpose AND consent.confirmed_at IS NOT NULL AND withdrawn_at IS NULL))
    AND NOT EXISTS (
      SELECT 1 FROM fact WHERE fact.tenant = $1 AND fact.person_id = person.id AND fact.name = wanted.name
        AND fact.purpose = wanted.purpose AND source NOT IN ('enrichment', 'inferred'))`;

export function openParameters(tenant: string, form: FormConfig): readonly unknown[] {
  const fields = enrichableFields(form);
  const needsConsent = ({ purpose }: Field) => own(form.purposes, purpose)?.legalBasis === 'explicit';
  return [tenant, fields.map(factName), fields.map(({ purpose }) => purpose), fields.map(needsConsent)];
}

export async function openFields(tx: Queries, form: FormConfig, personId: string): Promise<readonly Field[]> {
  const rows = await tx.query<{ names: readonly string[] }>(
    `SELECT ARRAY(${openNames}) AS names FROM person WHERE tenant = $1 AND id = $5`,
    [...openParameters(tx.tenant, form), personId],
  );
  const names = new Set(rows[0]?.names);
  return enrichableFields(form).filter((field) => names.has(factName(field)));
}
