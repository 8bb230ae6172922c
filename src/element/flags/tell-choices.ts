/** Tells the services what became of their choices: that the form was shown so, and that it was completed. */
import type { FormSession } from '../../session.js';
import type { Choices } from './choice.js';

export interface TellPlace {
  readonly host: HTMLElement & { readonly session?: FormSession | undefined };
  /** Ends the telling. */
  readonly signal: AbortSignal;
}

/** Each of it once a choice; nothing of a form that had nothing to ask. */
export function tellChoices(choices: Choices, session: FormSession, { host, signal }: TellPlace): void {
  const shown = (): void => {
    tell(choices, 'exposed');
    host.addEventListener('pf-complete', () => tell(choices, 'completed'), { signal });
  };
  if (host.session !== session)
    host.addEventListener('pf-ready', ({ complete }) => complete || shown(), { signal });
  // Shown already: the element was only moved.
  else if (session.step) shown();
}

function tell(choices: Choices, event: 'exposed' | 'completed'): void {
  for (const { client, key, variant, told } of choices.values()) {
    if (!client || told[event]) continue;
    told[event] = true;
    const track = async () => client.track?.(event, { key, variant });
    // What is told is for the page's owner: it changes nothing for the visitor.
    track().catch(() => undefined);
  }
}
