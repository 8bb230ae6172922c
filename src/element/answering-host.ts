/** The element, as the parts see it that come after the first paint. */
import type { FormSession } from '../session.js';
import type { PfEventDetails, PfEventName } from './events.js';
import type { Inspection } from './inspection.js';
import type { Screen } from './screen.js';

/** What the answering part needs of the element. */
export interface AnsweringHost {
  readonly session: FormSession | undefined;
  readonly screen: Screen;
  readonly debug: boolean;
  /** What the page says of who sits there; it does not hold any more once she says that it is not her. */
  profile: unknown;
  visitorId: string | undefined;
  addEventListener(type: string, listener: () => void, options: AddEventListenerOptions): void;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<unknown>;
  show(change: Partial<Screen>): void;
  readonly definition: unknown;
  inspection(): Promise<Inspection> | undefined;
  tell<N extends PfEventName>(name: N, detail: PfEventDetails[N]): boolean;
}
