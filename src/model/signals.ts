/** What a plan may look at besides the profile. */
import type { AnswerValue } from './answers.js';

export interface Signals {
  /** Milliseconds since 1970, UTC. */
  readonly now: number;
  /** By path, e.g. `page.path`, `utm.source`, `device.kind`, `locale`, `now.hour`. */
  readonly values: Readonly<Record<string, AnswerValue>>;
}
