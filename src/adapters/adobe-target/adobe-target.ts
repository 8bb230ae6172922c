/** Adobe Target by its script on the page (at.js). Its offers name a variant; nothing of them is put into the page. */
import { own } from '../../model/own.js';
import type { FlagClient } from '../../model/ports.js';

interface AtJs {
  getOffer?(request: {
    readonly mbox: string;
    readonly timeout: number;
    readonly success: (actions: readonly Action[]) => void;
    readonly error: () => void;
  }): void;
  trackEvent?(event: { readonly mbox: string; readonly params: Readonly<Record<string, string>> }): void;
}

/** `setJson` has a list of objects, the others a text. */
interface Action {
  readonly content?: unknown;
}

/** Milliseconds; nobody waits for longer. */
const timeout = 500;

/** Looked up anew each time; never what an element of that id puts in its place. */
const findScript = () =>
  own(globalThis as unknown as Readonly<Record<string, { readonly target?: AtJs }>>, 'adobe')?.target;

/**
 * The key is the name of the mbox. The offer is JSON, `{ "variant": "b" }` (at.js 1.2.3 or later), or a text that is the
 * variant's name alone. An error of Target's means no choice. What happens is told by the mboxes `<key>-exposed` and
 * `<key>-completed`. Source: experienceleague.adobe.com,
 * "adobe.target.getOffer()", "Create JSON offers" and "adobe.target.trackEvent()".
 */
export function createAdobeTargetClient(): FlagClient {
  return {
    name: 'adobe-target',
    decide: ({ key: mbox, variants }) =>
      new Promise((resolve) => {
        const error = () => resolve(undefined);
        const success = (actions: readonly Action[]) => resolve(readVariant(actions, variants));
        const script = findScript();
        if (script?.getOffer) script.getOffer({ mbox, timeout, success, error });
        else error();
      }),
    track(event, { key, variant }) {
      // Under another name than the offer's, since Target takes the same for a new visit.
      findScript()?.trackEvent?.({ mbox: `${key}-${event}`, params: { variant } });
    },
  };
}

/** What is no list of actions names none. */
function readVariant(actions: readonly Action[], variants: readonly string[]): string | undefined {
  if (!Array.isArray(actions)) return undefined;
  const named = actions.flatMap(({ content }) => content).map(nameOf);
  return variants.find((variant) => named.includes(variant));
}

const nameOf = (content: unknown): unknown =>
  typeof content === 'string' ? content.trim() : (content as { variant?: unknown } | null)?.variant;
