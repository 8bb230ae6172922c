/** The device's record after a step was completed. */
import type { FormConfig } from '../model/form-config.js';
import type { Profile } from '../model/profile.js';
import { factName, type DeviceRecord } from './device-record.js';

/** Starts a new record with `id` where there is none. Names and instants only, never a value. */
export function writeRecord(
  before: DeviceRecord | undefined,
  id: string,
  config: FormConfig,
  profile: Profile,
): DeviceRecord {
  const known: Record<string, Record<string, string>> = {};
  for (const [purpose, names] of Object.entries(before?.known ?? {})) known[purpose] = { ...names };
  for (const field of config.fields) {
    const at = profile.facts[field.name]?.at ?? profile.known[field.name];
    if (at !== undefined && !field.transient) (known[field.purpose] ??= {})[factName(field)] = at;
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
