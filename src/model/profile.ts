/** What is known about this visitor, from where and since when. */
import type { AnswerValue } from './answers.js';
import type { Scalar } from './condition.js';

export type FactSource =
  'typed' | 'link' | 'login' | 'host' | 'enrichment' | 'backend' | 'device' | 'inferred';

/** The sources, least trusted first. */
export const factSources: readonly FactSource[] = [
  'inferred',
  'enrichment',
  'device',
  'backend',
  'host',
  'link',
  'login',
  'typed',
];

/** A dated value with its source. Times are ISO 8601 instants in UTC. */
export interface Fact {
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: string;
  /** When the visitor last said that it is still so. */
  readonly confirmedAt?: string;
  /** Who exactly, where the source is one of several: the name of an enrichment service, of a login. */
  readonly provider?: string;
  /** What else was said, and does not hold; kept to be looked at. None of them has others of its own. */
  readonly others?: readonly Fact[];
}

/** How sure we are who sits there, weakest first. */
export const identityStrengths = ['none', 'device', 'link', 'login', 'typed'] as const;
export type IdentityStrength = (typeof identityStrengths)[number];

export interface Visits {
  /** Visits up to and with this one; 1 for a stranger. */
  readonly count: number;
  /** When this visit was last active. */
  readonly last?: string;
  /** Steps completed in this visit. */
  readonly steps: number;
  /** When the first visit began. */
  readonly first?: string;
  /** When this visit began. */
  readonly since?: string;
  /** Visits before this one on which something was submitted. */
  readonly submissions?: number;
  /** Sign-ins, where the host page counts them. */
  readonly logins?: number;
}

/** How often something was done, and when first and last: ISO 8601 instants. */
export interface Count {
  readonly n: number;
  readonly first: string;
  readonly last: string;
}

/** What became of a question that is not simply known since: it rests until a time. */
export interface AskRecord {
  readonly at: string;
  /** `answered`: on this visit, of a question that is asked again on the next one or whose answer is not kept. */
  readonly outcome: 'leftEmpty' | 'refused' | 'answered';
  /** Where absent, for ever. */
  readonly until?: string;
}

export interface Profile {
  readonly facts: Readonly<Record<string, Fact>>;
  /** Names of facts that are known without their values, with the instant they were given. */
  readonly known: Readonly<Record<string, string>>;
  /** Results from closed vocabularies, never free text: `email.kind`, segment and stage ids, pauses. */
  readonly classes: Readonly<Record<string, Scalar>>;
  readonly asks: Readonly<Record<string, AskRecord>>;
  /** Purposes agreed to, with the instant of the consent. */
  readonly consents: Readonly<Record<string, string>>;
  /** What was done on the origin's pages, by the names that definitions declare as `count.<name>`. */
  readonly counts: Readonly<Record<string, Count>>;
  /** How many questions were put, over all forms, by the instant of the answer. */
  readonly spent: Readonly<Record<string, number>>;
  readonly visits: Visits;
  readonly identity: { readonly strength: IdentityStrength; readonly id?: string };
}

/** A part of a profile, as a source knows it. */
export type ProfilePatch = { readonly [K in keyof Profile]?: Partial<Profile[K]> | Profile[K] };

export function emptyProfile(): Profile {
  return {
    facts: {},
    known: {},
    classes: {},
    asks: {},
    consents: {},
    counts: {},
    spent: {},
    visits: { count: 1, steps: 0 },
    identity: { strength: 'none' },
  };
}
