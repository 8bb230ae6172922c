/**
 * The second half of the element: what happens from the first attempt to go on until the visitor is thanked. Loaded
 * when the page is idle or the form is first touched.
 */
import type { StepResult } from '../submit-view.js';
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { Answers, Issue } from '../model/answers.js';
import type { ConfigError } from '../model/config-error.js';
import type { ConfigProblem, OutboxEvent } from '../model/ports.js';
import type { FormSession } from '../session.js';
import type { PfEventDetails, PfEventName } from './events.js';
import { controlId } from './control-id.js';
import { lateStyles } from './late-styles.js';
import { renderSummary } from './summary-view.js';
import type { Screen } from './screen.js';

/** What the answering part needs of the element. */
export interface AnsweringHost {
  readonly session: FormSession | undefined;
  readonly screen: Screen;
  readonly debug: boolean;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<boolean>;
  show(change: Partial<Screen>): void;
  inspect(): Promise<readonly ConfigProblem[]>;
  tell<N extends PfEventName>(name: N, detail: PfEventDetails[N]): boolean;
}

export class Answering {
  static readonly summary = renderSummary;
  static readonly styles = lateStyles;

  readonly #host: AnsweringHost;
  #warm: FormSession | undefined;
  /** Ids of submissions that are kept but not yet sent. */
  readonly #unsent = new Set<string>();
  /** Where the visitor was when she left a view, by step. */
  readonly #lastFocus = new Map<string, string>();

  constructor(host: AnsweringHost) {
    this.#host = host;
  }

  /** Loads what the visitor will need, sends what waits from earlier, and tells the author what is to mend. */
  async warmUp(): Promise<void> {
    const { session } = this.#host;
    if (!session || this.#warm === session) return;
    this.#warm = session;
    try {
      await session.warmUp();
      // The visitor has no use for it, and it is the largest part.
      if (this.#host.debug || isLocal(location.hostname)) this.#report(await this.#host.inspect());
    } catch {
      // Loaded again when the visitor submits, and told then if it still fails.
      this.#host.tell('pf-error', { message: 'A part of the form could not be loaded yet.' });
    }
  }

  /** Tells in full words why nothing is shown. */
  async refuse(error: unknown): Promise<void> {
    // By name: the error comes from another file, with a class of its own.
    if (!(error instanceof Error) || error.name !== 'ConfigError') {
      this.#host.show({ problem: '' });
      this.#host.tell('pf-error', { message: 'The form could not be opened.' });
      return;
    }
    const found = await this.#host.inspect().catch(() => []);
    const problems = found.length ? found : [error as ConfigError];
    const [first] = problems;
    if (first) this.#host.show({ problem: describe(first) });
    this.#report(problems);
  }

  #report(problems: readonly ConfigProblem[]): void {
    for (const problem of problems) console.error(`<progressive-form> ${describe(problem)}`);
    const plain = problems.map(({ path, problem, remedy }) => ({ path, problem, remedy }));
    if (plain.length) this.#host.tell('pf-config-error', { problems: plain });
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
  async submit(): Promise<void> {
    const { session, screen } = this.#host;
    const { step } = session ?? {};
    if (!session || !step || screen.phase !== 'asking') return;
    this.#lastFocus.set(step.id, this.#focused());
    this.#host.show({ phase: 'busy', status: 'sending' });
    try {
      await this.#take(session, step.id, await session.submit());
    } catch {
      this.#host.show({ phase: 'asking', status: 'failed' });
      this.#host.tell('pf-error', { message: 'The answers could not be handed over.' });
    }
  }

  async #take(session: FormSession, step: string, result: StepResult): Promise<void> {
    this.#host.show({ phase: 'asking', status: undefined });
    if (result.kind === 'issues') return this.#showIssues(result.issues);
    if (result.kind === 'stopped') return;
    this.#host.show({ issues: [], attempted: false, summary: false });
    this.#host.tell('pf-submit', { formId: session.config.id, step });
    if (result.kind === 'next') return this.#turn();
    this.#finish(result.receipt, result.redirect);
  }

  async #showIssues(issues: readonly Issue[]): Promise<void> {
    const summary = issues.length > 1;
    this.#host.show({ issues, summary, attempted: true });
    await this.#host.updateComplete;
    this.focus(summary ? 'summary' : controlId(issues[0]?.field ?? ''));
  }

  /** Checks one answer again, now that the visitor has changed it. */
  async recheck(name: string): Promise<void> {
    const { session } = this.#host;
    const found = (await session?.check()) ?? [];
    const others = this.#host.screen.issues.filter(({ field }) => field !== name);
    this.#host.show({ issues: [...others, ...found.filter(({ field }) => field === name)] });
  }

  back(): Promise<void> | undefined {
    const { session, screen } = this.#host;
    if (!session || screen.phase !== 'asking') return undefined;
    this.#lastFocus.set(session.step?.id ?? '', this.#focused());
    if (!session.back()) return undefined;
    this.#host.show({ issues: [], attempted: false, summary: false, status: undefined });
    return this.#turn();
  }

  /** A new view begins at its heading, for the eye and for the screen reader; one seen before where it was left. */
  async #turn(): Promise<void> {
    const { session } = this.#host;
    await this.#host.updateComplete;
    if (!session?.step) return;
    const { step, steps, config, state } = session;
    this.#host.tell('pf-step', {
      formId: config.id,
      step: step.id,
      index: state.cursor,
      total: steps.length,
    });
    const last = this.#lastFocus.get(step.id);
    if (!last || !this.focus(last)) this.focus('title');
  }

  #finish(receipt: SubmitReceipt, redirect?: string): void {
    const { session } = this.#host;
    if (receipt.state === 'volatile') {
      // Not safe anywhere yet: stay, say so, and hold the page.
      this.#host.show({ phase: 'busy', status: 'volatile' });
      addEventListener('beforeunload', holdPage);
      this.#unsent.add(receipt.id);
      return;
    }
    if (receipt.state === 'durable') this.#unsent.add(receipt.id);
    this.#host.tell('pf-complete', { formId: session?.config.id ?? '' });
    if (redirect) return location.assign(redirect);
    this.#host.show({ phase: 'done', status: receipt.state === 'durable' ? 'durable' : 'sent' });
    void this.#host.updateComplete.then(() => this.focus('done'));
    void this.lookForAsset();
  }

  /** What the outbox tells. */
  hear(event: OutboxEvent): void {
    if (event.type === 'storage') return;
    const { id, formId } = event;
    if (event.type === 'queued') this.#host.tell('pf-queued', { formId, id });
    if (event.type === 'rejected') this.#host.tell('pf-rejected', { formId, id, status: event.status });
    if (event.type === 'parked')
      this.#host.tell('pf-error', {
        message: `The back end answered ${event.status}; the submission waits.`,
      });
    if (event.type !== 'delivered') return;
    this.#host.tell('pf-delivered', { formId, id });
    if (this.#unsent.delete(id) && !this.#unsent.size) this.#arrive(id);
  }

  /** What waited has arrived. */
  #arrive(id: string): void {
    removeEventListener('beforeunload', holdPage);
    if (this.#host.screen.phase === 'busy') return this.#finish({ state: 'sent', id, outcome: 'delivered' });
    this.#host.show({ status: 'sent' });
    void this.lookForAsset();
  }

  /** The download opens once the address is confirmed, which may have happened in another tab. */
  async lookForAsset(): Promise<void> {
    const { session, screen } = this.#host;
    if (screen.phase !== 'done' || document.hidden || !session?.config.afterSubmit?.asset) return;
    if (await session.refreshAsset()) this.#host.show({});
  }

  /** Puts the focus on a control, or on a text that takes it only for the moment. */
  focus(id: string): boolean {
    const target = this.#host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(id)}`);
    if (!target) return false;
    if (!target.matches('input,select,textarea,button')) {
      target.tabIndex = -1;
      target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true });
    }
    target.focus();
    return true;
  }

  release(): void {
    removeEventListener('beforeunload', holdPage);
  }

  #focused(): string {
    const { renderRoot } = this.#host;
    return (renderRoot instanceof ShadowRoot && renderRoot.activeElement?.id) || '';
  }
}

const describe = ({ path, problem, remedy }: ConfigProblem): string =>
  `${path || 'definition'}: ${problem}. ${remedy}`;

/** A page that is being built. */
const isLocal = (host: string): boolean => /^(localhost|127\.|\[::1\]|.*\.localhost$)/.test(host);

function holdPage(event: Event): void {
  event.preventDefault();
}
