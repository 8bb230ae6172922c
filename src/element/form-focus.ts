/** Where the focus is and where it goes; and what the live region says, once a screen reader has followed it there. */
import type { Words } from '../model/words.js';
import type { AnsweringHost } from './answering-host.js';

export interface FormFocus {
  /** Puts it on a control, or on a text that takes it only for the moment; tells whether there is one of that id. */
  move(id: string): boolean;
  /** The visitor leaves a view. */
  leave(step: string): void;
  /** A view begins at its heading, for the eye and for the screen reader; one seen before where it was left. */
  enter(step: string): void;
  /** In the live region; not while a screen reader follows the focus, since it would drop it. */
  say(status: keyof Words): void;
  /** The views are somebody else's now. */
  forget(): void;
}

export function createFormFocus(host: AnsweringHost): FormFocus {
  /** Where the visitor was when she left a view, by step. */
  const last = new Map<string, string>();
  /** When it was moved, on the page's clock. */
  let movedAt = -Infinity;
  let saying: ReturnType<typeof setTimeout> | undefined;

  const move = (id: string): boolean => {
    const target = host.renderRoot.querySelector<HTMLElement>(`#${CSS.escape(host.ids + id)}`);
    if (!target) return false;
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
    leave: (step) => void last.set(step, findFocus(host)),
    enter(step) {
      const id = last.get(step);
      if (!id || !move(id)) move('title');
    },
    say(status) {
      clearTimeout(saying);
      const wait = movedAt + 150 - performance.now();
      const show = () => host.show({ status });
      if (wait > 0) saying = setTimeout(show, wait);
      else show();
    },
    forget: () => last.clear(),
  };
}

/** The id of what has it in the form, without what stands before every id; empty where nothing has. */
function findFocus({ renderRoot, ids }: AnsweringHost): string {
  const { activeElement } = renderRoot.getRootNode() as ShadowRoot | Document;
  return renderRoot.contains(activeElement) ? (activeElement?.id.slice(ids.length) ?? '') : '';
}
