/** In the page: fills in the form and sends it as a person would, and tells the client ledger what the page is told. */
import type { ProgressiveForm } from '../../../src/element/progressive-form.js';
import { en } from '../../../src/locales/en.js';
import type { ClientEntry } from '../ledger.js';

export interface Hand {
  /** Resolves after the click. The form is opened again where it was sent before. */
  submit(reference: string): Promise<void>;
}

declare global {
  interface Window {
    hand: Hand;
  }
  /** Resolves when the entry is on the disk. */
  function pfLedger(entry: ClientEntry): Promise<void>;
}

/** What the status line says, by name. */
const states = ['sending', 'sent', 'durable', 'volatile', 'failed'] as const;
const stateOf = (text: string): string => states.find((name) => en[name] === text) ?? text;

const form = document.querySelector('progressive-form') as ProgressiveForm;
let said = '';

/** Names of the submissions of this visit, by the session's own account. */
const pairs = () =>
  (form.session?.state.done ?? []).map(({ submission }) => ({
    id: submission.id,
    reference: String(submission.answers['reference']),
  }));
const named = (id: string) => ({ id, ...pairs().find((pair) => pair.id === id) });

document.addEventListener('pf-queued', ({ id }) => void pfLedger({ type: 'durable', ...named(id) }));
document.addEventListener('pf-delivered', ({ id }) => void pfLedger({ type: 'sent', ...named(id) }));
document.addEventListener(
  'pf-rejected',
  ({ id, status }) => void pfLedger({ type: 'rejected', status, ...named(id) }),
);
document.addEventListener('pf-error', ({ message }) => void pfLedger({ type: 'told', message }));

/** What a visitor reads, as soon as it stands there. */
function look(): void {
  const text = form.shadowRoot?.querySelector('[role=status]')?.textContent?.trim() ?? '';
  if (text === said) return;
  said = text;
  const [last] = pairs().slice(-1);
  void pfLedger({ type: 'shown', state: stateOf(text), ...(last ?? (current && { reference: current })) });
}
let current = '';
const watching = new MutationObserver(look);

async function untilThere<T>(find: () => T | null | undefined | false): Promise<T> {
  for (;;) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => requestAnimationFrame(resolve));
  }
}

window.hand = {
  async submit(reference) {
    const root = await untilThere(() => form.shadowRoot);
    watching.observe(root, { subtree: true, childList: true, characterData: true });
    if (form.screen.phase === 'done') form.config = structuredClone(form.session?.config);
    if (form.screen.phase === 'broken') throw new Error(`The form is broken: ${form.screen.problem}`);
    const input = await untilThere(
      () => form.screen.phase === 'asking' && root.querySelector<HTMLInputElement>('input[name=reference]'),
    );
    current = reference;
    await pfLedger({ type: 'intent', reference });
    input.focus();
    input.value = reference;
    for (const type of ['input', 'change']) input.dispatchEvent(new Event(type, { bubbles: true }));
    root.querySelector<HTMLButtonElement>('button[type=submit]')?.click();
  },
};
