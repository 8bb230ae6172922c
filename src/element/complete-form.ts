/** There is nothing left to ask: the page is told, and the visitor is where she is thanked. */
import type { AnsweringHost } from './answering-host.js';
import type { FormFocus } from './form-focus.js';

/** `redirect`: where she goes instead. */
export function completeForm(host: AnsweringHost, focus: FormFocus, redirect?: string): void {
  host.tell('pf-complete', { formId: host.session?.config.id ?? '' });
  if (redirect) return location.assign(redirect);
  void host.updateComplete.then(() => focus.move('done'));
}
