/** What there is to show while the visitor is asked. */
import type { html as Html, TemplateResult } from 'lit/html.js';
import type { Answers, Issue } from '../model/answers.js';
import type { Field, FieldOption } from '../model/form-config.js';
import type { PlannedStep } from '../model/plan.js';
import type { FormSession } from '../session.js';
import type { Drafts } from './draft-desk.js';
import type { SomeWords } from '../model/issue-text.js';
import type { Screen } from './screen.js';

/** Takes `html`, so that the part it comes with holds no second Lit. */
export type RenderLate = (html: typeof Html, view: AskingView) => TemplateResult;

/** What comes with the answering part. */
export interface LateViews {
  /** Whether the page lets the answers of a step go. */
  askPage(answers: Answers, step: string): Promise<boolean>;
  /** Everything has just been drawn. */
  drawn(): void;
  readonly summary: RenderLate;
  /** Beside the button that goes on. */
  readonly buttons: RenderLate;
  /** What is wrong with an answer, at its field. */
  error(html: typeof Html, view: AskingView, field: Field, issue: Issue): TemplateResult;
  /** What may help with an answer, under its field. */
  advice(html: typeof Html, view: AskingView, field: Field): TemplateResult | undefined;
  /** For a visitor who is not who she is taken for; nothing where nobody is. */
  notYou(html: typeof Html, view: ScreenView): TemplateResult | undefined;
}

export interface ScreenView {
  readonly session: FormSession;
  readonly words: SomeWords;
  /** Nothing before it is loaded. */
  readonly late: LateViews | undefined;
  /** Before every id: nothing in a tree of the form's own. */
  readonly ids: string;
  /** What the page puts in a place of ours, else what stands there by itself. */
  slot(name: string, own?: unknown): unknown;
}

export interface AskingView extends ScreenView {
  readonly step: PlannedStep;
  readonly screen: Screen;
  /** So many pieces from the first stand as they are to be: nothing of theirs has changed. */
  readonly drawn: number;
  /** Where the definition offers to keep drafts. */
  readonly drafts: Drafts | undefined;
  /** For `country` fields; nothing before they are loaded. */
  readonly countries: readonly FieldOption[] | undefined;
  /** Hears what the visitor does. */
  readonly act: (event: Event) => void;
}
