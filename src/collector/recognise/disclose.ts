/** What a page is told of the profile on record. */
import type { AssetGrant } from '../../model/asset-grant.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Fact, Profile } from '../../model/profile.js';
import { createRules } from '../../plan/rules/create-rules.js';
import { emailKind } from '../../profile/email-kind.js';
import { grantAsset } from '../asset-grant.js';
import type { Context } from '../context.js';
import { emailField } from '../form-fields.js';
import { hasEarnedAsset } from './recall.js';
import type { Whose } from './recall.js';

export interface Recognition {
  readonly strength: 'none' | 'device' | 'link';
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

export function shownValues(form: FormConfig, { facts }: Profile): Record<string, Fact> {
  const shown: Record<string, Fact> = {};
  for (const { name, prefill, sensitive } of form.fields) {
    const fact = Object.hasOwn(facts, name) ? facts[name] : undefined;
    if (fact && prefill && !sensitive) shown[name] = { ...fact, source: 'link' };
  }
  return shown;
}

/** What follows from the values, so that a page without them plans as one that has them. */
function classesOf(form: FormConfig, profile: Profile, now: number): Profile['classes'] {
  const address = profile.facts[emailField(form)?.name ?? '']?.value;
  const kind = typeof address === 'string' ? emailKind(address) : undefined;
  const kinds = kind ? { 'email.kind': kind } : {};
  const known = { ...profile, classes: { ...profile.classes, ...kinds } };
  return createRules(form, emailKind).derive(known, { now, values: {} }, {}).classes;
}
