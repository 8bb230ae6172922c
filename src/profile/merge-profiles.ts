/**
 * Puts together what several sources know. Per fact the later date wins, then the more trusted source, so the order
 * of the sources does not matter; a blank never erases.
 */
import { isBlank } from '../model/answers.js';
import {
  emptyProfile,
  identityStrengths,
  type Fact,
  type FactSource,
  type Profile,
  type ProfilePatch,
  type Visits,
} from '../model/profile.js';
import { later, moreOften, unite, weightierAsk } from './unite.js';

const trust: readonly FactSource[] = [
  'inferred',
  'device',
  'enrichment',
  'backend',
  'host',
  'link',
  'login',
  'typed',
];

export function mergeProfiles(...patches: readonly ProfilePatch[]): Profile {
  return patches.reduce<Profile>(mergeTwo, emptyProfile());
}

function mergeTwo(a: Profile, b: ProfilePatch): Profile {
  return {
    facts: mergeFacts(a.facts, (b.facts ?? {}) as Profile['facts']),
    known: unite(a.known, (b.known ?? {}) as Profile['known'], later),
    classes: { ...a.classes, ...b.classes } as Profile['classes'],
    asks: unite(a.asks, (b.asks ?? {}) as Profile['asks'], weightierAsk),
    consents: unite(a.consents, (b.consents ?? {}) as Profile['consents'], later),
    counts: unite(a.counts, (b.counts ?? {}) as Profile['counts'], moreOften),
    spent: { ...a.spent, ...b.spent } as Profile['spent'],
    visits: mergeVisits(a.visits, b.visits),
    identity:
      rank(b) > identityStrengths.indexOf(a.identity.strength)
        ? (b.identity as Profile['identity'])
        : a.identity,
  };
}

/** Of counts the larger: who has seen more knows more. */
function mergeVisits(a: Visits, b: Partial<Visits> = {}): Visits {
  const submissions = Math.max(a.submissions ?? 0, b.submissions ?? 0);
  return {
    ...a,
    ...b,
    count: Math.max(a.count, b.count ?? 1),
    ...(submissions > 0 && { submissions }),
  };
}

const rank = ({ identity }: ProfilePatch) =>
  identity?.strength ? identityStrengths.indexOf(identity.strength) : -1;

function mergeFacts(a: Profile['facts'], b: Profile['facts']): Profile['facts'] {
  const given = Object.entries(b).filter(([, { value }]) => !isBlank(value));
  return unite(a, Object.fromEntries(given), (held, fact) => (wins(fact, held) ? fact : held));
}

function wins(a: Fact, b: Fact): boolean {
  return a.at === b.at ? trust.indexOf(a.source) > trust.indexOf(b.source) : a.at > b.at;
}
