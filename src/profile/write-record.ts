/** The device's record after a step was completed. */
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import { factName } from '../model/fact-name.js';
import type { DeviceRecord } from './device-record.js';

/** Starts a new record with `id` where there is none. Names and instants only, never a value. */
export function writeRecord(
  before: DeviceRecord | undefined,
  id: string,
  config: FormConfig,
  profile: Profile,
): DeviceRecord {
  const known: Record<string, Readonly<Record<string, string>>> = { ...before?.known };
  for (const field of config.fields) {
    const { name, purpose, transient } = field;
    const at = profile.facts[name]?.at ?? profile.known[name];
    if (at === undefined || transient) continue;
    known[purpose] = { ...known[purpose], [factName(field)]: at };
  }
  const asks = config.fields.flatMap((field) => {
    const ask = profile.asks[field.name];
    return ask ? [[factName(field), ask] as const] : [];
  });
  const { count, steps, last = new Date(0).toISOString() } = profile.visits;
  const sameVisit = before?.visits.count === count;
  return {
    v: 1,
    id: before?.id ?? id,
    known,
    classes: { ...before?.classes, ...profile.classes },
    asks: { ...before?.asks, ...Object.fromEntries(asks) },
    consents: { ...before?.consents, ...profile.consents },
    visits: { count, last, steps: { ...(sameVisit && before?.visits.steps), [config.id]: steps } },
  };
}
