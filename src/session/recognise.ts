/**
 * Who this is, from everybody who may know: the host page and its sources, this device, the collector. All are asked at
 * once, and whoever is late, fails or talks rubbish knows nothing. Loaded for visitors of whom something may be known;
 * a stranger's first view does without. Who is heard where two disagree: `profile/pick-sources.ts` and
 * `profile/recall-device.ts`.
 */
import { inTime } from './device-tools.js';
import { adopt, askEverybody, readVisitorId, type Clues, type Voice } from './ask-everybody.js';
import type { SessionState } from './session-state.js';
import type { Profile, ProfilePatch, Visits } from '../model/profile.js';
import { countVisit } from '../profile/count-visit.js';
import { attempt } from '../profile/ask-source.js';
import {
  isDeviceRecord,
  recallProfile,
  storedVisits,
  submissionsBefore,
  type DeviceRecord,
} from '../profile/device-record.js';
import { mergeProfiles, rulesOf } from '../profile/merge-profiles.js';
import { readEmail } from '../profile/read-email.js';
import { pickSources } from '../profile/pick-sources.js';
import { readParameters } from '../profile/read-parameters.js';
import { findOwnRecord, recallValues } from '../profile/recall-device.js';

export { askCollector, type Clues } from './ask-everybody.js';

/** Fills in the profile, and with it what came along. Never rejects: whoever does not know is not waited for. */
export async function recognise(state: SessionState, given: Clues): Promise<void> {
  const { config } = state;
  const clues = given.kiosk ? { ...given, link: undefined, visitorId: undefined, stored: undefined } : given;
  const { stored } = clues;
  const visitorId = readVisitorId(clues);
  if (visitorId !== undefined) state.anonymousId = visitorId;
  state.found = isDeviceRecord(stored) ? stored : undefined;
  const found = (visitorId ?? state.found?.id) === state.found?.id ? state.found : undefined;
  const readKeys = startReading(clues, found);
  const voices = await askEverybody(state, clues, found?.id ?? visitorId);
  const picked = pickSources(voices, ({ email, facts }) => email ?? readEmail(config, facts));
  state.who = picked.email;
  const isProven = picked.proven !== undefined;
  // Of a link that may have been passed on also what it shows of the device is not heard.
  const ownId = picked.heard.find(({ back }) => back)?.back?.profile.identity?.id;
  const record = await findOwnRecord({ record: found, isProven, ownId, email: picked.email, readKeys });
  state.record = record;
  const isHers = record !== undefined || (!isProven && !found);
  const devices = voices.filter((one) => one.strength === 'device' && (one.back ? isHers : !isProven));
  const heard = [...devices, ...picked.heard];
  const known = heard.find(({ back }) => back)?.patch.known;
  const values = record ? await recallValues(record, config, readKeys, known) : {};
  fillIn(state, clues, { heard, values, isProven });
}

/** At once, where they may be needed, so that nobody waits for them after the others; late ones are none. */
function startReading({ readKeys, patience }: Clues, record: DeviceRecord | undefined) {
  const isNeeded = record && (record.mark !== undefined || record.sealed !== undefined);
  const keys = isNeeded && readKeys ? inTime(readKeys(), { patience }).catch(() => undefined) : undefined;
  return async () => keys;
}

interface Heard {
  readonly heard: readonly Voice[];
  /** From this device. */
  readonly values: Profile['facts'];
  readonly isProven: boolean;
}

function fillIn(state: SessionState, clues: Clues, { heard, values, isProven }: Heard): void {
  const { config, record } = state;
  const { now } = clues;
  for (const { back } of heard) if (back) adopt(state, back);
  const byLink = heard.some(({ strength }) => strength === 'link');
  const { visits, counted } = countVisits(state, clues, byLink);
  const recalled = record ? recallProfile(record, config) : {};
  const merged = mergeProfiles(
    rulesOf(config, now),
    { visits },
    recalled,
    { facts: values },
    ...heard.map(({ strength, facts, patch }): ProfilePatch => ({ ...patch, facts, identity: { strength } })),
  );
  // The device knows of acts and of answers still on their way; of who is proven, the others know more.
  if (!isProven) Object.assign(merged.classes, recalled.classes);
  // Where the page counts the visits, its count is the last word, also against the collector's.
  const last = counted.count === undefined ? { ...merged.visits, ...counted } : visits;
  state.profile = { ...merged, visits: last };
  suggest(
    state,
    clues,
    heard.flatMap(({ doubtful = [] }) => doubtful),
  );
}

/** What stands in the fields before anybody typed. What is known already is not asked, nor put right by an address. */
function suggest(state: SessionState, { search }: Clues, doubtful: NonNullable<Voice['doubtful']>): void {
  const { config, profile } = state;
  const given = search === undefined ? {} : readParameters(config, search);
  const suggested = Object.entries(given).filter(
    ([name]) =>
      !Object.hasOwn(profile.known, name) && (profile.facts[name]?.source ?? 'inferred') === 'inferred',
  );
  const doubted = doubtful.map(({ issue, value }) => [issue.field, value] as const);
  state.issues = doubtful.map(({ issue }) => issue);
  state.answers = { ...Object.fromEntries([...suggested, ...doubted]), ...state.answers };
}

function countVisits({ config, record }: SessionState, { now, visits: given }: Clues, byLink: boolean) {
  const counted = readCounts(given);
  const visit = countVisit(record && storedVisits(record, config.id), {
    now,
    byLink,
    hostCount: counted.count,
  });
  const submissions = record ? submissionsBefore(record, config.id, visit.count) : 0;
  return { visits: { ...visit, submissions, ...counted }, counted };
}

/** Whole numbers only; what is none is not there. */
function readCounts(given: unknown): Partial<Pick<Visits, 'count' | 'submissions' | 'logins'>> {
  const counts = attempt<object>(() => (typeof given === 'object' ? { ...given } : { count: given }), {});
  const known = Object.entries(counts).filter(
    ([name, n]) => /^(count|submissions|logins)$/.test(name) && Number.isSafeInteger(n),
  );
  return Object.fromEntries(known);
}
