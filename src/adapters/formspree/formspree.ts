/** Delivers to Formspree. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type FormspreeOptions } from './wire.js';

/**
 * Posts form-encoded pairs, see `mapSubmission`, to `https://formspree.io/f/<formId>`, or to the path of a form in a
 * project, `p/<project>/f/<key>`, and asks for JSON, as Formspree's own library does (`@formspree/core`). `ok: true` means `delivered`; `errors` of a 400 or 422 on answers of this
 * submission mean `rejected`; all others park, e.g. `FORM_NOT_FOUND`, `INACTIVE`, `BLOCKED` or a CAPTCHA, which must be
 * off. A submission may arrive twice: tell copies by `submission_id`.
 */
export function createFormspreeAdapter(options: FormspreeOptions & WireOptions): Adapter {
  return createWireAdapter(createWire(options), options);
}
