/** Tells a tag manager of leads, and of what a form goes through: never an answer, never a consent. */
import type { SettingsOf } from '../../model/adapter-choice.js';
import type { Adapter } from '../../model/ports.js';
import type { Submission } from '../../model/submission.js';
import { push } from './push.js';
import { nameVariants, watchForm } from './watch-form.js';

export interface DataLayerOptions extends SettingsOf<'data-layer'> {
  /** Names of the form's fields: where `leadField` is none of them, the first submission of a visit makes the lead. */
  readonly fields?: readonly string[];
}

export function createAdapter(options: DataLayerOptions = {}): Adapter {
  const { layer = 'dataLayer', leadField = 'email', fields, value, currency } = options;
  const told = new Set<string>();

  /** Once a visit, however often the address is put right or the submission sent. */
  const makesLead = ({ answers, formId, sessionId }: Submission): boolean => {
    const visit = `${formId} ${sessionId}`;
    const isLead = answers[leadField] || (fields && !fields.includes(leadField));
    return !!isLead && !told.has(visit) && !!told.add(visit);
  };

  return {
    name: 'data-layer',
    async send(submission, { signal }) {
      signal.throwIfAborted();
      if (!makesLead(submission)) return { kind: 'accepted' };
      const { id, formId, step, exposures, signals } = submission;
      push(layer, 'generate_lead', {
        event_id: id,
        form_id: formId,
        step,
        variant: exposures.join(',') || nameVariants(signals),
        lead_source: 'progressive-form',
        // GA4 takes neither without the other.
        ...(currency && value && Number.isFinite(Number(value)) && { currency, value: Number(value) }),
      });
      return { kind: 'accepted' };
    },
    watch: (form) => watchForm(form, layer),
  };
}
