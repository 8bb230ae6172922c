/** What a form goes through, as events of our own in the tag manager's list: no answer, no name of a field. */
import { listExposures } from '../../model/list-exposures.js';
import type { Signals } from '../../model/signals.js';
import { push } from './push.js';

/** The part of the element that is looked at; any other place for its events will do. */
interface Form extends EventTarget {
  readonly session?: {
    readonly state: { readonly config: { readonly id: string }; readonly signals: Signals['values'] };
    readonly step?: { readonly id: string } | undefined;
  };
}

type Told = Event & { readonly formId?: string; readonly step?: string; readonly reason?: string };

/**
 * `pf_view` at once, then `pf_start` (the first answer), `pf_step`, `pf_submit`, `pf_unlock` (nothing is left to ask)
 * and `pf_error`, each with `form_id`, `step`, `variant`, and of an error `reason`. Called again for the same form, it
 * listens once: the form carries what ends the listening, since it may meet several copies of this code.
 */
export function watchForm(target: EventTarget, layer: string): void {
  const form = target as Form & Record<symbol, AbortController | undefined>;
  const mark = Symbol.for(`progressive-form ${layer}`);
  form[mark]?.abort();
  const { signal } = (form[mark] = new AbortController());
  let opened = form.session;

  const tell = (event: string, told?: Told, reason?: string) => {
    opened ??= form.session;
    if (form.session !== opened) return; // opened with another definition, which may want nothing told
    const { state, step } = opened ?? {};
    push(layer, event, {
      form_id: told?.formId ?? state?.config.id,
      step: told?.step ?? step?.id,
      variant: nameVariants(state?.signals),
      reason,
    });
  };
  const hear = (name: string, event: string, reason?: (told: Told) => string, once = false) =>
    form.addEventListener(name, (told: Told) => tell(event, told, reason?.(told)), { signal, once });

  tell('pf_view');
  hear('pf-answer', 'pf_start', undefined, true);
  hear('pf-step', 'pf_step');
  hear('pf-submit', 'pf_submit');
  hear('pf-complete', 'pf_unlock');
  hear('pf-rejected', 'pf_error', ({ reason = 'rejected' }) => reason);
  hear('pf-error', 'pf_error', () => 'error'); // its words are for a person
}

/** The variants that flags have chosen, as `flag:variant`. */
export const nameVariants = (signals: Signals['values'] = {}): string | undefined =>
  listExposures(signals).join(',') || undefined;
