/** From one view to another: what the visitor leaves, what comes of it, and where she goes on. */
import type { Issue } from '../model/answers.js';
import type { FormSession } from '../session.js';
import type { StepResult } from '../session/submit-view.js';
import type { AnswerSafety } from './answer-safety.js';
import type { AnsweringHost } from './answering-host.js';
import { completeForm } from './complete-form.js';
import { controlId } from './control-id.js';
import type { FormFocus } from './form-focus.js';
import type { LateFriction } from './late-friction.js';
import { forgive, readView } from './listening.js';

export interface ViewTurns {
  /** Sends the view. */
  submit(): Promise<void>;
  /** Puts it off, or refuses it for good. */
  skip(forGood: boolean): Promise<void>;
  back(event: MouseEvent): Promise<void> | undefined;
  /** What is being put right is not called wrong any more, nor by a check that is under way. */
  forgive(name: string): void;
}

export function createViewTurns(
  host: AnsweringHost,
  focus: FormFocus,
  safety: AnswerSafety,
  friction: LateFriction,
): ViewTurns {
  /** Changed while the view is under way. */
  const changed = new Set<string>();
  host.renderRoot.addEventListener('click', dropSecondClick);

  const leave = async (verb: (session: FormSession) => Promise<StepResult>): Promise<void> => {
    const { session, screen } = host;
    const { step } = session ?? {};
    if (!session || !step || screen.phase !== 'asking') return;
    focus.leave(step.id);
    changed.clear();
    if (host.hold) host.hold.leaving = session;
    host.show({ phase: 'busy', status: 'sending' });
    try {
      const result = await verb(session);
      // Meanwhile the page may have put another definition in its place, which shows a view of its own.
      if (session === host.session) await take(session, step.id, result);
      else if (result.kind === 'done') safety.finish(result, false);
      else if (/issues|stopped/.test(result.kind)) handOn(session);
    } catch {
      if (session !== host.session) return handOn(session);
      host.show({ phase: 'asking', status: 'failed' });
      host.tell('pf-error', { message: 'The answers could not be handed over.' });
    }
  };

  /** What was not sent after all is not lost with its view either, where it is still hers. */
  const handOn = ({ state }: FormSession): void => {
    const { session } = host;
    if (!session || (state.who && state.who !== session.state.who)) return;
    readView(host);
    session.take({ ...state.answers, ...session.state.answers });
  };

  const take = async (session: FormSession, step: string, result: StepResult): Promise<void> => {
    host.show({ phase: 'asking', status: undefined });
    if (result.kind === 'issues') return showIssues(session, result.issues);
    if (result.kind === 'stopped') return;
    host.show(blameless);
    if (result.kind === 'skipped') {
      host.show({ phase: 'done' });
      completeForm(host, focus);
      await host.updateComplete;
      return focus.say('thanks');
    }
    if (session.state.done.some((done) => done.step.id === step))
      host.tell('pf-submit', { formId: session.config.id, step });
    if (result.kind === 'next') return begin(session);
    safety.finish(result, true);
  };

  const showIssues = async ({ fields }: FormSession, found: readonly Issue[]): Promise<void> => {
    const issues = found.filter(
      ({ field }) => !changed.has(field) && fields.some(({ name }) => name === field),
    );
    const summary = issues.length > 1;
    // A back end may refuse what the visitor was not asked, and then cannot say more than that.
    host.show({ issues, summary, attempted: true, status: issues.length ? undefined : 'failed' });
    await host.updateComplete;
    focus.move(summary ? 'summary' : controlId(issues[0]?.field ?? ''));
  };

  /** Another view has its turn. */
  const begin = async (session: FormSession): Promise<void> => {
    const seconds = friction.here?.left(); // before drawing, which is not hers
    await host.updateComplete;
    const { step, steps, config, state } = session;
    if (!step) return;
    host.tell('pf-step', {
      formId: config.id,
      step: step.id,
      index: state.cursor,
      total: steps.length,
      ...(seconds !== undefined && { seconds }),
    });
    focus.enter(step.id);
  };

  return {
    submit() {
      readView(host);
      return leave((session) => session.submit());
    },
    skip: (forGood) => leave((session) => session.skip(forGood)),
    back({ detail }) {
      const { session, screen } = host;
      // The view before takes a double click as a single one.
      if (!session || screen.phase !== 'asking' || detail > 1) return undefined;
      readView(host);
      if (!session.back()) return undefined;
      host.show(blameless);
      return begin(session);
    },
    forgive(name) {
      changed.add(name);
      forgive(host, name);
    },
  };
}

/** Nothing is wrong with a view that has just come, and nothing said of it. */
const blameless = { issues: [], attempted: false, summary: false, status: undefined };

/** The second half of a double click is not meant for the view that has come in between. */
function dropSecondClick(event: Event): void {
  const isSubmit = (event.target as HTMLElement).matches('button[type=submit]');
  if (isSubmit && (event as MouseEvent).detail > 1) event.preventDefault();
}
