/** "Not you?", said by the visitor: the form begins again with nobody. */
import type { AnsweringHost } from './answering-host.js';
import { controlId } from './control-id.js';
import type { FormFocus } from './form-focus.js';
import { blankScreen } from './screen.js';

export interface Leaving {
  readonly focus: Pick<FormFocus, 'move' | 'say'>;
  /** Nothing of her is waited for any more. */
  letGo(): void;
}

/** Whatever was typed and not taken yet is gone too; the focus goes to the first question, and it is said. */
export async function startOver(host: AnsweringHost, leaving: Leaving): Promise<void> {
  const { session, screen } = host;
  if (!session || (screen.phase !== 'asking' && screen.phase !== 'done')) return;
  host.show({ phase: 'busy' });
  // A field may be called like a member of the form, and then hides it.
  const form = host.renderRoot.querySelector('[part=form]');
  if (form) HTMLFormElement.prototype.reset.call(form);
  leaving.letGo();
  const left = host.hold?.leaving;
  if (left && left !== session) void left.forget().catch(() => undefined);
  await session.forget().catch(() => host.tell('pf-error', { message: 'This device keeps what it knew.' }));
  if (session !== host.session) return;
  if ((host.profile !== undefined || host.visitorId !== undefined) && !(await withoutPage(host))) return;
  const { plan, config, fields } = host.session ?? session;
  host.show({ ...blankScreen, pieces: screen.pieces, phase: plan.complete ? 'done' : 'asking' });
  host.tell('pf-plan', { formId: config.id, plan });
  await host.updateComplete;
  const [first] = fields;
  leaving.focus.move(first && !plan.complete ? controlId(first.name) : 'done');
  leaving.focus.say('forgotten');
}

/**
 * What the page said of somebody else counts again when the page says it again; until then the form is opened anew. Tells
 * whether it was: the page may have put another definition in its place meanwhile, also where this one was refused.
 */
async function withoutPage(host: AnsweringHost): Promise<boolean> {
  host.profile = undefined;
  host.visitorId = undefined;
  await host.updateComplete;
  const signal = host.run?.signal;
  if (!signal) return false;
  return new Promise((resolve) => {
    host.addEventListener('pf-ready', () => resolve(true), { once: true, signal });
    signal.addEventListener('abort', () => resolve(false), { once: true });
  });
}
