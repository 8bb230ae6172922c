/** What a page is told of the profile on record. */
import type { AssetGrant } from '../../model/asset-grant.js';
import { factName } from '../../model/fact-name.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Fact, IdentityStrength, Profile } from '../../model/profile.js';
import { mayShow } from '../../model/may-show.js';
import { createRules } from '../../plan/rules/create-rules.js';
import { emailKind } from '../../profile/email-kind.js';
import { saidAt } from '../../profile/merge-facts.js';
import { grantAsset } from '../asset-grant.js';
import type { Context } from '../context.js';
import { emailField, factFields } from '../form-fields.js';
import { hasEarnedAsset } from './recall.js';
import type { Whose } from './recall.js';

export interface Recognition {
  readonly strength: 'none' | 'device' | 'link' | 'login';
  readonly facts: Readonly<Record<string, Fact>>;
  /** By field name, the instant of the answer. */
  readonly known: Readonly<Record<string, string>>;
  /** Results from closed vocabularies, see `Profile.classes`. */
  readonly classes: Profile['classes'];
  /** By purpose, the instant of the consent. */
  readonly consents: Readonly<Record<string, string>>;
  /** By field name, the questions that rest. */
  readonly asks: Profile['asks'];
  /** How many questions were put in the last year, over all forms, by the instant of the answer. */
  readonly spent: Profile['spent'];
  /** This visit counted, and those before it on which something was submitted to this form. */
  readonly visits?: { readonly count: number; readonly submissions: number };
  /** To who is known by a link or a login: the device that asks is hers, as far as was seen. */
  readonly sameDevice?: boolean;
  readonly proof?: string;
  readonly asset?: AssetGrant;
}

/** Names, instants, counts and classes: no value. */
export async function disclose(
  context: Context,
  form: FormConfig,
  whose: Whose,
  profile: Profile,
  now: number,
): Promise<Omit<Recognition, 'strength' | 'facts'>> {
  const earned = await hasEarnedAsset(context.db, form, whose);
  const asset = earned ? await grantAsset(context, form, whose.personId) : undefined;
  const { consents, asks, spent } = profile;
  return {
    known: Object.fromEntries(Object.entries(profile.facts).map(([name, { at }]) => [name, at])),
    classes: classesOf(form, profile, now),
    consents,
    asks,
    spent,
    ...(asset && { asset }),
  };
}

/** Of whoever is known by a link or a login: what the form allows to be filled in. `own`: see `ownFacts`. */
export function shownValues(
  form: FormConfig,
  own: ReadonlyMap<string, Fact>,
  strength: IdentityStrength,
): Record<string, Fact> {
  const shown: Record<string, Fact> = {};
  for (const field of factFields(form)) {
    const fact = own.get(factName(field));
    if (fact && mayShow(field, fact, strength)) shown[field.name] = labelFact(fact, strength);
  }
  return shown;
}

/** What others told keeps its label. What she told herself is known here by how she came, and since when she said so. */
function labelFact(fact: Fact, strength: IdentityStrength): Fact {
  const { value, source, at, provider } = fact;
  const told = ['backend', 'enrichment', 'inferred'].includes(source);
  const confirmedAt = saidAt(fact);
  return {
    value,
    source: told || (strength !== 'link' && strength !== 'login') ? source : strength,
    at,
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(provider !== undefined && { provider }),
  };
}

/** What follows from the values, so that a page without them plans as one that has them. */
function classesOf(form: FormConfig, profile: Profile, now: number): Profile['classes'] {
  const address = profile.facts[emailField(form)?.name ?? '']?.value;
  const kind = typeof address === 'string' ? emailKind(address) : undefined;
  const kinds = kind ? { 'email.kind': kind } : {};
  const known = { ...profile, classes: { ...profile.classes, ...kinds } };
  return createRules(form, emailKind).derive(known, { now, values: {} }, {}).classes;
}
