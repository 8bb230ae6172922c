/** The element, as the parts see it that come after the first paint. */
import type { Validator } from '../model/ports.js';
import type { FormSession } from '../session.js';
import type { PfEventDetails, PfEventName } from './events.js';
import type { Inspection } from './inspection.js';
import type { PageHold } from './page-hold.js';
import type { Screen } from './screen.js';

/** Something that happened in the form: what of the event is still there when the part has come. */
export interface Happening {
  readonly type: string;
  readonly target: EventTarget | null;
  /** Of the control it happened to. */
  readonly name: string;
  /** Milliseconds on the page's clock. */
  readonly at: number;
}

/** What the answering part needs of the element. */
export interface AnsweringHost extends Node {
  readonly session: FormSession | undefined;
  readonly screen: Screen;
  /** Ends with the definition that is shown, and while the element stands nowhere. */
  readonly run: AbortController | undefined;
  readonly debug: boolean;
  readonly kiosk: boolean;
  /** What the page says of who sits there; it does not hold any more once she says that it is not her. */
  profile: unknown;
  visitorId: string | undefined;
  /** When the first view was shown, on the page's clock. */
  readonly began: number;
  readonly internals: ElementInternals;
  /** Of what was answered in this element; nothing before that. */
  hold: PageHold | undefined;
  /** Of the element among the controls of a form of the page. */
  readonly name: string | undefined;
  /** Before every id of the form. */
  readonly ids: string;
  readonly renderRoot: HTMLElement | DocumentFragment;
  readonly updateComplete: Promise<unknown>;
  show(change: Partial<Screen>): void;
  /** Puts a style sheet on, once. */
  wear(text: string): void;
  readonly definition: unknown;
  readonly validators: Readonly<Record<string, Validator>> | undefined;
  inspection(): Promise<Inspection> | undefined;
  tell<N extends PfEventName>(name: N, detail: PfEventDetails[N]): boolean;
}
