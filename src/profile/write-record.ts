/** The device's record after a step was completed. */
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import { factName } from '../model/fact-name.js';
import { classKey, type DeviceRecord } from './device-record.js';
import { listCandidates, saidAt } from './merge-facts.js';
import { moreOften, unite } from './unite.js';

/** Starts a new record with `id` where there is none. Names and instants only, never a value in clear. */
export function writeRecord(
  before: DeviceRecord | undefined,
  id: string,
  config: FormConfig,
  profile: Profile,
): DeviceRecord {
  const known: Record<string, Readonly<Record<string, string>>> = { ...before?.known };
  for (const field of config.fields) {
    const { name, purpose, transient } = field;
    const fact = profile.facts[name];
    const at = fact?.confirmedAt ?? fact?.at ?? profile.known[name];
    if (at === undefined || transient) continue;
    known[purpose] = { ...known[purpose], [factName(field)]: at };
  }
  const asks = config.fields.flatMap((field) => {
    const ask = profile.asks[field.name];
    return ask ? [[factName(field), ask] as const] : [];
  });
  const { count, steps, last = new Date(0).toISOString(), first = last, since = last } = profile.visits;
  const { visits } = before ?? {};
  const sameVisit = visits?.count === count;
  const submitted = visits?.submitted?.[config.id] ?? [];
  return {
    v: 1,
    id: before?.id ?? id,
    known,
    // What holds no more is said to, or another tab would bring it back.
    classes: { ...mapToFalse(before?.classes, config.id), ...keyed(profile.classes, config.id) },
    asks: { ...before?.asks, ...Object.fromEntries(asks) },
    consents: { ...before?.consents, ...profile.consents },
    counts: unite(before?.counts ?? {}, profile.counts, moreOften),
    spent: keepRecent({ ...before?.spent, ...profile.spent }, last),
    ...(before?.sealed && { sealed: before.sealed }),
    ...(before?.mark !== undefined && { mark: before.mark }),
    visits: {
      count,
      last,
      first,
      since,
      steps: { ...(sameVisit && visits.steps), [config.id]: steps },
      submitted: {
        ...visits?.submitted,
        ...(hasAnswered(profile, since) && { [config.id]: [...new Set([...submitted, count])].slice(-100) }),
      },
    },
  };
}

function mapToFalse(classes: Profile['classes'] = {}, formId: string): Profile['classes'] {
  const own = Object.entries(classes).filter(([key]) => !key.includes(':') || key.startsWith(`${formId}:`));
  return Object.fromEntries(own.map(([key]) => [key, false]));
}

const keyed = (classes: Profile['classes'], formId: string): Profile['classes'] =>
  Object.fromEntries(Object.entries(classes).map(([path, value]) => [classKey(path, formId), value]));

/** Putting a view off submits nothing; leaving what is filled in as it stands submits that. */
const hasAnswered = ({ facts }: Profile, since: string): boolean =>
  Object.values(facts)
    .flatMap(listCandidates)
    .some((fact) => (saidAt(fact) ?? '') >= since);

/** No budget looks back further. */
const longestPeriod = 400 * 86_400_000;

function keepRecent(spent: Profile['spent'], last: string): Profile['spent'] {
  const since = new Date(Date.parse(last) - longestPeriod).toISOString();
  return Object.fromEntries(Object.entries(spent).filter(([at]) => at > since));
}
