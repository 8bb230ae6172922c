/** Where the focus is and where it goes; and what the live region says, once a screen reader has followed it there. */
import type { Words } from '../model/words.js';
import type { AnsweringHost } from './answering-host.js';
import { controlId } from './control-id.js';

export interface FormFocus {
  /**
   * Puts it on a control, or on a text that takes it only for the moment; tells whether there is one of that id. Whoever
   * has gone on to something else of the page keeps it there.
   */
  move(id: string): boolean;
  /** A control with this id got it. */
  note(id: string): void;
  /** The visitor goes on from a view. */
  leave(step: string): void;
  /** A view begins at its heading, for the eye and for the screen reader; one gone back to where it was left. */
  enter(step: string): void;
  /**
   * In the live region; not while a screen reader follows the focus, since it would drop it, nor where something else
   * is shown by then.
   */
  say(status: keyof Words): void;
  /** The views are somebody else's now. */
  forget(): void;
}

export function createFormFocus(host: AnsweringHost): FormFocus {
  /** Where the visitor was when she left a view, by step. */
  const last = new Map<string, string>();
  /** The control that had it last: a button has no id, and takes no focus in some engines. */
  let held = '';
  /** When it was moved, on the page's clock. */
  let movedAt = 0;
  let saying: ReturnType<typeof setTimeout> | undefined;

  const move = (id: string): boolean => {
    const target = host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(host.ids + id)}`);
    if (!target) return false;
    const at = (host.getRootNode() as Document).activeElement ?? document.activeElement;
    if (at && at !== document.body && !at.contains(host) && !host.contains(at)) return true;
    if (!target.matches('input,select,textarea,button')) {
      target.tabIndex = -1;
      target.addEventListener('blur', () => target.removeAttribute('tabindex'), { once: true });
    }
    target.focus();
    movedAt = performance.now();
    return true;
  };

  return {
    move,
    note: (id) => void (held = id.slice(host.ids.length)),
    leave: (step) => void last.set(step, held),
    enter(step) {
      const first = controlId(host.session?.fields[0]?.name ?? '');
      [last.get(step), 'title', first].some((id) => id && move(id));
      last.delete(step);
    },
    say(status) {
      clearTimeout(saying);
      const { session, screen } = host;
      const show = () => {
        if (session === host.session && screen.phase === host.screen.phase) host.show({ status });
      };
      saying = setTimeout(show, movedAt + 150 - performance.now());
    },
    forget: () => last.clear(),
  };
}
