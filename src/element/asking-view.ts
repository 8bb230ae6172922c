/** What there is to show while the visitor is asked. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { PlannedStep } from '../model/plan.js';
import type { FormSession } from '../session.js';
import type { SomeWords } from './issue-text.js';
import type { Screen } from './screen.js';

/** Takes `html`, so that the part it comes with holds no second Lit. */
export type RenderLate = (html: typeof Html, view: AskingView) => TemplateResult;

/** What comes with the answering part. */
export interface LateViews {
  readonly summary: RenderLate;
  readonly refusal: RenderLate;
  /** For a visitor who is not who she is taken for; nothing where nobody is. */
  notYou(html: typeof Html, session: FormSession, words: SomeWords): TemplateResult | undefined;
}

export interface ScreenView {
  readonly session: FormSession;
  readonly words: SomeWords;
  /** Nothing before it is loaded. */
  readonly late: LateViews | undefined;
}

export interface AskingView extends ScreenView {
  readonly step: PlannedStep;
  readonly screen: Screen;
  readonly on: {
    readonly submit: (event: SubmitEvent) => void;
    readonly change: (event: Event) => void;
    readonly input: (event: Event) => void;
    readonly touch: () => void;
    readonly back: () => void;
    readonly jump: (event: Event, name: string) => void;
  };
}
