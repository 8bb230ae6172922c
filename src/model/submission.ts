/** One completed step, as it is stored and sent. */
import type { Answers } from './answers.js';
import type { Scalar } from './condition.js';
import type { AskRecord } from './profile.js';

/** What was agreed to, in the exact words shown. */
export interface ConsentGiven {
  readonly purpose: string;
  readonly text: string;
  /** BCP 47 tag of `text`. */
  readonly locale: string;
  /** ISO 8601 instant. */
  readonly at: string;
}

/** Where the visitor has got to. */
export interface Reached {
  /** Id of the stage. */
  readonly stage?: string;
  /** Ids of the segments entered. */
  readonly segments?: readonly string[];
}

export interface Submission {
  /** UUIDv7-shaped, minted once, before the first write and the first send. */
  readonly id: string;
  /** One per opened form; the collector upserts by it and `step`. */
  readonly sessionId: string;
  /** Id of the completed step. */
  readonly step: string;
  readonly formId: string;
  readonly formVersion: string;
  readonly answers: Answers;
  readonly consents: readonly ConsentGiven[];
  /** Addresses given on earlier views of the visit, for back ends that know people by nothing else. */
  readonly earlier?: Answers;
  /** Purposes agreed to, now or before; told where a mirror goes by one. */
  readonly agreed?: readonly string[];
  readonly signals: Readonly<Record<string, Scalar>>;
  /** The variants it was shown with: `<flag>:<variant>`. */
  readonly exposures: readonly string[];
  /** What this very submission brought about; told with no other. */
  readonly reached?: Reached;
  /** What became of the questions of the step that were not answered for good, by field. */
  readonly asks?: Readonly<Record<string, AskRecord>> | undefined;
  /** How many questions the step put: fields shown blank, consents not counted. */
  readonly questions?: number | undefined;
  /** The random id this device keeps; absent where nothing may be remembered. */
  readonly anonymousId?: string;
  /** What the back end gave us to show that this visitor came by its own link. */
  readonly proof?: string | undefined;
  /** ISO 8601 instant, by the visitor's clock. */
  readonly submittedAt: string;
}
