/** What a form goes through, as events of our own in the tag manager's list: no answer, no name of a field. */
import { listExposures } from '../../model/list-exposures.js';
import type { Signals } from '../../model/signals.js';
import { push } from './push.js';

/** The part of the element that is looked at; any other place for its events will do. */
interface Form extends EventTarget {
  readonly session?: {
    readonly state: {
      readonly config: { readonly id: string; readonly version: string };
      readonly signals: Signals['values'];
    };
    readonly step?: { readonly id: string } | undefined;
  };
}

/** What a form carries: what ends the listening, and what it has told that is told once. */
type Watch = AbortController & { readonly once?: Set<string> };

type Told = Event & { readonly formId?: string; readonly step?: string; readonly reason?: string };

/**
 * `pf_view` at once, then `pf_start` (the first answer), `pf_step`, `pf_submit`, `pf_unlock` (nothing is left to ask)
 * and `pf_error`, each with `form_id`, `step`, `variant`, and of an error `reason`. Called again for the same form, it
 * listens once, and tells the first two once for each version of a definition, however often that is opened: the form
 * carries what it takes, since it may meet several copies of this code.
 */
export function watchForm(target: EventTarget, layer: string): void {
  const form = target as Form & Record<symbol, Watch | undefined>;
  const mark = Symbol.for(`progressive-form ${layer}`);
  const before = form[mark];
  before?.abort();
  const once = before?.once ?? new Set<string>();
  const { signal } = (form[mark] = Object.assign(new AbortController(), { once }));
  let opened = form.session;

  const tell = (event: string, told?: Told, reason?: string) => {
    opened ??= form.session;
    if (form.session !== opened) return; // opened with another definition, which may want nothing told
    const { state, step } = opened ?? {};
    const first = `${event} ${state?.config.id} ${state?.config.version}`;
    if (/view|start/.test(event) && once.size === once.add(first).size) return;
    push(layer, event, {
      form_id: told?.formId ?? state?.config.id,
      step: told?.step ?? step?.id,
      variant: nameVariants(state?.signals),
      reason,
    });
  };
  const hear = (name: string, event: string, reason?: (told: Told) => string) =>
    form.addEventListener(name, (told: Told) => tell(event, told, reason?.(told)), { signal });

  tell('pf_view');
  hear('pf-answer', 'pf_start');
  hear('pf-step', 'pf_step');
  hear('pf-submit', 'pf_submit');
  hear('pf-complete', 'pf_unlock');
  hear('pf-rejected', 'pf_error', ({ reason = 'rejected' }) => reason);
  hear('pf-error', 'pf_error', () => 'error'); // its words are for a person
}

/** The variants that flags have chosen, as `flag:variant`. */
export const nameVariants = (signals: Signals['values'] = {}): string | undefined =>
  listExposures(signals).join(',') || undefined;
