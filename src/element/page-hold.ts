/** Which answers given on this page are safe, and where: the page asks before it closes while some are nowhere. */
import type { FormSession } from '../session.js';

/** That something was delivered is said only where the back end has shown it. */
export type Safety = 'volatile' | 'durable' | 'accepted' | 'delivered' | 'rejected';

/** One for each element, so that none lets go of what another holds; whatever definition it shows by now. */
export interface PageHold {
  /** By id of the submission. */
  readonly known: ReadonlyMap<string, Safety>;
  note(id: string, safety: Safety): void;
  /** Whose view was sent last. */
  leaving?: FormSession;
}

export function createPageHold(): PageHold {
  const known = new Map<string, Safety>();
  const hold = (event: Event): void => event.preventDefault();
  return {
    known,
    note(id, safety) {
      known.set(id, safety);
      const isLost = [...known.values()].includes('volatile');
      const turn: typeof addEventListener = isLost ? addEventListener : removeEventListener;
      turn('beforeunload', hold);
    },
  };
}
