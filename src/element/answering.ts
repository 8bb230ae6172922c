/**
 * The second half of the element: what happens from the first attempt to go on until the visitor is thanked. Loaded
 * when the page is idle or the form is first touched.
 */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { Answers } from '../model/answers.js';
import type { Field } from '../model/form-config.js';
import type { OutboxEvent } from '../model/ports.js';
import { createAnswerSafety, type AnswerSafety } from './answer-safety.js';
import type { AnsweringHost, Happening } from './answering-host.js';
import type { AnsweringParts } from './answering-parts.js';
import { askPage } from './ask-page.js';
import type { AskingView, LateViews, ScreenView } from './asking-view.js';
import { renderError } from './error-view.js';
import { createFormFocus, type FormFocus } from './form-focus.js';
import { renderButtons } from './late-buttons-view.js';
import { createLateFriction, type LateFriction } from './late-friction.js';
import { lateStyles } from './late-styles.js';
import { readView } from './listening.js';
import { lookForAsset } from './look-for-asset.js';
import { createRarePart, type RarePart } from './rare-part.js';
import { showOutside } from './show-outside.js';
import { renderSummary } from './summary-view.js';
import { takeChange } from './take-change.js';
import { tellOutbox } from './tell-outbox.js';
import { createViewTurns, type ViewTurns } from './view-turns.js';
import { createWarmUp } from './warm-up.js';

export type { ElementExtras } from './answering-parts.js';

/** Hears of everything that happens and hands it to whoever it is for. */
export class Answering implements LateViews {
  static readonly styles = lateStyles;

  readonly error = renderError;
  readonly warmUp: () => Promise<void>;
  readonly focus: FormFocus;
  readonly #host: AnsweringHost;
  readonly #rare: RarePart;
  readonly #session;
  readonly #friction: LateFriction;
  readonly #safety: AnswerSafety;
  readonly #turns: ViewTurns;

  constructor(host: AnsweringHost, parts: AnsweringParts) {
    this.#host = host;
    this.#session = host.session;
    this.#rare = createRarePart(host, parts);
    this.#friction = createLateFriction(host, parts);
    this.focus = createFormFocus(host);
    this.#safety = createAnswerSafety(host, this.focus);
    this.#turns = createViewTurns(host, this.focus, this.#safety, this.#friction);
    this.warmUp = createWarmUp(host, this.#rare);
    this.#friction.begin(host.began);
  }

  happen({ type, name, target, at }: Happening): unknown {
    if (type === 'focusin') {
      if (name) this.focus.note((target as Element).id);
      if (target) this.#friction.focus(target, at);
      return this.warmUp();
    }
    if (type === 'input') return this.#turns.forgive(name);
    return type === 'submit'
      ? this.#turns.submit()
      : takeChange(this.#host, name, this.#rare, this.#friction, this.focus);
  }

  /** The page was hidden, is seen again, or is left. */
  readonly #look = (event: Event): void => {
    if (this.#host.session !== this.#session) return;
    this.#friction.here?.look(event);
    void lookForAsset(this.#host);
  };

  /** Takes what stands in the view. */
  read(): void {
    readView(this.#host);
  }

  /** Tells in full words why nothing is shown; nothing any more once another definition is opened. */
  async refuse(error: unknown, signal: AbortSignal): Promise<void> {
    await (await this.#rare.load()).tellRefusal(this.#host, error, () => !signal.aborted);
  }

  askPage(answers: Answers, step: string): Promise<boolean> {
    return askPage(this.#host, answers, step);
  }

  /** What the outbox tells. */
  hear(event: OutboxEvent): void {
    tellOutbox(this.#host, event);
    void this.warmUp();
    this.#safety.note(event);
  }

  drawn(): void {
    const { run } = this.#host;
    const until = run && { signal: run.signal };
    document.addEventListener('visibilitychange', this.#look, until);
    addEventListener('pagehide', this.#look, until);
    showOutside(this.#host, this.#rare);
  }

  summary(html: typeof Html, view: AskingView): TemplateResult {
    return renderSummary(html, view, this.focus.move);
  }

  buttons(html: typeof Html, view: AskingView): TemplateResult {
    return renderButtons(html, view, this.#turns, this.#rare);
  }

  advice(html: typeof Html, view: AskingView, field: Field): TemplateResult | undefined {
    return this.#rare.here?.renderAdvice(html, view, field, this.#host);
  }

  /** In both views. */
  notYou(html: typeof Html, { session, words }: ScreenView): TemplateResult | undefined {
    const { profile, record, found } = session.state;
    // Nobody mistakes her for what she has told on this visit.
    if (!(record && found) && /none|typed/.test(profile.identity.strength)) return undefined;
    return this.#rare.want()?.renderNotYou(html, words, this.#host, this);
  }

  /** Nothing of this visit is waited for any more: somebody else sits there now. */
  letGo(): void {
    this.#safety.letGo();
    this.focus.forget();
    this.#friction.begin(performance.now());
  }
}
