/** The form definition: plain JSON, written by a person, published as a JSON Schema. */
import type { Condition } from './condition.js';

/** A duration as in ISO 8601, e.g. `P30D`, `PT12H`, `P2Y`. */
export type Duration = string;

export type FieldType =
  'text' | 'email' | 'tel' | 'number' | 'select' | 'radio' | 'checkbox' | 'textarea' | 'password' | 'consent';

/** How urgent a question is: a lower class is never offered while a higher one is still open. */
export type Priority = 'critical' | 'normal' | 'nice';

/** On what ground a purpose may be pursued; `explicit` needs a consent field that was ticked. */
export type LegalBasis = 'none' | 'implicit' | 'explicit' | 'legitimateInterest';

/** What the back end does with a new value for a fact it already holds. */
export type WritePolicy = 'always' | 'ifAnswered' | 'ifEmpty' | 'never';

export interface FieldOption {
  readonly value: string;
  readonly label: string;
}

/** Limits on an answer: `minLength`/`maxLength` in characters, `min`/`max`/`step` in the number's own unit. */
export interface FieldRules {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
}

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /** The visible question. Of a `consent` field: the exact text that is agreed to. */
  readonly label: string;
  readonly hint?: string;
  readonly options?: readonly FieldOption[];
  /** An autofill token of the HTML standard, e.g. `given-name`. */
  readonly autocomplete?: string;
  readonly required?: boolean;
  /** A key of `purposes`. Of a `consent` field: the purpose that is agreed to. */
  readonly purpose: string;
  /** Never prefilled, never shown back. */
  readonly sensitive?: boolean;
  /** Handed once to the page's `pf-before-submit` handler, then dropped: never stored, queued or sent by us. */
  readonly transient?: boolean;
  /** The name of the fact in the back end, where it differs from `name`. */
  readonly mapsTo?: string;
  readonly when?: Condition;
  /** Ask even if known. */
  readonly alwaysAsk?: boolean;
  /** May be shown filled in, beside open questions of its step, to a visitor we know by link, login or host page. */
  readonly prefill?: boolean;
  /** How long an answer counts as known; for ever where absent. */
  readonly freshFor?: Duration;
  readonly writePolicy?: WritePolicy;
  readonly rules?: FieldRules;
  readonly priority?: Priority;
  readonly bant?: 'budget' | 'authority' | 'need' | 'timeline';
}

/** One view: fields shown together, with the reason told to the visitor. */
export interface Step {
  readonly id: string;
  /** Heading of the view. */
  readonly title?: string;
  /** Why these things are asked, in words for the visitor. */
  readonly reason: string;
  /** Names of fields, in the order shown. A field may stand in several steps; it is asked in the first that plans it. */
  readonly fields: readonly string[];
  readonly when?: Condition;
}

export interface Purpose {
  readonly label: string;
  readonly legalBasis: LegalBasis;
  /** How long values gathered for this purpose are kept. */
  readonly retention: Duration;
}

/** Limits on how much is asked. */
export interface AskLimits {
  /** Blank fields per view. */
  readonly maxFields?: number;
  /** Steps per visit. */
  readonly maxSteps?: number;
}

/** When the device and the back end may remember who answered. */
export type Remember = 'never' | 'withConsent' | 'afterSubmit' | 'always';

export interface ProfileSettings {
  readonly remember?: Remember;
  /** The purpose whose consent allows remembering, for `withConsent`. */
  readonly purpose?: string;
}

export interface AdapterChoice {
  /** Name of a registered adapter, e.g. `http`, `webhook`. */
  readonly use: string;
  /** Absolute https address (http on localhost). The element's `endpoint` attribute wins over it. */
  readonly endpoint?: string;
}

export interface AssetOffer {
  readonly id: string;
  /** Words of the download link. */
  readonly label: string;
  /** Said while the address is not yet confirmed. */
  readonly pending?: string;
}

export interface AfterSubmit {
  readonly message?: string;
  /** Same origin, or a host in `allowedHosts`; https only, save localhost. */
  readonly redirect?: string;
  readonly allowedHosts?: readonly string[];
  readonly asset?: AssetOffer;
  /** The back end writes to the address given and counts it only after a click on the confirmation page. */
  readonly doubleOptIn?: boolean;
}

export interface FormConfig {
  readonly $schema?: string;
  readonly schemaVersion: 1;
  readonly id: string;
  readonly version: string;
  /** BCP 47 tag of the language that labels and reasons are written in. */
  readonly locale?: string;
  readonly title?: string;
  readonly purposes: Readonly<Record<string, Purpose>>;
  readonly fields: readonly Field[];
  readonly steps: readonly Step[];
  readonly ask?: AskLimits;
  readonly adapter?: AdapterChoice;
  readonly profile?: ProfileSettings;
  readonly afterSubmit?: AfterSubmit;
  /** Words of the submit button; the locale's own where absent. */
  readonly submitLabel?: string;
}
