/** `<progressive-form>`: a form that asks only what is missing and worth asking now. */
import { html, noChange, nothing } from 'lit/html.js';
import { enFirst } from '../locales/en-first.js';
import type { AnswerValue } from '../model/answers.js';
import type { Adapter, Link, OutboxEvent } from '../model/ports.js';
import type { Signals } from '../model/signals.js';
import type { FirstWords, Words } from '../model/words.js';
import { readLinkToken } from '../profile/read-link-token.js';
import { FormSession, type SessionParts } from '../session.js';
import type { Answering, ElementExtras } from './answering.js';
import { createEvent, type PfEventDetails, type PfEventName } from './events.js';
import { controlId } from './control-id.js';
import { findDefinition } from './find-definition.js';
import type { Inspection } from './inspection.js';
import { renderAsking, renderBroken, renderDone } from './form-view.js';
import { readControl } from './read-control.js';
import { blankScreen, type Screen } from './screen.js';
import type { LateViews } from './asking-view.js';
import { LiveElement } from './live-element.js';
import type { SignalPlace } from './hear-page.js';
import type { PageSoFar } from './read-signals.js';
import { styles } from './styles.js';

/** What the entries hand in: names in a definition and on the element become objects. */
export interface ElementParts {
  createSession(setting: PartSetting): SessionParts;
  answering(): Promise<typeof Answering>;
  extras(): Promise<ElementExtras>;
  inspection(): Promise<Inspection>;
  /** What the page and the device say, as far as the definition declares it; waits for the definition's trigger. */
  signals(session: FormSession, place: SignalPlace): Promise<Signals['values']>;
  /** What the first view says in a language, where that is not the built-in English. */
  firstWords(locale: string): Promise<FirstWords | undefined>;
  words(locale: string): Promise<Words>;
}

export interface PartSetting {
  /** Absolute address of the collector, where the element names one. */
  readonly endpoint: string | undefined;
  /** An object, or the name of an adapter. */
  readonly adapter: Adapter | string | undefined;
  readonly on: (event: OutboxEvent) => void;
}

const text = (value: string | null) => value ?? undefined;
const flag = (value: string | null) => value !== null;
const number = (value: string | null) => (value ? Number(value) : undefined);

export class ProgressiveForm extends LiveElement {
  static override properties = {
    config: text,
    endpoint: text,
    adapter: text,
    locale: text,
    theme: text,
    render: text,
    kiosk: flag,
    debug: flag,
    visits: number,
    visitorId: text,
    profile: undefined,
    parts: undefined,
    screen: undefined,
  };

  /** Set by the entry that defines the tag. */
  static parts: ElementParts | undefined;

  /** The definition: an object, or its address. */
  declare config: unknown;
  /** Base address of the collector, relative to the page. */
  declare endpoint: string | undefined;
  /** An object, or the name of an adapter. */
  declare adapter: Adapter | string | undefined;
  /** BCP 47 tag; the definition's own where absent. */
  declare locale: string | undefined;
  declare theme: 'light' | 'dark' | undefined;
  /** Many people, one device: nobody is recognised, nothing is kept. */
  declare kiosk: boolean;
  /** Has the definition inspected in full, and problems told on the console. */
  declare debug: boolean;
  /** Which visit this is, where the page counts. */
  declare visits: number | { count?: number; submissions?: number; logins?: number } | undefined;
  /** The random id that the page keeps for this visitor, where storage may be refused. */
  declare visitorId: string | undefined;
  /** What the page knows about the visitor, by field name: values, or `{ value, at }`. */
  declare profile: unknown;
  declare parts: ElementParts | undefined;
  /** What is on screen; changed through `show`. */
  declare screen: Screen;

  /** What happened on the page so far: it stays happened for the next definition. Kept by the part that listens. */
  declare heard: Partial<PageSoFar> | undefined;

  /** The way of this visit, for pages that want to look; nothing before `pf-ready`. */
  session: FormSession | undefined;

  #words: FirstWords & Partial<Words> = enFirst;
  #answering: Promise<Answering> | undefined;
  #link: Link | undefined;
  #late: LateViews | undefined;
  #locale = '';
  /** The definition being opened or shown; ended, with what listens to the page on its behalf, by the next one. */
  #run: AbortController | undefined;
  /** What was found as the definition, whatever it is. */
  definition: unknown;

  constructor() {
    super();
    this.screen = blankScreen;
  }

  override connectedCallback(): void {
    // Before anything else can read the address.
    this.#arrive();
    addEventListener('hashchange', this.#arrive);
    super.connectedCallback();
    this.wear(styles);
    document.addEventListener('visibilitychange', this.#look);
    // Moved: it goes on listening to the page, or waiting for its trigger.
    if (!this.#run?.signal.aborted) return;
    if (!this.session) return void this.#open();
    this.#run = new AbortController();
    void this.#signals(this.session);
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this.#arrive);
    document.removeEventListener('visibilitychange', this.#look);
    this.#run?.abort();
  }

  protected override changed(names: ReadonlySet<string>): void {
    if (names.has('theme')) this.setAttribute('theme', this.theme ?? '');
    if (!this.#run || [...names].some((name) => !/theme|debug|screen/.test(name))) void this.#open();
  }

  async #open(): Promise<void> {
    this.#run?.abort();
    const { signal } = (this.#run = new AbortController());
    try {
      const parts = this.#parts;
      // Beside the definition, in the language that it most likely has.
      parts?.firstWords(this.#language(undefined)).catch(() => undefined);
      const definition = (this.definition = await findDefinition(this, this.config));
      if (signal.aborted || !parts || definition === undefined) return;
      const locale = this.#language(definition);
      const [words = enFirst, session] = await Promise.all([
        parts.firstWords(locale).catch(() => undefined),
        this.#openSession(parts, definition, locale),
      ]);
      if (signal.aborted) return;
      this.#read();
      await this.updateComplete; // what was typed stands in its own place before places change hands
      this.#locale = locale;
      this.#begin(session, words);
    } catch (error) {
      if (!signal.aborted) this.#refuse(error);
    }
  }

  get #parts(): ElementParts | undefined {
    return this.parts ?? ProgressiveForm.parts;
  }

  /** The language of the definition: one form does not speak two. */
  #language(definition: unknown): string {
    const own =
      typeof definition === 'string'
        ? /"locale"\s*:\s*"([\w-]+)"/.exec(definition)?.[1]
        : (definition as { locale?: string } | null)?.locale;
    return this.locale || own || this.closest<HTMLElement>('[lang]')?.lang || navigator.language;
  }

  #openSession(parts: ElementParts, config: unknown, locale: string): Promise<FormSession> {
    const { adapter, profile, visits, visitorId, kiosk } = this;
    const endpoint = this.endpoint ? new URL(this.endpoint, document.baseURI).href : undefined;
    return FormSession.open({
      config,
      locale,
      profile,
      visits: visits ?? undefined,
      visitorId,
      kiosk,
      parts: parts.createSession({ endpoint, adapter, on: this.#hear }),
      link: this.#link,
      signals: (session) => this.#signals(session),
      beforeSubmit: async (answers, step) => (await this.#answering)?.askPage(answers, step) ?? true,
    });
  }

  #signals(session: FormSession): Promise<Signals['values']> | undefined {
    const signal = this.#run?.signal;
    return this.#parts?.signals(session, { host: this, locale: this.#language(this.definition), signal });
  }

  #begin(session: FormSession, words: FirstWords): void {
    // What is typed outlives a new definition. What was sent does not, nor what is typed when somebody else is named: the
    // next visitor may be another.
    const { who, answers } = this.session?.state ?? {};
    if (this.screen.phase === 'asking' && (!who || who === session.state.who)) session.take(answers);
    const { plan, state } = session;
    const formId = state.config.id;
    const { complete } = plan;
    this.session = session;
    this.#words = words;
    this.#answering = undefined;
    const { issues } = state;
    this.screen = {
      ...blankScreen,
      phase: complete ? 'done' : 'asking',
      issues,
      attempted: issues.length > 0,
    };
    this.tell('pf-ready', { formId, complete });
    this.tell('pf-plan', { formId, plan });
    if (complete) this.tell('pf-complete', { formId });
    if (issues.length) this.#touch();
    (globalThis.requestIdleCallback ?? setTimeout)(this.#touch);
  }

  /** Says at once that there is a problem; what it is in full, and to whom, is for the answering part. */
  #refuse(error: unknown): void {
    this.show({ phase: 'broken', problem: (error as Error).message });
    this.#act((answering) => answering.refuse(error));
  }

  /** For authors: what is wrong with the definition, and why each field is or is not asked. */
  inspection(): Promise<Inspection> | undefined {
    return this.#parts?.inspection();
  }

  tell<N extends PfEventName>(name: N, detail: PfEventDetails[N]): boolean {
    return this.dispatchEvent(createEvent(name, detail));
  }

  show(change: Partial<Screen>): void {
    this.screen = { ...this.screen, ...change };
  }

  /** Loads the answering part, once; a failed load is tried again, and told where the visitor waits for it. */
  #act(verb: (answering: Answering) => unknown, insist = false): void {
    const parts = this.#parts;
    this.#answering ??=
      parts &&
      Promise.all([parts.answering(), parts.words(this.#locale)]).then(([Part, words]) => {
        this.#words = words;
        this.wear(Part.styles);
        this.requestUpdate();
        return (this.#late = new Part(this, parts.extras));
      });
    this.#answering?.then(verb).catch(() => {
      this.#answering = undefined;
      if (insist) this.show({ phase: 'asking', status: 'failed' });
    });
  }

  /** By a link, which may also lead to a page that is open already. */
  readonly #arrive = (): void => {
    const token = readLinkToken(window);
    if (!token) return;
    this.#link = { token };
    if (this.#run) void this.#open();
  };

  readonly #hear = (event: OutboxEvent): void => this.#act((answering) => answering.hear(event));
  readonly #touch = (): void => this.#act((answering) => answering.warmUp());
  readonly #look = (): void =>
    void (this.screen.phase === 'done' && this.#act((answering) => answering.lookForAsset()));

  readonly #change = (event: Event): void => {
    const { name } = event.target as HTMLInputElement;
    this.#read();
    this.tell('pf-answer', { formId: this.session?.config.id ?? '', field: name });
    if (this.screen.attempted) this.#act((answering) => answering.recheck(name));
  };

  readonly #input = (event: Event): void => {
    const { name } = event.target as HTMLInputElement;
    const issues = this.screen.issues.filter(({ field }) => field !== name);
    if (issues.length < this.screen.issues.length) this.show({ issues });
  };

  readonly #submit = (event: SubmitEvent): void => {
    event.preventDefault();
    this.#read();
    this.#act((answering) => answering.submit(), true);
  };

  readonly #back = (): void => {
    this.#read();
    this.#act((answering) => answering.back());
  };

  /** Takes what stands in the view: password managers and autofill do not always tell what they changed. */
  #read(): void {
    const answers: Record<string, AnswerValue> = {};
    for (const field of this.session?.fields ?? []) {
      const value = readControl(this.renderRoot, field);
      const held = this.session?.value(field.name) ?? '';
      // What was left as it was is no answer: the next session may have values of its own.
      // eslint-disable-next-line eqeqeq -- a number that was filled in stands there as text
      if (value !== undefined && value != held) answers[field.name] = value;
    }
    this.session?.take(answers);
    this.show({});
  }

  readonly #jump = (event: Event, name: string): void => {
    event.preventDefault();
    this.#act((answering) => answering.focus(controlId(name)));
  };

  protected override draw() {
    const { status } = this.screen;
    return html`<div part="base">
      <slot name="header"></slot>
      ${this.#body()}
      <div class="status" part="status" role="status">${status ? this.#words[status] : nothing}</div>
      <slot name="footer"></slot>
    </div>`;
  }

  #body() {
    const { session, screen } = this;
    const words = this.#words;
    if (screen.phase === 'broken') return renderBroken(words, screen.problem);
    if (!session) return nothing;
    const { step, state } = session;
    // Completed, but not safe yet: the view stays.
    if (screen.phase === 'busy' && !step) return noChange;
    if (screen.phase === 'done' || !step) return renderDone({ session, words, late: this.#late });
    // Each view in a place of its own: no control is handed on to another question.
    const views: unknown[] = [];
    views[state.cursor + state.profile.visits.steps] = renderAsking({
      session,
      step,
      words,
      screen,
      late: this.#late,
      on: {
        submit: this.#submit,
        change: this.#change,
        input: this.#input,
        touch: this.#touch,
        back: this.#back,
        jump: this.#jump,
      },
    });
    return views;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'progressive-form': ProgressiveForm;
  }
}
