/** Adds to what is known since the visit began, whatever is answered or taken back later. */
import type { ProfilePatch } from '../model/profile.js';
import { mergeProfiles, rulesOf } from '../profile/merge-profiles.js';
import type { SessionState } from './session-state.js';

/** `now`: milliseconds since 1970. */
export function amendProfile(state: SessionState, patch: ProfilePatch, now: number): void {
  const rules = rulesOf(state.config, now);
  state.profile = mergeProfiles(rules, state.profile, patch);
  if (state.start)
    state.start = { ...state.start, profile: mergeProfiles(rules, state.start.profile, patch) };
}
