/** Hands a submission over to Marketo's Forms2 script, by a form that is never shown. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { DeliveryOutcome } from '../../model/delivery-outcome.js';
import type { Adapter } from '../../model/ports.js';
import type { NameMap } from '../names.js';
import { findForms, type MarketoForm, type MarketoForms } from './forms2.js';
import { mapSubmission } from './map-submission.js';

export interface MarketoOptions extends SettingsOf<'marketo'> {
  /** By field name, that of the form's field; also for `stage` and `segments` reached, and `consent_<purpose>`. */
  readonly names?: NameMap;
  /** Milliseconds until Marketo must have taken a submission; 20000 where absent. */
  readonly timeout?: number;
}

interface Held {
  readonly form: MarketoForm;
  /** Of the submission under way. */
  taken(): void;
  /** What its fields hold by now. */
  values: Readonly<Record<string, string>>;
}

type Outcome = DeliveryOutcome;

export function createAdapter(options: MarketoOptions): Adapter {
  const { endpoint, munchkinId, formId, names, timeout = 20_000 } = options;
  const base = endpoint.replace(/\/+$/, '');
  let held: Held | undefined;
  let last: Promise<unknown> = Promise.resolve();

  const load = (forms: MarketoForms) =>
    new Promise<Held>((resolve) =>
      forms.loadForm(base, munchkinId, formId, (form) => {
        const fresh: Held = { form, taken: () => {}, values: {} };
        form.onSuccess(() => {
          fresh.taken();
          return false;
        });
        resolve(fresh);
      }),
    );

  const hand = async (
    forms: MarketoForms,
    values: Held['values'],
    isOver: () => boolean,
  ): Promise<Outcome> => {
    // One that holds other answers too would send them again, perhaps those of somebody else.
    const fits = held && Object.keys(held.values).every((name) => Object.hasOwn(values, name));
    const mine = (fits && held) || (await load(forms));
    if (isOver()) return { kind: 'retryable' };
    held = mine;
    const { form } = mine;
    const there = { ...form.vals() };
    const missing = Object.entries(values).filter(([name]) => !Object.hasOwn(there, name));
    form.addHiddenFields(Object.fromEntries(missing));
    form.vals(values);
    mine.values = values;
    if (form.validate?.() === false) return { kind: 'retryable', park: true };
    return new Promise((resolve) => {
      mine.taken = () => resolve({ kind: 'accepted' });
      form.submit();
    });
  };

  const sendOne = async (values: Held['values'], signal: AbortSignal): Promise<Outcome> => {
    const forms = findForms();
    if (!forms || signal.aborted) return { kind: 'retryable' };
    const over = new AbortController();
    const givenUp = new Promise<Outcome>((resolve) => {
      const giveUp = () => resolve({ kind: 'retryable' });
      const timer = setTimeout(giveUp, timeout);
      signal.addEventListener('abort', giveUp, { signal: over.signal });
      over.signal.addEventListener('abort', () => clearTimeout(timer));
    });
    const handed = hand(forms, values, () => over.signal.aborted);
    const outcome = await Promise.race([handed, givenUp]).catch((): Outcome => ({ kind: 'retryable' }));
    over.abort();
    // What it may still say of this submission must not be taken for the next one.
    if (outcome.kind !== 'accepted') held = undefined;
    return outcome;
  };

  return {
    name: 'marketo',
    endpointKey: `marketo:${base}/${munchkinId}/${formId}`,
    send(submission, { signal }) {
      const sent = last.then(() => sendOne(mapSubmission(submission, names), signal));
      last = sent.catch(() => {}); // the next one is sent all the same
      return sent;
    },
  };
}
