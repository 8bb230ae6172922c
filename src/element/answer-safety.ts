/** How safe the answers of a visit are, and what that means for the view: it waits, thanks, or comes back. */
import type { SubmitReceipt } from '../model/delivery-outcome.js';
import type { OutboxEvent } from '../model/ports.js';
import type { StepResult } from '../session/submit-view.js';
import type { AnsweringHost } from './answering-host.js';
import { completeForm } from './complete-form.js';
import type { FormFocus } from './form-focus.js';
import { lookForAsset } from './look-for-asset.js';

type Safety = SubmitReceipt['state'] | 'accepted';
type Finished = Extract<StepResult, { readonly kind: 'done' }>;

export interface AnswerSafety {
  /** The visitor has given the last answer. */
  finish(finished: Finished): void;
  /** What the outbox says of a submission, of this visit or of one before. */
  note(event: OutboxEvent): void;
  /** Nothing of this visit is waited for any more. */
  letGo(): void;
}

export function createAnswerSafety(host: AnsweringHost, focus: FormFocus): AnswerSafety {
  /** By id of the submission. */
  const known = new Map<string, Safety>();
  /** What follows once everything of this visit is safe; set when it ends. */
  let end: Finished | undefined;
  /** One for each element, so that none lets go of what another holds. */
  const holdPage = (event: Event): void => event.preventDefault();
  const letGo = (): void => {
    removeEventListener('beforeunload', holdPage);
    end = undefined;
  };

  /** Says how safe the answers are, now that the last one is given or something has changed since. */
  const settle = ({ receipts, redirect, takeBack }: Finished): void => {
    const states = receipts.map(({ id }) => known.get(id));
    const refused = receipts[states.indexOf('rejected')];
    if (refused) {
      // The back end refused what was thanked for: its view comes back, with the answers.
      letGo();
      takeBack(refused.id);
      return host.show({ phase: 'asking', status: 'failed' });
    }
    const status = leastSafe.find((state) => states.includes(state)) ?? 'sent';
    if (status === 'volatile') {
      // Not safe anywhere yet: stay, say so, and hold the page.
      host.show({ phase: 'busy', status });
      return addEventListener('beforeunload', holdPage);
    }
    removeEventListener('beforeunload', holdPage);
    const isNew = host.screen.phase !== 'done';
    host.show({ phase: 'done', ...(isNew && { status: undefined }) });
    void lookForAsset(host);
    if (isNew) completeForm(host, focus, redirect);
    void host.updateComplete.then(() => focus.say(status));
  };

  return {
    finish(finished) {
      end = finished;
      for (const receipt of finished.receipts) {
        // An event is younger than a receipt.
        if (!known.has(receipt.id)) known.set(receipt.id, safetyOf(receipt));
      }
      settle(finished);
    },
    note(event) {
      if (event.type === 'storage') return;
      const { id, type } = event;
      if (type === 'queued') known.set(id, 'durable');
      if (type === 'delivered') known.set(id, safetyOf({ ...event, state: 'sent' }));
      if (type === 'rejected' || type === 'purged') known.set(id, 'rejected');
      if (end?.receipts.some((receipt) => receipt.id === id)) settle(end);
    },
    letGo,
  };
}

const leastSafe = ['volatile', 'durable', 'accepted'] as const;

/** That something arrived is said only where the back end has shown it. */
const safetyOf = (receipt: SubmitReceipt): Safety =>
  receipt.state === 'sent' && receipt.outcome === 'accepted' ? 'accepted' : receipt.state;
