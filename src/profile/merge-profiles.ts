/**
 * Puts together what several sources know. Of facts the one that the definition believes holds; of all else that is
 * dated or counted the weightier, so that the order of the sources does not matter, nor how they are grouped.
 *
 * Classes alone are undated, so that of them the last word counts: callers put the source that knows better last.
 */
import type { FormConfig } from '../model/form-config.js';
import {
  emptyProfile,
  identityStrengths,
  type Fact,
  type Profile,
  type ProfilePatch,
  type Visits,
} from '../model/profile.js';
import { mergeFacts, type FactRules } from './merge-facts.js';
import { later, moreOften, unite, weightierAsk } from './unite.js';

export interface MergeRules {
  /** What the definition says about whom to believe, if it has such a field. */
  field(name: string): FactRules | undefined;
  /** Milliseconds since 1970: what is fresh. */
  readonly now: number;
}

export const rulesOf = ({ fields }: Pick<FormConfig, 'fields'>, now: number): MergeRules => ({
  field: (name) => fields.find((field) => field.name === name),
  now,
});

export function mergeProfiles(rules: MergeRules, ...patches: readonly ProfilePatch[]): Profile {
  const merged = patches.reduce<Profile>(mergeTwo, emptyProfile());
  return { ...merged, facts: mergeFactsByName(rules, patches) };
}

function mergeTwo(a: Profile, patch: ProfilePatch): Profile {
  const b = { ...emptyProfile(), ...patch } as Profile;
  return {
    facts: {},
    known: unite(a.known, b.known, later),
    classes: { ...a.classes, ...b.classes },
    asks: unite(a.asks, b.asks, weightierAsk),
    consents: unite(a.consents, b.consents, later),
    counts: unite(a.counts, b.counts, moreOften),
    spent: unite(a.spent, b.spent, later),
    visits: mergeVisits(a.visits, b.visits),
    identity: surer(a.identity, b.identity),
  };
}

function mergeFactsByName(rules: MergeRules, patches: readonly ProfilePatch[]): Profile['facts'] {
  const said = new Map<string, Fact[]>();
  for (const { facts = {} } of patches)
    for (const [name, fact] of Object.entries(facts))
      if (fact) said.set(name, [...(said.get(name) ?? []), fact]);
  const merged = [...said].map(([name, facts]) => [name, mergeFacts(rules.field(name), rules.now, ...facts)]);
  return Object.fromEntries(merged.filter(([, fact]) => fact)) as Profile['facts'];
}

/** Of counts the larger and of instants the later: who has seen more knows more. Only the first visit is the earlier. */
function mergeVisits(a: Visits, b: Visits): Visits {
  const first = [a.first ?? b.first, b.first ?? a.first].sort()[0];
  return { ...a, ...b, ...unite({ ...a }, { ...b }, later), ...(first !== undefined && { first }) };
}

/** Of two that are as sure, the one that says who it is. */
function surer(a: Profile['identity'], b: Profile['identity']): Profile['identity'] {
  const rank = ({ strength }: Profile['identity']) => identityStrengths.indexOf(strength);
  const less = rank(a) - rank(b) || ((a.id ?? '') < (b.id ?? '') ? -1 : 0);
  return less < 0 ? b : a;
}
