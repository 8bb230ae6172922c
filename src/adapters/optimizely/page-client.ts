/** Optimizely Web Experimentation: the snippet on the page has chosen already, and is only asked what. */
import { own } from '../../model/own.js';
import type { FlagClient } from '../../model/ports.js';

interface Snippet {
  /** Not there before the snippet has loaded: then it is a queue. */
  readonly get?: (name: 'state') => {
    getExperimentStates(filter: { isActive: true }): Readonly<Record<string, ExperimentState>>;
  };
  push(command: object): void;
}

interface ExperimentState {
  readonly experimentName?: string | null;
  readonly isInExperimentHoldback?: boolean;
  /** Without a name where the account keeps names to itself. */
  readonly variation?: { readonly id: string; readonly name?: string | null } | null;
}

/** Looked up anew each time; never what an element of that id puts in its place. */
const findSnippet = () => own(globalThis as unknown as Readonly<Record<string, Snippet>>, 'optimizely');

export function createPageClient(): FlagClient {
  return {
    name: 'optimizely',
    decide({ key, variants }) {
      const states = findSnippet()?.get?.('state').getExperimentStates({ isActive: true }) ?? {};
      const state =
        own(states, key) ?? Object.values(states).find(({ experimentName }) => experimentName === key);
      // Whoever is held back is compared with the others, and sees what there was before.
      if (!state?.variation || state.isInExperimentHoldback) return undefined;
      const { name, id } = state.variation;
      return variants.find((one) => one === name || one === id);
    },
    track(event, { key, variant }) {
      findSnippet()?.push({ type: 'event', eventName: `${key}-${event}`, tags: { variant } });
    },
  };
}
