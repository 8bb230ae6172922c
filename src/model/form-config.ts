/** The form definition: plain JSON, written by a person, published as a JSON Schema. */
import type { AdapterChoice } from './adapter-choice.js';
import type { Condition } from './condition.js';
import type { FactSource } from './profile.js';
import type { DraftWords, Words } from './words.js';

/** A duration as in ISO 8601, e.g. `P30D`, `PT12H`, `P2Y`. */
export type Duration = string;

export type FieldType =
  | 'text'
  | 'email'
  | 'tel'
  | 'url'
  | 'number'
  /** A day of the calendar, `YYYY-MM-DD`. */
  | 'date'
  /** One of `options`; up to five of them are shown side by side. */
  | 'select'
  | 'radio'
  | 'checkbox'
  /** Any of `options`. */
  | 'multiselect'
  /** An ISO 3166-1 code of two letters, chosen by its name in the visitor's language. */
  | 'country'
  | 'textarea'
  | 'password'
  | 'consent'
  /** Never shown; its value comes from `value` or from the page. */
  | 'hidden';

/** Which addresses an e-mail field takes: `warn` says a word about private ones, `businessOnly` asks for another. */
export type EmailPolicy = 'any' | 'warn' | 'businessOnly';

/** How urgent a question is: a lower class is never offered while a higher one is still open. */
export type Priority = 'critical' | 'normal' | 'nice';

/** On what ground a purpose may be pursued; `explicit` needs a consent field that was ticked. */
export type LegalBasis = 'none' | 'implicit' | 'explicit' | 'legitimateInterest';

/**
 * Which of several values of a fact holds. `always`, the default: the latest that somebody told. `ifAnswered`: the
 * latest that the visitor gave; what others say only fills a gap. `ifEmpty`: the first. `never`: what is typed into forms
 * fills a gap on this visit and is not recorded. A blank never erases, and a guess never beats what was told.
 */
export type WritePolicy = 'always' | 'ifAnswered' | 'ifEmpty' | 'never';

export interface FieldOption {
  readonly value: string;
  /** Also the alternative of `image` in text. */
  readonly label: string;
  /** Address of a picture, also for mails and one-click pages: https, or http on localhost. */
  readonly image?: string;
  /** A sentence that later mails to somebody who chose this hold. */
  readonly mention?: string;
}

/**
 * Limits on an answer: `minLength`/`maxLength` in characters, `min`/`max`/`step` in the number's own unit,
 * `notBefore`/`notAfter` as days of the calendar (`YYYY-MM-DD`).
 */
export interface FieldRules {
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly min?: number;
  readonly max?: number;
  readonly step?: number;
  readonly notBefore?: string;
  readonly notAfter?: string;
  /** The whole answer fits it: a regular expression without look-around and back references, matched in linear time. */
  readonly pattern?: string;
}

export interface Field {
  readonly name: string;
  readonly type: FieldType;
  /**
   * The visible question; `[text](address)` and `**text**` make links and emphasis. Of a `consent` field: the exact text
   * that is agreed to.
   */
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
  /** Whom to believe first; a source that is not named comes after those, whatever its date. */
  readonly sources?: readonly FactSource[];
  /** What others told is shown once to be confirmed with one tap, where the visitor may see it. */
  readonly confirm?: boolean;
  /** The value, not just its name, is kept on this device: encrypted, for conditions, never shown. */
  readonly onDevice?: boolean;
  /** The back end may look it up by the confirmed address. */
  readonly enrich?: boolean;
  /** Mails ask it too, with a link for each option. */
  readonly byMail?: boolean;
  readonly rules?: FieldRules;
  /** Of an e-mail field. */
  readonly emailPolicy?: EmailPolicy;
  /** Name of a validator that the page hands in (`validators`), or `phone`, the full check of telephone numbers. */
  readonly validator?: string;
  /** Of a hidden field: what is sent, unless the page hands in another. */
  readonly value?: string;
  readonly priority?: Priority;
  /** A reserve: asked only in the place of a question of its step that is known already. */
  readonly queued?: boolean;
  /** What the answer is read as, for conditions: see `plan/rules/classify.ts` for the paths this gives. */
  readonly classify?: 'jobTitle' | 'companySize';
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
  /** The visitor may put it off ("not now") or refuse it for good ("never ask this"). */
  readonly skippable?: boolean;
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
  /** Seconds that one visit's questions may take, as estimated from their types. */
  readonly maxSeconds?: number;
  /** Questions to one person in any such period, over all forms of the origin. */
  readonly budget?: { readonly questions: number; readonly per: Duration };
  /** How long "not now" lasts; 30 days where absent. */
  readonly notNow?: Duration;
}

/** Points for what holds, or for how often and how lately something was done. */
export type ScoreTerm =
  | { readonly when: Condition; readonly points: number }
  /** `points` for each time `count.<name>` counted, `max` times at most, halved with every half-life since the last. */
  | { readonly count: string; readonly points: number; readonly max?: number };

export interface Score {
  /** In what time interest halves; for ever the same where absent. */
  readonly halfLife?: Duration;
  readonly terms: readonly ScoreTerm[];
}

/** A step of the lifecycle. Stages stand in their order; nobody falls back. */
export interface Stage {
  readonly id: string;
  readonly label?: string;
  readonly when: Condition;
}

/** A row of the decision matrix: for whom it holds is asked these steps, in this order. One row for everybody. */
export interface MatrixRow {
  readonly id: string;
  readonly when: Condition;
  /** Ids of steps. */
  readonly steps: readonly string[];
}

/** From the answer that fulfils it on, the fields rest for a time. */
export interface Pause {
  readonly id: string;
  readonly when: Condition;
  readonly for: Duration;
  /** Names of fields; all where absent. */
  readonly fields?: readonly string[];
}

/** When the device and the back end may remember who answered. */
export type Remember = 'never' | 'withConsent' | 'afterSubmit' | 'always';

export interface ProfileSettings {
  readonly remember?: Remember;
  /** The purpose whose consent allows remembering, for `withConsent`. */
  readonly purpose?: string;
  /** By query parameter of the page, the field that its value is put into, to be looked at and sent by the visitor. */
  readonly parameters?: Readonly<Record<string, string>>;
}

/** A choice between variants that a service makes for each visitor. */
export interface Flag {
  /** Name of a client that the page hands in, or `optimizely`, `adobe-target`, `dynamic-yield` for their page scripts. */
  readonly use: string;
  /** What the service calls it; the id where absent. */
  readonly key?: string;
  readonly variants: readonly string[];
  /** One of them: where the service is missing, late or says anything else. */
  readonly default: string;
  /** `header`, `footer`, `success` or `known`: there the child with `data-flag` and `data-variant` of the choice is shown. */
  readonly slot?: string;
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
  /** What may be read of page, device and behaviour: by path, the purpose it serves. Nothing else is. */
  readonly signals?: Readonly<Record<string, string>>;
  /** When the form appears, by what happens on the page; nothing of it is there before. */
  readonly trigger?: Condition;
  /** Audiences by id: conditions see `segment.<id>`. A later one may look at those before it. */
  readonly segments?: Readonly<Record<string, Condition>>;
  /** By id: conditions see `score.<id>`. */
  readonly scores?: Readonly<Record<string, Score>>;
  /** Conditions see the id of the stage reached as `stage`. */
  readonly stages?: readonly Stage[];
  /** Conditions see the id of the row as `path`. */
  readonly matrix?: readonly MatrixRow[];
  readonly pauses?: readonly Pause[];
  /** Choices that a service makes, by id: conditions see the variant as `flag.<id>`, which `signals` declares. */
  readonly flags?: Readonly<Record<string, Flag>>;
  /** Offers to keep on this device what is typed, until it is sent or `keepFor` is over. Off where absent. */
  readonly draft?: { readonly keepFor: Duration };
  readonly adapter?: AdapterChoice;
  readonly profile?: ProfileSettings;
  readonly afterSubmit?: AfterSubmit;
  /** Words of ours in another language, or in the author's own: see `model/words.ts`. `{…}` are gaps. */
  readonly words?: Readonly<Partial<Record<keyof (Words & DraftWords), string>>>;
  /** Words of the submit button; the locale's own where absent. */
  readonly submitLabel?: string;
}
