/** Delivers to a form of a Mautic installation. */
import type { Adapter } from '../../model/ports.js';
import { createWireAdapter, type WireOptions } from '../wire.js';
import { createWire, type MauticOptions } from './wire.js';

/**
 * Posts form-encoded pairs, see `mapSubmission`, to `<endpoint>/form/submit?formId=<formId>&ajax=1`, as Mautic's own
 * forms do (`FormBundle`, `PublicController::submitAction`). Its JSON tells what became of them: `success: 1` means
 * `delivered`; `success: 0` with `validationErrors` for answers of this submission `rejected`, in the words of Mautic's
 * form; any other `success: 0`, e.g. with an `errorMessage` since the form is not published, parks. What is no such JSON
 * goes by its status.
 *
 * The page's origin must stand in Mautic's CORS settings: else the answer cannot be read, and what arrived is sent
 * again. Contacts are merged by their address; tell copies by `submission_id`. Throws a `ConfigError` for an end point
 * that answers may not be sent to.
 */
export function createMauticAdapter(options: MauticOptions & WireOptions): Adapter {
  return createWireAdapter(createWire(options), options);
}
