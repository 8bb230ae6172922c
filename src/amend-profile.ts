/** Adds to what is known since the visit began, whatever is answered or taken back later. */
import type { ProfilePatch } from './model/profile.js';
import { mergeProfiles } from './profile/merge-profiles.js';
import type { SessionState } from './session-state.js';

export function amendProfile(state: SessionState, patch: ProfilePatch): void {
  state.profile = mergeProfiles(state.profile, patch);
  if (state.start) state.start = { ...state.start, profile: mergeProfiles(state.start.profile, patch) };
}
