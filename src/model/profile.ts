/** What is known about this visitor, from where and since when. */
import type { AnswerValue } from './answers.js';
import type { Scalar } from './condition.js';

export type FactSource =
  'typed' | 'link' | 'login' | 'host' | 'enrichment' | 'backend' | 'device' | 'inferred';

/** A dated value with its source. Times are ISO 8601 instants in UTC. */
export interface Fact {
  readonly value: AnswerValue;
  readonly source: FactSource;
  readonly at: string;
  readonly confirmedAt?: string;
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
}

/** What became of a question that is not simply known since: it rests until a time. */
export interface AskRecord {
  readonly at: string;
  /** `answered`: on this visit, of a question that is asked again on the next one or whose answer is not kept. */
  readonly outcome: 'leftEmpty' | 'refused' | 'answered';
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
    visits: { count: 1, steps: 0 },
    identity: { strength: 'none' },
  };
}
