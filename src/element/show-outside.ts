/** What the page sees without asking: the element's state, and the answers in a form of its own. */
import type { AnsweringHost } from './answering-host.js';
import type { RarePart } from './rare-part.js';

/** `rare` lists the answers, once it has come. */
export function showOutside(host: AnsweringHost, rare: RarePart): void {
  const { internals, screen, session, name } = host;
  try {
    const states = internals.states as Set<string> | undefined;
    states?.clear();
    if (screen.phase === 'busy') states?.add('submitting');
    if (screen.phase === 'done') states?.add('done');
  } catch {
    // Older engines take such names with dashes only.
  }
  const extras = name && rare.want();
  if (extras && session) internals.setFormValue(extras.listEntries(session, name));
}
