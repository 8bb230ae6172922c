/**
 * What the element tells the page. All bubble and cross shadow roots. Only `pf-before-submit` carries answers; it is
 * for the page's own code and not for analytics.
 */
import type { Answers } from '../model/answers.js';
import type { ConfigProblem, LossReason } from '../model/ports.js';
import type { Plan } from '../model/plan.js';

export interface PfEventDetails {
  /** The form is open; `complete`: there was nothing to ask. */
  'pf-ready': { readonly formId: string; readonly complete: boolean };
  /** What is asked and why; holds values that are filled in, so it is not for analytics. */
  'pf-plan': { readonly formId: string; readonly plan: Plan };
  'pf-answer': {
    readonly formId: string;
    readonly field: string;
    /** In which the field had the focus so far while the page was seen, to a tenth; none where autofill answered. */
    readonly seconds?: number;
    /** How often it was changed after the first answer. */
    readonly changes?: number;
  };
  'pf-step': {
    readonly formId: string;
    readonly step: string;
    readonly index: number;
    readonly total: number;
    /** For which the view before it was seen, to a tenth. */
    readonly seconds?: number;
  };
  /** The page is left with something typed into the view and not sent; told once a view. */
  'pf-abandon': {
    readonly formId: string;
    readonly step: string;
    /** The one that had the focus last. */
    readonly field?: string;
    /** For which the view was seen, to a tenth. */
    readonly seconds: number;
  };
  /** Cancelable. `answers` holds every answer of the step, also transient ones such as a password. */
  'pf-before-submit': {
    readonly formId: string;
    readonly step: string;
    readonly answers: Answers;
    /** Holds the submission until the promise settles; a rejection stops it. */
    readonly waitUntil: (promise: Promise<unknown>) => void;
  };
  'pf-submit': { readonly formId: string; readonly step: string };
  /** `accepted`: sent, but the back end has not shown that it has it. */
  'pf-delivered': {
    readonly formId: string;
    readonly id: string;
    readonly outcome: 'delivered' | 'accepted';
  };
  /**
   * It will not be sent by itself any more: the back end `refused` it, it `expired` before it got through, it became
   * `unreadable`, somebody `purged` it, or, later, what was kept of it is `erased`.
   */
  'pf-rejected': {
    readonly formId: string;
    readonly id: string;
    /** HTTP status of the last answer; 0 for none. */
    readonly status: number;
    readonly reason: LossReason | 'erased';
  };
  'pf-queued': { readonly formId: string; readonly id: string };
  /** Nothing is left to ask on this visit. */
  'pf-complete': { readonly formId: string };
  'pf-config-error': { readonly problems: readonly ConfigProblem[] };
  /** Something of ours failed; `message` holds nothing personal. */
  'pf-error': { readonly message: string };
}

export type PfEventName = keyof PfEventDetails;
export type PfEvent<N extends PfEventName = PfEventName> = Event & PfEventDetails[N];

export function createEvent<N extends PfEventName>(name: N, detail: PfEventDetails[N]): PfEvent<N> {
  const event = new Event(name, { bubbles: true, composed: true, cancelable: name === 'pf-before-submit' });
  return Object.assign(event, detail);
}

declare global {
  interface GlobalEventHandlersEventMap {
    'pf-ready': PfEvent<'pf-ready'>;
    'pf-plan': PfEvent<'pf-plan'>;
    'pf-answer': PfEvent<'pf-answer'>;
    'pf-step': PfEvent<'pf-step'>;
    'pf-abandon': PfEvent<'pf-abandon'>;
    'pf-before-submit': PfEvent<'pf-before-submit'>;
    'pf-submit': PfEvent<'pf-submit'>;
    'pf-delivered': PfEvent<'pf-delivered'>;
    'pf-rejected': PfEvent<'pf-rejected'>;
    'pf-queued': PfEvent<'pf-queued'>;
    'pf-complete': PfEvent<'pf-complete'>;
    'pf-config-error': PfEvent<'pf-config-error'>;
    'pf-error': PfEvent<'pf-error'>;
  }
}
