/**
 * The second half of the element: what happens from the first attempt to go on until the visitor is thanked. Loaded
 * when the page is idle or the form is first touched.
 */
import type { StepResult } from '../session/submit-view.js';
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { Answers, Issue } from '../model/answers.js';
import type { OutboxEvent } from '../model/ports.js';
import type { Words } from '../model/words.js';
import { isThisMachine } from '../model/safe-url.js';
import type { FormSession } from '../session.js';
import type { renderAdvice } from './advice-view.js';
import type { advise } from './advise.js';
import type { AnsweringHost, Happening } from './answering-host.js';
import { controlId } from './control-id.js';
import type { LateViews, RenderLate } from './asking-view.js';
import { renderError } from './error-view.js';
import type { Friction } from './friction.js';
import { lateStyles } from './late-styles.js';
import { forgive, readView } from './listening.js';
import type { listEntries } from './page-form.js';
import type { renderNotYou, renderRefusal } from './rare-views.js';
import { renderSummary } from './summary-view.js';
import type { tellAuthor, tellRefusal } from './tell-author.js';

export interface AnsweringParts {
  extras(): Promise<ElementExtras>;
  friction(): Promise<typeof Friction>;
}

/** What few visitors come to. */
export interface ElementExtras {
  readonly styles: string;
  readonly advise: typeof advise;
  readonly listEntries: typeof listEntries;
  readonly renderAdvice: typeof renderAdvice;
  readonly renderNotYou: typeof renderNotYou;
  readonly renderRefusal: typeof renderRefusal;
  readonly tellAuthor: typeof tellAuthor;
  readonly tellRefusal: typeof tellRefusal;
}

type Safety = SubmitReceipt['state'] | 'accepted';
type Finished = Extract<StepResult, { readonly kind: 'done' }>;

export class Answering implements LateViews {
  static readonly styles = lateStyles;

  readonly summary: RenderLate = (html, view) => renderSummary(html, view, (id) => this.focus(id));
  readonly #host: AnsweringHost;
  readonly #extras: () => Promise<ElementExtras>;
  readonly #measure: (began: number) => void;
  /** Nobody waits for the part that measures: until it has come there is less to tell. */
  #friction: Friction | undefined;
  /** Who had the focus before that part came. */
  #early: readonly Pick<Happening, 'target' | 'at'>[] = [];
  #rare: ElementExtras | undefined;
  /** When the focus was moved, on the page's clock. */
  #movedAt = -Infinity;
  #saying: ReturnType<typeof setTimeout> | undefined;
  #warm: FormSession | undefined;
  /** How safe each submission is, by id. */
  readonly #safety = new Map<string, Safety>();
  /** What follows once everything of this visit is safe; set when it ends. */
  #end: (Pick<Finished, 'redirect' | 'takeBack'> & { readonly ids: readonly string[] }) | undefined;
  /** Where the visitor was when she left a view, by step. */
  readonly #lastFocus = new Map<string, string>();

  constructor(host: AnsweringHost, parts: AnsweringParts) {
    this.#host = host;
    this.#extras = async () => {
      const extras = await parts.extras();
      host.wear(extras.styles);
      return extras;
    };
    this.#measure = (began) => {
      this.#friction = undefined;
      this.#early = [];
      parts.friction().then(
        (Part) => this.#friction ?? this.#count(new Part(host, began)),
        () => undefined,
      );
    };
    this.#measure(host.began);
    host.renderRoot.addEventListener('click', dropSecondClick);
  }

  happen({ type, name, target, at }: Happening): unknown {
    if (type === 'focusin') {
      if (!this.#friction) this.#early = [...this.#early, { target, at }];
      if (target) this.#friction?.focus(target, at);
      return this.warmUp();
    }
    if (type === 'input') return forgive(this.#host, name);
    this.read();
    return type === 'submit' ? this.submit() : this.answered(name);
  }

  #count(friction: Friction): void {
    this.#friction = friction;
    for (const { target, at } of this.#early) if (target) friction.focus(target, at);
  }

  /** The page was hidden, is seen again, or is left. */
  look(event: Event): void {
    this.#friction?.look(event);
    void this.lookForAsset();
  }

  /** A field was changed; checked again where the visitor has tried to go on. */
  async answered(field: string): Promise<void> {
    const formId = this.#host.session?.config.id ?? '';
    this.#advise(field).catch(() => undefined); // Nobody waits for advice.
    const tally = this.#friction?.answered(field);
    this.#host.tell('pf-answer', { formId, field, ...tally });
    if (this.#host.screen.attempted) await this.recheck(field);
  }

  /** What the page sees without asking: the element's state, and the answers in a form of its own. */
  drawn(): void {
    const { internals, screen, session, name } = this.#host;
    try {
      const states = internals.states as Set<string> | undefined;
      states?.clear();
      if (screen.phase === 'busy') states?.add('submitting');
      if (screen.phase === 'done') states?.add('done');
    } catch {
      // Older engines take such names with dashes only.
    }
    if (name && session && this.#rare) internals.setFormValue(this.#rare.listEntries(session, name));
  }

  async #advise(name: string): Promise<void> {
    const field = this.#host.session?.fields.find((one) => one.name === name);
    if (field?.type !== 'email') return;
    this.#rare = await this.#extras();
    await this.#rare.advise(this.#host, field);
  }

  /** Takes what stands in the view. */
  read(): void {
    readView(this.#host);
  }

  /** Loads what the visitor will need, sends what waits from earlier, and tells the author what is to mend. */
  async warmUp(): Promise<void> {
    const { session } = this.#host;
    if (!session || this.#warm === session) return;
    this.#warm = session;
    try {
      await session.warmUp();
      if (this.#host.name) {
        this.#rare = await this.#extras();
        this.drawn();
      }
      // The visitor has no use for it, and it loads the largest part.
      if (this.#host.debug || isThisMachine(location.hostname))
        await (await this.#extras()).tellAuthor(this.#host, session);
    } catch (error) {
      // The way to the back end is set up wrongly.
      if ((error as Error).name === 'ConfigError') return this.refuse(error);
      // Loaded again when the visitor submits, and told then if it still fails.
      this.#host.tell('pf-error', { message: 'A part could not be loaded yet.' });
    }
  }

  /** Tells in full words why nothing is shown. */
  async refuse(error: unknown): Promise<void> {
    await (await this.#extras()).tellRefusal(this.#host, error);
  }

  /** The page's last word on a step. */
  async askPage(answers: Answers, step: string): Promise<boolean> {
    const waits: Promise<unknown>[] = [];
    const formId = this.#host.session?.config.id ?? '';
    const waitUntil = (promise: Promise<unknown>) => void waits.push(promise);
    const allowed = this.#host.tell('pf-before-submit', { formId, step, answers, waitUntil });
    return Promise.all(waits).then(
      () => allowed,
      () => false,
    );
  }

  /** Sends the view. */
  submit(): Promise<void> {
    return this.#leaveView((session) => session.submit());
  }

  /** Ways back, and past a step that may be put off or refused for good. */
  readonly buttons: RenderLate = (html, { session, step, words }) => {
    const { state, config } = session;
    const isSkippable = config.steps.some(({ id, skippable }) => id === step.id && skippable);
    const back = html`<button part="back-button" type="button" @click=${() => this.back()}>
      ${words.back}
    </button>`;
    return html`${state.cursor ? back : undefined}${
      isSkippable ? this.#rarely()?.renderRefusal(html, words, (forGood) => this.skip(forGood)) : undefined
    }`;
  };

  /** In both views. */
  readonly notYou: LateViews['notYou'] = (html, { session, words }) => {
    const { profile, record } = session.state;
    if (!record && /none|typed/.test(profile.identity.strength)) return undefined;
    return this.#rarely()?.renderNotYou(html, words, this.#host, this);
  };

  readonly error = renderError;

  readonly advice: LateViews['advice'] = (html, view, field) =>
    this.#rare?.renderAdvice(html, view, field, this.#host);

  /** What few visitors come to, once it is there: then all is drawn again. Tried again with the next change. */
  #rarely(): ElementExtras | undefined {
    if (!this.#rare)
      this.#extras().then(
        (extras) => {
          this.#rare = extras;
          this.#host.show({});
        },
        () => undefined,
      );
    return this.#rare;
  }

  /** Nothing of this visit is waited for any more. */
  letGo(): void {
    removeEventListener('beforeunload', this.#holdPage);
    this.#end = undefined;
    this.#lastFocus.clear();
    // Somebody else sits there now.
    this.#measure(performance.now());
  }

  skip(forGood: boolean): Promise<void> {
    return this.#leaveView((session) => session.skip(forGood));
  }

  async #leaveView(leave: (session: FormSession) => Promise<StepResult>): Promise<void> {
    const { session, screen } = this.#host;
    const { step } = session ?? {};
    if (!session || !step || screen.phase !== 'asking') return;
    this.#lastFocus.set(step.id, this.#focused());
    this.#host.show({ phase: 'busy', status: 'sending' });
    try {
      const result = await leave(session);
      // Meanwhile the page may have put another definition in its place, which shows a view of its own.
      if (session === this.#host.session) await this.#take(session, step.id, result);
    } catch {
      if (session !== this.#host.session) return;
      this.#host.show({ phase: 'asking', status: 'failed' });
      this.#host.tell('pf-error', { message: 'The answers could not be handed over.' });
    }
  }

  async #take(session: FormSession, step: string, result: StepResult): Promise<void> {
    this.#host.show({ phase: 'asking', status: undefined });
    if (result.kind === 'issues') return this.#showIssues(result.issues);
    if (result.kind === 'stopped') return;
    this.#host.show({ issues: [], attempted: false, summary: false });
    if (result.kind === 'skipped') {
      this.#host.show({ phase: 'done' });
      return this.#complete();
    }
    if (session.state.done.some((done) => done.step.id === step))
      this.#host.tell('pf-submit', { formId: session.config.id, step });
    if (result.kind === 'next') return this.#turn();
    const { receipts, redirect, takeBack } = result;
    this.#end = { ids: receipts.map(({ id }) => id), redirect, takeBack };
    // An event is younger than a receipt.
    for (const receipt of receipts) {
      if (!this.#safety.has(receipt.id)) this.#safety.set(receipt.id, safetyOf(receipt));
    }
    this.#settle();
  }

  /** There is nothing left to ask. */
  #complete(redirect?: string): void {
    this.#host.tell('pf-complete', { formId: this.#host.session?.config.id ?? '' });
    if (redirect) return location.assign(redirect);
    void this.#host.updateComplete.then(() => this.focus('done'));
  }

  async #showIssues(found: readonly Issue[]): Promise<void> {
    const { fields = [] } = this.#host.session ?? {};
    const issues = found.filter(({ field }) => fields.some(({ name }) => name === field));
    const summary = issues.length > 1;
    // A back end may refuse what the visitor was not asked, and then cannot say more than that.
    this.#host.show({ issues, summary, attempted: true, status: issues.length ? undefined : 'failed' });
    await this.#host.updateComplete;
    this.focus(summary ? 'summary' : controlId(issues[0]?.field ?? ''));
  }

  /** Checks one answer again, now that the visitor has changed it. */
  async recheck(name: string): Promise<void> {
    const { session } = this.#host;
    const value = session?.value(name);
    const found = (await session?.check()) ?? [];
    // What was found late is about another answer by now.
    if (this.#host.session !== session || session?.value(name) !== value) return;
    const others = this.#host.screen.issues.filter(({ field }) => field !== name);
    this.#host.show({ issues: [...others, ...found.filter(({ field }) => field === name)] });
  }

  back(): Promise<void> | undefined {
    const { session, screen } = this.#host;
    if (!session || screen.phase !== 'asking') return undefined;
    this.read();
    this.#lastFocus.set(session.step?.id ?? '', this.#focused());
    if (!session.back()) return undefined;
    this.#host.show({ issues: [], attempted: false, summary: false, status: undefined });
    return this.#turn();
  }

  /** A new view begins at its heading, for the eye and for the screen reader; one seen before where it was left. */
  async #turn(): Promise<void> {
    const { session } = this.#host;
    const seconds = this.#friction?.left(); // before drawing, which is not hers
    await this.#host.updateComplete;
    if (!session?.step) return;
    const { step, steps, config, state } = session;
    this.#host.tell('pf-step', {
      formId: config.id,
      step: step.id,
      index: state.cursor,
      total: steps.length,
      ...(seconds !== undefined && { seconds }),
    });
    const last = this.#lastFocus.get(step.id);
    if (!last || !this.focus(last)) this.focus('title');
  }

  /** Says how safe the answers are, now that the visitor has given the last one or something has changed since. */
  #settle(): void {
    const { phase } = this.#host.screen;
    const { ids = [], redirect } = this.#end ?? {};
    const states = ids.map((id) => this.#safety.get(id));
    const refused = ids[states.indexOf('rejected')];
    if (refused) return this.#takeBack(refused);
    const status = leastSafe.find((state) => states.includes(state)) ?? 'sent';
    if (status === 'volatile') {
      // Not safe anywhere yet: stay, say so, and hold the page.
      this.#host.show({ phase: 'busy', status });
      return addEventListener('beforeunload', this.#holdPage);
    }
    removeEventListener('beforeunload', this.#holdPage);
    const isNew = phase !== 'done';
    this.#host.show({ phase: 'done', ...(isNew && { status: undefined }) });
    void this.lookForAsset();
    if (isNew) this.#complete(redirect);
    void this.#host.updateComplete.then(() => this.say(status));
  }

  /** In the live region; not while a screen reader follows the focus, since it would drop it. */
  say(status: keyof Words): void {
    clearTimeout(this.#saying);
    const wait = this.#movedAt + 150 - performance.now();
    const show = () => this.#host.show({ status });
    if (wait > 0) this.#saying = setTimeout(show, wait);
    else show();
  }

  /** The back end refused what was thanked for: its view comes back, with the answers. */
  #takeBack(id: string): void {
    removeEventListener('beforeunload', this.#holdPage);
    this.#end?.takeBack(id);
    this.#end = undefined;
    this.#host.show({ phase: 'asking', status: 'failed' });
  }

  /** One for each element, so that none lets go of what another holds. */
  readonly #holdPage = (event: Event): void => event.preventDefault();

  /** What the outbox tells. */
  hear(event: OutboxEvent): void {
    if (event.type === 'storage') return this.#tellStorage(event);
    const { id, formId, type } = event;
    if (type === 'queued') this.#host.tell('pf-queued', { formId, id });
    if (type === 'delivered') this.#host.tell('pf-delivered', { formId, id, outcome: event.outcome });
    if (type === 'rejected')
      this.#host.tell('pf-rejected', { formId, id, status: event.status, reason: event.reason });
    if (type === 'erased' || type === 'purged')
      this.#host.tell('pf-rejected', { formId, id, status: 0, reason: type });
    if (type === 'parked')
      this.#host.tell('pf-error', {
        message: `The submission waits: status ${event.status}.`,
      });
    if (type === 'queued') this.#safety.set(id, 'durable');
    if (type === 'delivered') this.#safety.set(id, safetyOf({ ...event, state: 'sent' }));
    if (type === 'rejected' || type === 'purged') this.#safety.set(id, 'rejected');
    if (this.#end?.ids.includes(id)) this.#settle();
  }

  #tellStorage({ state, reason }: Extract<OutboxEvent, { type: 'storage' }>): void {
    if (state === 'durable') return;
    this.#host.tell('pf-error', { message: `Nothing more is kept on this device (${reason}).` });
  }

  /** The download opens once the address is confirmed, which may have happened in another tab. */
  async lookForAsset(): Promise<void> {
    const { session, screen } = this.#host;
    if (screen.phase !== 'done' || document.hidden || !session?.config.afterSubmit?.asset) return;
    // A collector or a part that cannot be reached: the mail has the link too.
    if (await session.refreshAsset().catch(() => false)) this.#host.show({});
  }

  /** Puts the focus on a control, or on a text that takes it only for the moment. */
  focus(id: string): boolean {
    const target = this.#host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(this.#host.ids + id)}`);
    if (!target) return false;
    if (!target.matches('input,select,textarea,button')) {
      target.tabIndex = -1;
      target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true });
    }
    target.focus();
    this.#movedAt = performance.now();
    return true;
  }

  #focused(): string {
    const { renderRoot, ids } = this.#host;
    const { activeElement } = renderRoot.getRootNode() as ShadowRoot | Document;
    return renderRoot.contains(activeElement) ? (activeElement?.id.slice(ids.length) ?? '') : '';
  }
}

const leastSafe = ['volatile', 'durable', 'accepted'] as const;

/** That something arrived is said only where the back end has shown it. */
const safetyOf = (receipt: SubmitReceipt): Safety =>
  receipt.state === 'sent' && receipt.outcome === 'accepted' ? 'accepted' : receipt.state;

/** The second half of a double click is not meant for the view that has come in between. */
function dropSecondClick(event: Event): void {
  const isSubmit = (event.target as HTMLElement).matches('button[type=submit]');
  if (isSubmit && (event as MouseEvent).detail > 1) event.preventDefault();
}
