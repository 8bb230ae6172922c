/**
 * One visitor, one form, one visit: open, recognise, plan, render, answer, check, submit, store, deliver, learn.
 * Headless; everything that touches a browser, a clock or a network comes in through `SessionParts`. The verbs up to
 * `answer` are here in full; what comes after the visitor acted is loaded with its part.
 */
import type { Answers, AnswerValue, Issue } from './model/answers.js';
import type { Field, FormConfig } from './model/form-config.js';
import type { Plan, PlannedStep } from './model/plan.js';
import type {
  AnswerChecker,
  Clock,
  ConfigReader,
  Link,
  Outbox,
  PlanRules,
  ProfileSource,
} from './model/ports.js';
import { emptyProfile, type Profile } from './model/profile.js';
import type { Signals } from './model/signals.js';
import { planFields } from './plan/plan-fields.js';
import type { carryHidden } from './session/carry-hidden.js';
import type { askCollector, recognise } from './session/recognise.js';
import type { SessionState } from './session/session-state.js';
import type { Memory } from './session/keep-record.js';
import type { forget } from './session/forget.js';
import type { skipView } from './session/skip-view.js';
import type {
  DeliveryTools,
  OpenView,
  StepResult,
  SubmitOptions,
  SubmitTools,
} from './session/submit-view.js';

/** What the composition root hands in. Loaders are called when their part is first needed. */
export interface SessionParts {
  readonly readConfig: ConfigReader;
  readonly clock: Clock;
  /** The record this device keeps; reading creates nothing. */
  readDevice(): Promise<unknown>;
  recognition(config: FormConfig): Promise<Recognition>;
  /** Scores, segments, budgets and the like, as far as the definition names them. */
  rules(config: FormConfig): Promise<PlanRules | undefined>;
  checker(config: FormConfig, locale?: string): Promise<AnswerChecker>;
  delivery(config: FormConfig): Promise<Delivery>;
  extras(): Promise<Extras>;
}

/** The part for visitors of whom something may be known. */
export interface Recognition {
  readonly recognise: typeof recognise;
  readonly askCollector: typeof askCollector;
  /** Nothing where there is no collector to ask. */
  readonly source: ProfileSource | undefined;
  readonly memory: Memory;
}

/** The part from checked answers to the back end. */
export interface Delivery extends DeliveryTools {
  readonly verbs: Verbs;
}

/** What a session does once the visitor acted. */
export interface Verbs {
  check(inside: Inside): Promise<readonly Issue[]>;
  submitView(inside: Inside, view: OpenView): Promise<StepResult>;
  postponeView(inside: Inside, view: OpenView): Promise<StepResult>;
  refuseView(inside: Inside, view: OpenView): Promise<StepResult>;
  forget(inside: Inside): Promise<void>;
  tools(inside: Inside): Promise<SessionTools>;
  refreshAsset(inside: Inside): Promise<boolean>;
  warmUp(inside: Inside): Promise<void>;
}

/** The session as its verbs see it. */
export interface Inside {
  readonly session: FormSession;
  readonly parts: SessionParts;
  readonly options: SessionOptions;
  /** What follows from answers is kept with them: waits for the rules. */
  ready(): Promise<void>;
  replan(): void;
  /** The profile with the classes that follow from it. */
  derive(profile: Profile): Profile;
}

/** The part for what few visitors do. */
export interface Extras {
  readonly carryHidden: typeof carryHidden;
  readonly skipView: typeof skipView;
  readonly forget: typeof forget;
  refreshAsset(inside: Inside): Promise<boolean>;
}

export type SessionTools = SubmitTools & { readonly delivery: Delivery };

export interface SessionOptions extends SubmitOptions {
  readonly config: unknown;
  readonly parts: SessionParts;
  /** What the host page knows, by field name: values, or `{ value, at }`. */
  readonly profile?: unknown;
  /** Which visit this is, where the host page counts: a number, or `{ count, submissions, logins }`. */
  readonly visits?: unknown;
  /** The link the visitor came by: `{ token }`. */
  readonly link?: Link | undefined;
  /** Reads the signals that the definition declares, and no others; waits where it has the form wait. */
  readonly signals?: ((session: FormSession) => Promise<Signals['values']> | undefined) | undefined;
  /** The random id that the host page keeps for this visitor, where storage may be refused. */
  readonly visitorId?: string | undefined;
  /** The query of the page's address: `profile.parameters` names what is read of it. */
  readonly search?: string;
  /** How long a source of facts may keep the first question waiting, in milliseconds. */
  readonly patience?: number;
}

export class FormSession {
  plan: Plan = { steps: [], skip: [], complete: true };
  readonly state: SessionState;
  readonly #options: SessionOptions;
  readonly #parts: SessionParts;
  readonly #inside: Inside;
  readonly #byName: ReadonlyMap<string, Field>;
  #rules: PlanRules | undefined;
  #loading: Promise<void> | null | undefined;
  #busy = false;
  /** What is left of it. */
  #patience: number;

  /** Throws a `ConfigError` for a definition that cannot be used. */
  static async open(options: SessionOptions): Promise<FormSession> {
    const session = new FormSession(options);
    await session.#recognise();
    session.#replan();
    return session;
  }

  private constructor(options: SessionOptions) {
    const { parts, patience = 1500 } = options;
    const config = parts.readConfig(options.config);
    this.#options = options;
    this.#parts = parts;
    this.#patience = patience;
    this.#byName = new Map(config.fields.map((field) => [field.name, field]));
    this.state = {
      config,
      profile: emptyProfile(),
      answers: {},
      issues: [],
      signals: {},
      done: [],
      cursor: 0,
    };
    this.#inside = {
      session: this,
      parts,
      options,
      ready: async () => this.#loading ?? undefined,
      replan: () => this.#replan(),
      derive: (profile) => this.#rules?.derive(profile, this.#now, {}) ?? profile,
    };
  }

  get config(): FormConfig {
    return this.state.config;
  }

  async #recognise(): Promise<void> {
    const { config, state } = this;
    const { profile, visits, link, kiosk, signals, visitorId } = this.#options;
    const names = JSON.stringify(config).match(ruleNames);
    this.#loading = names && this.#loadRules();
    // A stranger's first view does not depend on the kind of an address that nobody knows.
    const isUrgent = names?.some((name) => !/kind|confirm/.test(name));
    const [stored] = await Promise.all([kiosk ? undefined : this.#readDevice(), isUrgent && this.#loading]);
    const clues = [profile, visits, stored, link, visitorId, config.profile?.parameters];
    if (clues.some((clue) => clue !== undefined)) {
      await this.#parts
        .recognition(config)
        .then(({ recognise, source }) =>
          recognise(state, {
            ...this.#options,
            stored,
            source,
            now: this.#parts.clock(),
            patience: this.#patience,
          }),
        )
        .catch(() => undefined); // Then all is asked.
    }
    if (Object.keys(state.profile.facts).length) await this.#loading;
    // Without the part the form does not wait for what it cannot hear.
    if (config.signals || config.trigger || config.flags)
      state.signals = (await signals?.(this)?.catch(() => undefined)) ?? {};
  }

  async #loadRules(): Promise<void> {
    this.#rules = await this.#parts.rules(this.config);
    this.take();
  }

  /** Storage that refuses or never answers knows nothing. What it takes of the time is not left for the others. */
  async #readDevice(): Promise<unknown> {
    const { clock } = this.#parts;
    const late = new Promise((resolve) => setTimeout(resolve, this.#patience / 1.5));
    this.#patience += clock();
    const stored = await Promise.race([this.#parts.readDevice().catch(() => undefined), late]);
    this.#patience -= clock();
    return stored;
  }

  #replan(): void {
    const { config, profile, answers } = this.state;
    this.plan = planFields(config, profile, this.#now, answers, this.#rules);
  }

  get #now(): Signals {
    return { now: this.#parts.clock(), values: this.state.signals };
  }

  /** The views of this visit: those done, then those planned. */
  get steps(): readonly PlannedStep[] {
    return [...this.state.done.map(({ step }) => step), ...this.plan.steps];
  }

  /** The view to show now; nothing when all is asked. */
  get step(): PlannedStep | undefined {
    return this.steps[this.state.cursor];
  }

  /** The fields of the view, in the order shown. */
  get fields(): readonly Field[] {
    const { config } = this.state;
    const { step } = this;
    const asked = new Set(step && [...step.confirm, ...step.ask].map(({ field }) => field));
    const names = config.steps.find(({ id }) => id === step?.id)?.fields ?? [];
    return names.flatMap((name) => (asked.has(name) && this.#byName.get(name)) || []);
  }

  /** What stands in a field: what was typed, else what is filled in for the visitor. */
  value(name: string): AnswerValue | undefined {
    const { step } = this;
    const isIt = ({ field }: { readonly field: string }) => field === name;
    return this.state.answers[name] ?? (step?.confirm.find(isIt) ?? step?.ask.find(isIt))?.prefill?.value;
  }

  /** Takes what was typed. */
  answer(name: string, value: AnswerValue): void {
    this.take({ [name]: value });
  }

  /** Takes answers by field. The plan follows; the view that is shown stays, even where its answers speak against it. */
  take(answers?: Answers): void {
    const { step, state } = this;
    state.answers = { ...state.answers, ...answers };
    this.#replan();
    if (!step || state.cursor < state.done.length) return;
    const isHere = ({ id }: PlannedStep) => id === step.id;
    const { steps } = this.plan;
    this.plan = {
      ...this.plan,
      steps: [steps.find(isHere) ?? step, ...steps.filter((one) => !isHere(one))],
      complete: false,
    };
  }

  /** What is wrong with the view as it stands. */
  async check(): Promise<readonly Issue[]> {
    return (await this.#verbs()).check(this.#inside);
  }

  /** Completes the view. A second call while the first is under way is ignored. */
  submit(): Promise<StepResult> {
    return this.#leave('submitView');
  }

  /** Puts the view off ("not now"), or refuses its questions for good. */
  skip(forGood = false): Promise<StepResult> {
    return this.#leave(forGood ? 'refuseView' : 'postponeView');
  }

  async #leave(verb: 'submitView' | 'postponeView' | 'refuseView'): Promise<StepResult> {
    const { step, fields } = this;
    if (this.#busy || !step) return { kind: 'stopped' };
    this.#busy = true;
    try {
      return await (await this.#verbs())[verb](this.#inside, { step, fields });
    } finally {
      this.#busy = false;
    }
  }

  /** "Not you?": nothing is known any more, here and on the device. What waits to be sent is sent. */
  async forget(): Promise<void> {
    return (await this.#verbs()).forget(this.#inside);
  }

  /** What the parts need that complete, skip or count for this session. */
  async tools(): Promise<SessionTools> {
    return (await this.#verbs()).tools(this.#inside);
  }

  /** What waits on this device for the form's back end, and what will not be sent any more. */
  async outbox(): Promise<Outbox> {
    return (await this.#parts.delivery(this.config)).outbox;
  }

  /** Goes to the view before this one; what was typed stays. */
  back(): boolean {
    if (this.state.cursor === 0 || this.#busy) return false;
    this.state.cursor -= 1;
    return true;
  }

  /** Asks again whether the download is open, e.g. after the visitor confirmed her address elsewhere. */
  async refreshAsset(): Promise<boolean> {
    return (await this.#verbs()).refreshAsset(this.#inside);
  }

  /** Loads what the visitor will need, counts this visit where the device keeps count, sends what waits from earlier. */
  async warmUp(): Promise<void> {
    return (await this.#verbs()).warmUp(this.#inside);
  }

  async #verbs(): Promise<Verbs> {
    return (await this.#parts.delivery(this.config)).verbs;
  }
}

/** What a definition has the rules loaded for. */
const ruleNames =
  /"(email\.kind|bant\.\w+|confirm|trigger|segments|scores|stages|matrix|pauses|maxSeconds|budget|queued|classify)":|"count\./g;
