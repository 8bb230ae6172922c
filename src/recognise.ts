/**
 * Who this is, from everybody who may know: the host page, this device, the collector. Loaded for visitors of whom
 * something may be known; a stranger's first view does without.
 */
import type { SessionState } from './session-state.js';
import type { ProfileSource, Recognised } from './model/ports.js';
import { acceptFacts } from './profile/accept-facts.js';
import { countVisit } from './profile/count-visit.js';
import { isDeviceRecord, recallProfile, storedVisits } from './profile/device-record.js';
import { mergeProfiles } from './profile/merge-profiles.js';

export interface Clues {
  /** What the host page says, by field name. */
  readonly profile?: unknown;
  readonly visits?: number | undefined;
  readonly token?: string | undefined;
  /** The record found on this device, whatever it is. */
  readonly stored?: unknown;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long the collector may keep the first question waiting, in milliseconds. */
  readonly patience: number;
  readonly source?: ProfileSource | undefined;
}

/** Fills in the profile, and with it what came along. Never rejects: whoever does not know is not waited for. */
export async function recognise(state: SessionState, clues: Clues): Promise<void> {
  const { config } = state;
  const { now, stored, token, visits: given } = clues;
  const hostCount = Number.isSafeInteger(given) ? given : undefined;
  const record = isDeviceRecord(stored) ? stored : undefined;
  state.record = record;
  const host = acceptFacts(config.fields, clues.profile, 'host', new Date(now).toISOString());
  state.issues = host.doubtful.map(({ issue }) => issue);
  const doubted = Object.fromEntries(host.doubtful.map(({ issue, value }) => [issue.field, value]));
  state.answers = { ...doubted, ...state.answers };
  const back = record || token ? await askCollector(state, clues) : undefined;
  const byLink = back?.profile.identity?.strength === 'link';
  const visits = countVisit(record && storedVisits(record, config.id), { now, byLink, hostCount });
  const merged = mergeProfiles({ visits }, record ? recallProfile(record, config) : {}, back?.profile ?? {}, {
    facts: host.facts,
  });
  // Where the page counts the visits, its count is the last word, also against the collector's.
  state.profile = hostCount === undefined ? merged : { ...merged, visits };
}

/** Adopts what the collector grants. Late, failing or missing: nothing is known, and the visitor is asked. */
export async function askCollector(
  state: SessionState,
  { source, patience, token }: Pick<Clues, 'source' | 'patience' | 'token'>,
): Promise<Recognised | undefined> {
  const signal = AbortSignal.timeout(patience);
  const late = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const request = {
    formId: state.config.id,
    ...(state.record && { anonymousId: state.record.id }),
    ...(token && { token }),
    signal,
  };
  const asked = new Promise<Recognised | undefined>((resolve) => resolve(source?.load(request)));
  const back = await Promise.race([asked.catch(() => undefined), late]);
  state.proof = back?.proof ?? state.proof;
  state.asset = back?.asset ?? state.asset;
  return back;
}
