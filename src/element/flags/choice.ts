/** What a service chose, or what holds in its place, and what it was told of that. */
import type { FlagClient } from '../../model/ports.js';

export interface Choice {
  /** The service, as the definition names it. */
  readonly use: string;
  readonly key: string;
  readonly variant: string;
  /** None where the default holds because nobody chose: then nobody is told. */
  readonly client: FlagClient | false | undefined;
  readonly told: Partial<Record<'exposed' | 'completed', true>>;
}

/** By id of the flag. */
export type Choices = ReadonlyMap<string, Choice>;

/** Kept while the page stands, by service, key, default and variants: what was chosen first stays chosen. */
export type KeptChoices = Map<string, Choice>;
