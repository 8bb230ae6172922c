/** What one visit to one form has come to. Changed by the session's verbs alone. */
import type { Answers, Issue } from '../model/answers.js';
import type { AssetGrant } from '../model/asset-grant.js';
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { PlannedStep } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import type { Reached, Submission } from '../model/submission.js';
import type { DeviceRecord } from '../profile/device-record.js';

export interface SessionState {
  readonly config: FormConfig;
  /** Minted with the first submission. */
  sessionId?: string;
  profile: Profile;
  /** Typed on this visit, by field. */
  answers: Answers;
  /** What is wrong with facts that came in, before anybody typed. */
  issues: readonly Issue[];
  signals: Signals['values'];
  /** What is known of the view only when the visitor leaves it; nothing where none of it is declared. */
  readView?: () => Signals['values'];
  /** What this device keeps, where it keeps anything. */
  record?: DeviceRecord | undefined;
  /** What it kept when the visit was opened. */
  found?: DeviceRecord | undefined;
  /** Minted once, used where the device gets its first id. */
  anonymousId?: string;
  /** The address of whoever page, login or link name, normalised. */
  who?: string | undefined;
  /** Shows the back end that the visitor came by her own link. */
  proof?: string | undefined;
  asset?: AssetGrant | undefined;
  /** What was known before the first view was completed. */
  start?: { readonly profile: Profile; readonly record: DeviceRecord | undefined };
  /** What the back end was told to have been reached, by the place of the view that brought it about. */
  told?: readonly (Reached | undefined)[];
  /** The record as this visit has put it on the device. */
  kept?: DeviceRecord | undefined;
  /** Refused on this visit, by field: what the back end has not been told yet goes with the next answers. */
  refused?: Profile['asks'];
  /** Views completed on this visit, in order. Another list each time: what was under way meanwhile does not go on. */
  done: DoneStep[];
  /** Which view is shown: the completed ones come first, then the planned ones. */
  cursor: number;
}

export interface DoneStep {
  readonly step: PlannedStep;
  readonly fields: readonly Field[];
  readonly submission: Submission;
  readonly receipt: Promise<SubmitReceipt>;
  /** Once the device has it, which is before the back end has answered; never where the device does not take it. */
  readonly stored: Promise<true>;
}
