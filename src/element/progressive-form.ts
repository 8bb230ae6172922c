/** `<progressive-form>`: a form that asks only what is missing and worth asking now. */
import { html, noChange, nothing } from 'lit/html.js';
import { enFirst } from '../locales/en-first.js';
import type { FieldOption } from '../model/form-config.js';
import type { Adapter, Link, OutboxEvent, Validator } from '../model/ports.js';
import type { Signals } from '../model/signals.js';
import { textDirection } from '../model/text-direction.js';
import type { FirstWords, LateWords, Words } from '../model/words.js';
import { readLinkToken } from '../profile/read-link-token.js';
import { FormSession, type SessionParts } from '../session.js';
import type { Answering, ElementExtras } from './answering.js';
import { createEvent, type PfEventDetails, type PfEventName } from './events.js';
import { findDefinition } from './find-definition.js';
import type { FlagClients } from './flags/find-client.js';
import type { Drafts, OpenDrafts } from './draft-desk.js';
import type { Friction } from './friction.js';
import type { Inspection } from './inspection.js';
import { renderAsking, renderBroken, renderDone } from './form-view.js';
import { blankScreen, pieceSize, type Screen } from './screen.js';
import type { LateViews } from './asking-view.js';
import { LiveElement } from './live-element.js';
import type { PageHold } from './page-hold.js';
import type { SignalPlace } from './hear-page.js';
import type { PageSoFar } from './read-signals.js';
import { styles } from './styles.js';

/** What the entries hand in: names in a definition and on the element become objects. */
export interface ElementParts {
  createSession(setting: PartSetting): SessionParts;
  answering(): Promise<typeof Answering>;
  extras(): Promise<ElementExtras>;
  /** What measures where it is hard. */
  friction(): Promise<typeof Friction>;
  inspection(): Promise<Inspection>;
  /** What the page and the device say, as far as the definition declares it; waits for the definition's trigger. */
  signals(session: FormSession, place: SignalPlace): Promise<Signals['values']>;
  /** What the first view says in a language, where that is not the built-in English. */
  firstWords(locale: string): Promise<FirstWords | undefined>;
  words(locale: string): Promise<LateWords>;
  /** Every country by its name in a language. */
  countries(locale: string): Promise<readonly FieldOption[]>;
  /** What keeps drafts, where the definition offers them; nothing where it does not. */
  drafts(definition: unknown, locale: string): Promise<OpenDrafts | undefined>;
}

export interface PartSetting {
  /** Absolute address of the collector, where the element names one. */
  readonly endpoint: string | undefined;
  /** An object, or the name of an adapter. */
  readonly adapter: Adapter | string | undefined;
  /** By the names that definitions call them. */
  readonly validators?: Readonly<Record<string, Validator>> | undefined;
  readonly on: (event: OutboxEvent) => void;
  /** Where the events of the form are heard. */
  readonly host?: EventTarget;
  /** Many people, one device: nothing may stay in the stores of others' scripts either. */
  readonly kiosk?: boolean | undefined;
}

const text = (value: string | null) => value ?? undefined;
const flag = (value: string | null) => value !== null;
const number = (value: string | null) => (value ? Number(value) : undefined);

export class ProgressiveForm extends LiveElement {
  static readonly version: string = '0.1.0';
  static readonly formAssociated = true;
  static #count = 0;
  static override properties = {
    config: text,
    endpoint: text,
    adapter: text,
    locale: text,
    theme: text,
    name: text,
    render: text,
    kiosk: flag,
    debug: flag,
    visits: number,
    visitorId: text,
    profile: undefined,
    validators: undefined,
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
  /** Inside a form of the page: that form gets the answers too, as entries `name.field`. */
  declare name: string | undefined;
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
  /** Checks of the page's own, by the names that the definition calls them (`validator`). */
  declare validators: Readonly<Record<string, Validator>> | undefined;
  /** What chooses between variants, by the names that the definition calls them; read when the form opens. */
  declare flags: FlagClients | undefined;
  declare parts: ElementParts | undefined;
  /** What is on screen; changed through `show`. */
  declare screen: Screen;

  /** What happened on the page so far: it stays happened for the next definition. Kept by the part that listens. */
  declare heard: Partial<PageSoFar> | undefined;
  /** Kept by the answering part: what was answered under one definition may not be safe when the next one is shown. */
  declare hold: PageHold | undefined;

  /** The definition being opened or shown; ended, with what listens to the page on its behalf, by the next one. */
  declare run: AbortController | undefined;

  /** The way of this visit, for pages that want to look; nothing before `pf-ready`. */
  session: FormSession | undefined;

  #words: FirstWords & Partial<Words> = enFirst;
  #answering: Promise<Answering> | undefined;
  #link: Link | undefined;
  #late: LateViews | undefined;
  #locale = '';
  /** What was found last is what is shown. */
  #isOpen = false;
  #drafts: Drafts | undefined;
  #countries: readonly FieldOption[] | undefined;
  /** So many pieces of a view that grows stand as they were drawn a moment ago: the next drawing leaves them. */
  #drawn = 0;
  readonly internals = this.attachInternals();
  readonly #placed = new Map<string, readonly Element[]>();
  /** Before every id, since all forms that are drawn into the page share its tree. */
  ids = '';
  /** When the first view was shown, on the page's clock. */
  began = 0;
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
    if (this.renderRoot === this) this.ids ||= `pf${++ProgressiveForm.#count}-`;
    // Moved: it goes on listening to the page, or waiting for its trigger.
    if (!this.run?.signal.aborted) return;
    if (!this.#isOpen || !this.session) return void this.#open();
    this.run = new AbortController();
    void this.#signals(this.session);
    this.requestUpdate();
  }

  disconnectedCallback(): void {
    removeEventListener('hashchange', this.#arrive);
    this.run?.abort();
  }

  protected override changed(names: ReadonlySet<string>): void {
    if (names.has('theme')) this.setAttribute('theme', this.theme ?? '');
    if (!this.run || [...names].some((name) => !/theme|name|debug|screen/.test(name))) void this.#open();
  }

  async #open(): Promise<void> {
    this.run?.abort();
    this.#isOpen = false;
    const { signal } = (this.run = new AbortController());
    try {
      const parts = this.#parts;
      // Beside the definition, in the language that it most likely has.
      parts?.firstWords(this.#language(undefined)).catch(() => undefined);
      const definition = (this.definition = await findDefinition(this, this.config));
      if (signal.aborted || !parts || definition === undefined) return;
      const locale = this.#language(definition);
      const [words = enFirst, session, openDrafts] = await Promise.all([
        parts.firstWords(locale).catch(() => undefined),
        this.#openSession(parts, definition, locale),
        // Nothing is kept, nor looked for, where many people share the device.
        this.kiosk ? undefined : parts.drafts(definition, locale).catch(() => undefined),
      ]);
      const drafts = await openDrafts?.(session, this, this.#drafts);
      await this.#answering?.then((answering) => answering.read()).catch(() => undefined);
      await this.updateComplete; // what was typed stands in its own place before places change hands
      if (signal.aborted) return;
      this.#countries = undefined;
      this.#locale = locale;
      this.#drafts = drafts;
      this.#begin(session, words);
    } catch (error) {
      const locale = this.#language(this.definition);
      const words = await this.#parts?.firstWords(locale).catch(() => undefined);
      if (signal.aborted) return;
      this.#locale = locale;
      this.#words = words ?? enFirst;
      this.#speak();
      this.show({ phase: 'broken' });
      // What it is in full, and to whom, is for the answering part.
      this.#act((answering) => answering.refuse(error, signal));
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
    return this.locale || own || this.#around || navigator.language;
  }

  #openSession(parts: ElementParts, config: unknown, locale: string): Promise<FormSession> {
    const { adapter, validators, profile, visits, visitorId, kiosk } = this;
    const endpoint = this.endpoint ? new URL(this.endpoint, document.baseURI).href : undefined;
    return FormSession.open({
      config,
      locale,
      profile,
      visits: visits ?? undefined,
      visitorId,
      kiosk,
      parts: parts.createSession({ endpoint, adapter, validators, kiosk, on: this.#hear, host: this }),
      link: this.#link,
      signals: (session) => this.#signals(session),
      // The part that is there: another definition may be opening.
      beforeSubmit: async (answers, step) =>
        (this.#late ?? (await this.#answering))?.askPage(answers, step) ?? true,
    });
  }

  #signals(session: FormSession): Promise<Signals['values']> | undefined {
    const signal = this.run?.signal;
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
    this.#isOpen = true;
    this.#words = { ...words, ...state.config.words };
    this.#answering = undefined;
    this.began = performance.now();
    this.#speak();
    this.#listCountries();
    const { issues } = state;
    this.screen = {
      ...blankScreen,
      phase: complete ? 'done' : 'asking',
      issues,
      attempted: issues.length > 0,
    };
    this.#grow();
    this.tell('pf-ready', { formId, complete });
    this.tell('pf-plan', { formId, plan });
    if (complete) this.tell('pf-complete', { formId });
    if (issues.length) this.#touch();
    (globalThis.requestIdleCallback ?? setTimeout)(this.#touch);
  }

  /** The language of the page; that of the tag itself may be ours. */
  get #around(): string {
    return this.parentElement?.closest<HTMLElement>('[lang]')?.lang ?? '';
  }

  /** The language and direction of the form, where they are not those of the page around it. */
  #speak(): void {
    const locale = this.#locale;
    if (!this.lang && this.#around.split('-')[0] === locale.split('-')[0]) return;
    this.lang = locale;
    this.dir = textDirection(locale);
  }

  /** Where some field needs them; tried again while the visitor is at the form. */
  #listCountries(): void {
    if (this.#countries || !this.session?.config.fields.some(({ type }) => type === 'country')) return;
    this.#parts?.countries(this.#locale).then(
      (all) => {
        this.#countries = all;
        this.requestUpdate();
      },
      () => undefined,
    );
  }

  /** Lets the page breathe between the pieces of a long view. */
  readonly #grow = (): void => {
    if (this.screen.pieces * pieceSize >= (this.session?.config.fields.length ?? 0)) return;
    setTimeout(async () => {
      const { pieces } = this.screen;
      this.#drawn = pieces;
      this.show({ pieces: pieces + 1 });
      await this.updateComplete;
      this.#drawn = 0;
      this.#grow();
    });
  };

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
        this.#words = { ...words, ...this.session?.config.words };
        this.wear(Part.styles);
        this.requestUpdate();
        return (this.#late = new Part(this, parts));
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
    if (this.run) void this.#open();
  };

  readonly #hear = (event: OutboxEvent): void => this.#act((answering) => answering.hear(event));
  readonly #touch = (): void => this.#act((answering) => answering.warmUp());

  /** What the visitor does is for the answering part; what an event was about is gone once it has come. */
  readonly #happen = (event: Event): void => {
    const { type, target, timeStamp: at } = event;
    const { name } = target as HTMLInputElement;
    if (type === 'submit') event.preventDefault();
    if (type === 'focusin') this.#listCountries();
    this.#act((answering) => answering.happen({ type, target, name, at }), type === 'submit');
  };

  protected override draw() {
    const { status } = this.screen;
    this.#late?.drawn();
    return html`<div part="base">
      ${this.#slot('header')} ${this.#body()}
      <div class="status" part="status" role="status">${status ? this.#words[status] : nothing}</div>
      ${this.#slot('footer')}
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
    const shared = { session, words, late: this.#late, ids: this.ids, slot: this.#slot };
    if (screen.phase === 'done' || !step) return renderDone(shared);
    // Each view in a place of its own: no control is handed on to another question.
    const views: unknown[] = [];
    views[state.cursor + state.profile.visits.steps] = renderAsking({
      ...shared,
      step,
      screen,
      drawn: this.#drawn,
      countries: this.#countries,
      drafts: this.#drafts,
      act: this.#happen,
    });
    return views;
  }

  /** In a tree of its own a slot; in the page's tree what the page put there is moved to its place. */
  readonly #slot = (name: string, own?: unknown): unknown => {
    if (this.renderRoot !== this) return html`<slot name=${name}>${own}</slot>`;
    // What is not drawn just now is kept; what the page has moved elsewhere, or given another place, is let go.
    const isOurs = (one: Element) => one.slot === name && (!one.isConnected || this.contains(one));
    const before = (this.#placed.get(name) ?? []).filter(isOurs);
    const found = [...before, ...this.querySelectorAll(`:scope > [slot=${name}]`)];
    this.#placed.set(name, found);
    return found[0] ? found : own;
  };
}

declare global {
  interface HTMLElementTagNameMap {
    'progressive-form': ProgressiveForm;
  }
}
