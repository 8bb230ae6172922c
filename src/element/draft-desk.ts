/**
 * Keeps what is typed into one form, where its definition offers that and the visitor wishes it. Hears of what is typed,
 * sent and forgotten from the element itself.
 */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { Answers } from '../model/answers.js';
import { parseDuration } from '../model/duration.js';
import type { Clock } from '../model/ports.js';
import type { FormSession } from '../session.js';
import type { KeptDraft } from '../session/keep-draft.js';
import { renderBanner, renderChoice, type DraftView } from './draft-view.js';
import type { PfEventDetails, PfEventName } from './events.js';
import { readTyped } from './listening.js';
import { findControls } from './read-control.js';
import type { Screen } from './screen.js';

/** What it needs of the element. */
export interface DraftHost extends EventTarget {
  readonly session: FormSession | undefined;
  readonly isConnected: boolean;
  readonly renderRoot: HTMLElement | ShadowRoot;
  readonly updateComplete: Promise<unknown>;
  readonly screen: Screen;
  readonly ids: string;
  show(change: Partial<Screen>): void;
  tell<N extends PfEventName>(name: N, detail: PfEventDetails[N]): boolean;
}

/** What a form shows of its draft: nothing until storage has answered. */
export interface Drafts extends Pick<DraftDesk, 'banner' | 'choice'> {
  readonly kept: KeptDraft | undefined;
}

/** `before`: of the definition shown before. Nothing where no draft is offered, or storage refuses. Never rejects. */
export type OpenDrafts = (
  session: FormSession,
  host: DraftHost,
  before: Drafts | undefined,
) => Promise<Drafts | undefined>;

export interface DraftSetting extends Omit<DraftView, 'ids'> {
  readonly clock: Clock;
}

/** Milliseconds from a keystroke until it is on the device; those in between go with it. */
const pause = 250;

export class DraftDesk {
  readonly kept: KeptDraft;
  readonly #session: FormSession;
  readonly #host: DraftHost;
  readonly #setting: DraftSetting;
  readonly #listening = new AbortController();
  /** What the element shows until this one has its turn. */
  #before: FormSession | undefined;
  /** Set while something typed is not on the device yet. */
  #cancel: (() => void) | undefined;

  constructor(session: FormSession, host: DraftHost, kept: KeptDraft, setting: DraftSetting) {
    this.#session = session;
    this.#host = host;
    this.#before = host.session;
    this.kept = kept;
    this.#setting = setting;
    this.#hear(host.renderRoot, ['input'], this.#note);
    // What is finished does not wait: the page may be left at any moment.
    this.#hear(host.renderRoot, ['change'], this.#save);
    this.#hear(host, ['pf-step'], this.#save);
    this.#hear(host, ['pf-submit'], this.#noteSent);
    this.#hear(host, ['pf-plan'], () => void this.#look());
    this.#hear(host, ['pf-complete'], () => void this.#complete());
  }

  /** Until the element has another form to show. */
  #hear(target: EventTarget, types: readonly string[], act: () => void): void {
    const { signal } = this.#listening;
    const hear = () => {
      const { session } = this.#host;
      if (session === this.#session) {
        this.#before = undefined;
        act();
      } else if (session !== this.#before) this.#listening.abort();
    };
    for (const type of types) target.addEventListener(type, hear, { signal });
  }

  /** The form went on while storage did not answer. */
  catchUp(): void {
    this.#host.show({});
    if (this.#host.screen.phase === 'done') void this.#complete();
    else this.#noteSent();
  }

  banner(html: typeof Html): TemplateResult | undefined {
    const { found } = this.kept;
    if (found === undefined) return undefined;
    const age = this.#setting.clock() - found;
    const goOn = () => void this.#decide(() => this.#goOn());
    const startAgain = () => void this.#decide(() => this.#startAgain());
    return renderBanner(html, { ...this.#setting, ids: this.#host.ids, age, goOn, startAgain });
  }

  /** Not beside a draft that waits for a decision: there is one a form. */
  choice(html: typeof Html): TemplateResult | undefined {
    const { found, isKept } = this.kept;
    if (found !== undefined) return undefined;
    const keepFor = parseDuration(this.#session.config.draft?.keepFor ?? '') ?? 0;
    const choose = (wish: boolean) => void this.#choose(wish);
    return renderChoice(html, { ...this.#setting, ids: this.#host.ids, keepFor, isKept, choose });
  }

  async #choose(wish: boolean): Promise<void> {
    const choosing = this.kept.keep(wish, this.#typing());
    this.#host.show({});
    await this.#host.updateComplete;
    await choosing.catch(() => this.#host.show({ status: 'failed' }));
    this.#host.show({});
  }

  async #decide(carryOut: () => Promise<void>): Promise<void> {
    const { screen } = this.#host;
    if (screen.phase !== 'asking') return;
    this.#host.show({ phase: 'busy', status: undefined });
    try {
      await carryOut();
      if (this.#host.session !== this.#session) return;
      this.#host.show({ phase: 'asking' });
      await this.#host.updateComplete;
      focusStart(this.#host);
    } catch {
      this.#host.show({ phase: 'asking', status: 'failed' });
    }
  }

  async #goOn(): Promise<void> {
    const session = this.#session;
    const isThere = await this.kept.resume(() => this.#typing());
    if (this.#host.session !== session) return;
    this.#host.show({ issues: [], attempted: false, summary: false });
    if (!isThere) return this.#host.show({ status: 'draftGone' });
    this.#host.tell('pf-plan', { formId: session.config.id, plan: session.plan });
  }

  async #startAgain(): Promise<void> {
    const { found } = this.kept;
    try {
      await this.kept.keep(false);
    } catch (error) {
      this.kept.found = found;
      throw error;
    }
    this.#host.show({ status: 'draftGone' });
  }

  /** Something changed: saved soon, or on the way out. Listens to the page for no longer than that takes. */
  readonly #note = (): void => {
    if (!this.kept.isKept || this.#cancel) return;
    const timer = setTimeout(this.#save, pause);
    addEventListener('pagehide', this.#save);
    document.addEventListener('visibilitychange', this.#save);
    this.#cancel = () => {
      clearTimeout(timer);
      removeEventListener('pagehide', this.#save);
      document.removeEventListener('visibilitychange', this.#save);
      this.#cancel = undefined;
    };
  };

  readonly #save = (): void => {
    this.#cancel?.();
    if (!this.kept.isKept || this.#isReplaced) return;
    const saving = this.kept.save(() => this.#typing());
    // What storage refuses now it may take with the next change.
    saving.catch(() => undefined).finally(() => this.kept.isKept || this.#host.show({}));
  };

  readonly #noteSent = (): void => {
    this.#note();
    // A form that was taken off the page knows nothing newer by then; one that stands there since may.
    const saveHere = () => this.#host.isConnected && this.#save();
    for (const { stored, receipt } of this.#session.state.done) {
      void stored.then(this.#save);
      receipt.then(saveHere, saveHere);
    }
  };

  /** Somebody said that it is not her, here or elsewhere; or the page opened the form anew, with what was typed. */
  async #look(): Promise<void> {
    await this.kept.look().catch(() => undefined); // then it is found out when it is next written
    this.#host.show({});
    this.#note();
  }

  /** There is nothing left to send. */
  async #complete(): Promise<void> {
    if (!this.kept.isKept && !this.#session.state.done.length) return;
    this.#cancel?.();
    await this.kept
      .keep(false)
      .catch(() => this.#host.tell('pf-error', { message: 'This device keeps a draft.' }));
  }

  /** The page opened the same form anew: what it knows is older than what is kept of that. */
  get #isReplaced(): boolean {
    const { session = this.#session } = this.#host;
    return session !== this.#session && session.config.id === this.#session.config.id;
  }

  /** Nothing tells yet what is still being typed. */
  #typing(): Answers {
    return this.#host.session === this.#session ? readTyped(this.#host) : {};
  }
}

/** The heading of the view, or the first control of one that has none. */
function focusStart({ renderRoot, ids, session }: DraftHost): void {
  const heading = renderRoot.querySelector<HTMLElement>(`#${ids}title`);
  const [first] = findControls(renderRoot).get(session?.fields[0]?.name ?? '') ?? [];
  if (!heading) return first?.focus();
  heading.tabIndex = -1;
  heading.addEventListener('blur', () => heading.removeAttribute('tabindex'), { once: true });
  heading.focus();
}
