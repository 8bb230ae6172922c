/** What reading signals needs, and what is remembered of the page while it stands. */
import type { AnswerValue } from '../../model/answers.js';
import type { TraceEntry } from '../../model/condition.js';
import type { Clock } from '../../model/ports.js';
import type { Profile } from '../../model/profile.js';
import type { SetTimer } from '../../outbox/timer.js';
import type { KeptChoices } from '../flags/choice.js';

/** By path. */
export type Values = Readonly<Record<string, AnswerValue>>;

/** Whether a path may be looked at: declared, and its purpose agreed to where that is needed. */
export type MayRead = (path: string) => boolean;

export interface SignalContext {
  readonly host: HTMLElement;
  /** The language the form speaks. */
  readonly locale: string;
  /** Purposes agreed to. */
  readonly consents: Readonly<Record<string, string>>;
  /** Ends waiting, watching and counting; releases every listener and timer. */
  readonly signal: AbortSignal;
  /** Hears each announced name that is declared as `count.<name>`, once for each time. */
  readonly count?: (name: string, at: number) => void | Promise<void>;
  /** Has services choose variants: asked once, when the form is about to appear or its trigger looks at one. */
  readonly choose?: (mayRead: MayRead) => Promise<Values>;
  /** What was counted before this call, for triggers that look at it. */
  readonly counts?: Profile['counts'];
  /** What happened on this page before; handed in again, nothing un-happens where the form opens anew. */
  readonly memory?: Partial<PageSoFar>;
  readonly now?: Clock;
  readonly setTimer?: SetTimer;
}

/** What happened on the page so far: nothing in it ever goes back. */
export interface PageSoFar {
  /** Deepest percent of the way that the page can be scrolled. */
  scroll: number;
  /** Milliseconds for which the page was seen. */
  shown: number;
  /** The longest time without input while the page was seen, in milliseconds. */
  idle: number;
  exit: boolean;
  /** Names announced, each once. */
  events: string[];
  /** Page views announced. */
  views: number;
  /** Variants that services chose, or that held in their place. */
  choices?: KeptChoices;
}

/** What the watchers share. */
export interface Watch {
  readonly page: PageSoFar;
  /** Every comparison that the trigger makes. */
  readonly tests: readonly TraceEntry[];
  /** To be called when a comparison may have turned. */
  readonly changed: () => void;
  readonly signal: AbortSignal;
  readonly now: Clock;
  readonly setTimer: SetTimer;
}
