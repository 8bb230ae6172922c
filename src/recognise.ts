/**
 * Who this is, from everybody who may know: the host page, this device, the collector. Loaded for visitors of whom
 * something may be known; a stranger's first view does without.
 */
import type { SessionState } from './session-state.js';
import type { Link, ProfileSource, Recognised } from './model/ports.js';
import type { Visits } from './model/profile.js';
import { acceptFacts } from './profile/accept-facts.js';
import { countVisit } from './profile/count-visit.js';
import { isDeviceRecord, recallProfile, storedVisits, submissionsBefore } from './profile/device-record.js';
import { mergeProfiles } from './profile/merge-profiles.js';

export interface Clues {
  /** What the host page says, by field name. */
  readonly profile?: unknown;
  /** What the host page counts: visits up to and with this one, or `{ count, submissions, logins }`. */
  readonly visits?: unknown;
  readonly link?: Link | undefined;
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
  const { now, stored, link, visits: given } = clues;
  const counted = readCounts(given);
  const hostCount = counted.count;
  const record = isDeviceRecord(stored) ? stored : undefined;
  state.record = record;
  state.found = record;
  const host = acceptFacts(config.fields, clues.profile, 'host', new Date(now).toISOString());
  state.issues = host.doubtful.map(({ issue }) => issue);
  const doubted = Object.fromEntries(host.doubtful.map(({ issue, value }) => [issue.field, value]));
  state.answers = { ...doubted, ...state.answers };
  const back = record || link ? await askCollector(state, clues) : undefined;
  const byLink = back?.profile.identity?.strength === 'link';
  const before = record && storedVisits(record, config.id);
  const visit = countVisit(before, { now, byLink, hostCount });
  const submissions = record ? submissionsBefore(record, config.id, visit.count) : 0;
  const visits = { ...visit, submissions, ...counted };
  const recalled = record ? recallProfile(record, config) : {};
  const merged = mergeProfiles({ visits }, recalled, back?.profile ?? {}, { facts: host.facts });
  // The device knows of acts and of answers still on their way; who came by a link may be somebody else.
  if (!byLink) Object.assign(merged.classes, recalled.classes);
  // Where the page counts the visits, its count is the last word, also against the collector's.
  const last = hostCount === undefined ? { ...merged.visits, ...counted } : visits;
  state.profile = { ...merged, visits: last };
}

/** Whole numbers only; what is none is not there. */
function readCounts(given: unknown): Partial<Pick<Visits, 'count' | 'submissions' | 'logins'>> {
  const counts = typeof given === 'object' ? { ...given } : { count: given };
  const known = Object.entries(counts).filter(
    ([name, n]) => /^(count|submissions|logins)$/.test(name) && Number.isSafeInteger(n),
  );
  return Object.fromEntries(known);
}

/** Adopts what the collector grants. Late, failing or missing: nothing is known, and the visitor is asked. */
export async function askCollector(
  state: SessionState,
  { source, patience, link }: Pick<Clues, 'source' | 'patience' | 'link'>,
): Promise<Recognised | undefined> {
  const signal = AbortSignal.timeout(patience);
  const late = new Promise<undefined>((resolve) => {
    signal.addEventListener('abort', () => resolve(undefined), { once: true });
  });
  const formId = state.config.id;
  const request = {
    formId,
    ...(state.record && { anonymousId: state.record.id }),
    ...(link && { token: link.token }),
    signal,
  };
  const ask = () =>
    new Promise<Recognised | undefined>((resolve) => resolve(source?.load(request))).catch(() => undefined);
  const reply = link?.asked?.formId === formId ? link.asked.reply : ask();
  if (link) link.asked = { formId, reply };
  const back = await Promise.race([reply, late]);
  state.proof = back?.proof ?? state.proof;
  state.asset = back?.asset ?? state.asset;
  return back;
}
