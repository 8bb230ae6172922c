/** What there is to show while the visitor is asked. */
import type { html as Html, TemplateResult } from 'lit';
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
}

export interface AskingView {
  readonly session: FormSession;
  readonly step: PlannedStep;
  readonly words: SomeWords;
  readonly screen: Screen;
  readonly late: LateViews | undefined;
  readonly on: {
    readonly submit: (event: SubmitEvent) => void;
    readonly change: (event: Event) => void;
    readonly input: (event: Event) => void;
    readonly touch: () => void;
    readonly back: () => void;
    readonly jump: (event: Event, name: string) => void;
  };
}
