/** How safe the answers of a visit are, and what that means for the view: it waits, thanks, or comes back. */
import type { OutboxEvent } from '../model/ports.js';
import type { StepResult } from '../session/submit-view.js';
import type { AnsweringHost } from './answering-host.js';
import { completeForm } from './complete-form.js';
import type { FormFocus } from './form-focus.js';
import { lookForAsset } from './look-for-asset.js';
import { createPageHold } from './page-hold.js';

type Finished = Extract<StepResult, { readonly kind: 'done' }>;

export interface AnswerSafety {
  /** The visitor has given the last answer. */
  finish(finished: Finished, isShown: boolean): void;
  /** What the outbox says of a submission, of this visit or of one before. */
  note(event: OutboxEvent): void;
  /** Nothing of this visit is waited for any more. */
  letGo(): void;
}

export function createAnswerSafety(host: AnsweringHost, focus: FormFocus): AnswerSafety {
  const { known, note } = (host.hold ??= createPageHold());
  /** What follows once everything of this visit is safe; set when it ends. */
  let end: Finished | undefined;

  /** Says how safe the answers are, now that the last one is given or something has changed since. */
  const settle = ({ receipts, redirect, takeBack }: Finished): void => {
    const states = receipts.map(({ id }) => known.get(id));
    const refused = receipts[states.indexOf('rejected')];
    if (refused) return giveBack(() => takeBack(refused.id));
    const status = leastSafe.find((state) => states.includes(state)) ?? 'sent';
    // Not safe anywhere yet: stay, and say so.
    if (status === 'volatile') return host.show({ phase: 'busy', status });
    if (host.screen.phase !== 'done') {
      host.show({ phase: 'done', status: undefined });
      completeForm(host, focus, redirect);
    }
    void lookForAsset(host);
    void host.updateComplete.then(() => focus.say(status));
  };

  /** The back end refused what was thanked for: its view comes back, with the answers and whoever is still there. */
  const giveBack = (takeBack: () => void): void => {
    const { activeElement } = document;
    end = undefined;
    takeBack();
    host.show({ phase: 'asking' });
    void host.updateComplete.then(() => {
      if (activeElement !== document.activeElement) focus.enter('');
      focus.say('failed');
    });
  };

  return {
    finish(finished, isShown) {
      for (const receipt of finished.receipts) {
        // An event is younger than a receipt.
        if (!known.has(receipt.id))
          note(receipt.id, receipt.state === 'sent' ? receipt.outcome : receipt.state);
      }
      if (isShown) settle((end = finished));
    },
    note(event) {
      if (event.type === 'storage') return;
      const { id, type } = event;
      if (type === 'queued') note(id, 'durable');
      if (type === 'delivered') note(id, event.outcome);
      if (type === 'rejected' || type === 'purged') note(id, 'rejected');
      if (end?.receipts.some((receipt) => receipt.id === id)) settle(end);
    },
    letGo: () => void (end = undefined),
  };
}

const leastSafe = ['volatile', 'durable', 'accepted'] as const;
