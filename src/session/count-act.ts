/** Something was done on the page that the definition counts. */
import { amendProfile } from './amend-profile.js';
import { mayRemember } from '../consent/may-remember.js';
import { addAct, countOnRecord } from '../profile/count-acts.js';
import type { SessionState } from './session-state.js';
import type { SubmitTools } from './submit-view.js';

/** `at` is an ISO 8601 instant. Failing to keep it costs nothing but the count. */
export function countAct(state: SessionState, name: string, at: string, { delivery }: SubmitTools): void {
  const { counts, consents } = state.profile;
  amendProfile(state, { counts: { [name]: addAct(counts, name, at) } }, Date.parse(at));
  const { id } = state.kept ?? state.record ?? {};
  if (id !== undefined && state.record && mayRemember(state.config, consents, true))
    delivery.changeDevice((stored) => countOnRecord(stored, id, name, at)).catch(() => undefined); // said above
}
