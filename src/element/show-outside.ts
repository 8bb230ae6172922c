/** What the page sees without asking: the element's state, and the answers in a form of its own. */
import type { AnsweringHost } from './answering-host.js';
import type { ElementExtras } from './rare-part.js';

/** `extras`: what lists the answers, where it has come. */
export function showOutside(host: AnsweringHost, extras: ElementExtras | undefined): void {
  const { internals, screen, session, name } = host;
  try {
    const states = internals.states as Set<string> | undefined;
    states?.clear();
    if (screen.phase === 'busy') states?.add('submitting');
    if (screen.phase === 'done') states?.add('done');
  } catch {
    // Older engines take such names with dashes only.
  }
  if (name && session && extras) internals.setFormValue(extras.listEntries(session, name));
}
