/**
 * What this device keeps between visits: a random id, names of known facts, classes, counters, refusals. No values.
 * A name is kept under the purpose it was given for, so that no form uses what was given for something else.
 */
import type { Scalar } from '../model/condition.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { AskRecord, ProfilePatch, Visits } from '../model/profile.js';

type Instants = Readonly<Record<string, string>>;

export interface DeviceRecord {
  readonly v: 1;
  readonly id: string;
  /** By purpose, then by fact. */
  readonly known: Readonly<Record<string, Instants>>;
  readonly classes: Readonly<Record<string, Scalar>>;
  /** By fact. */
  readonly asks: Readonly<Record<string, AskRecord>>;
  readonly consents: Instants;
  /** `steps`: completed on this visit, by form. */
  readonly visits: {
    readonly count: number;
    readonly last: string;
    readonly steps: Readonly<Record<string, number>>;
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown) => typeof value === 'string';
const holdsText = (value: unknown) => isRecord(value) && Object.values(value).every(isText);

/** A stored record that is not one of ours counts as none. */
export function isDeviceRecord(value: unknown): value is DeviceRecord {
  if (!isRecord(value) || value['v'] !== 1 || typeof value['id'] !== 'string') return false;
  const { known, classes, asks, consents, visits } = value;
  return (
    [known, classes, asks, consents, visits].every(isRecord) &&
    [consents, ...[known, asks].flatMap((one) => Object.values(one as object))].every(holdsText) &&
    isText((visits as Record<string, unknown>)['last']) &&
    isRecord((visits as Record<string, unknown>)['steps']) &&
    Number.isSafeInteger((visits as Record<string, unknown>)['count'])
  );
}

export function storedVisits({ visits }: DeviceRecord, formId: string): Visits {
  const { count, last, steps } = visits;
  return { count, last, steps: Object.hasOwn(steps, formId) ? (steps[formId] ?? 0) : 0 };
}

/** What the record says about the fields of this form. */
export function recallProfile(record: DeviceRecord, config: FormConfig): ProfilePatch {
  const pick = <T>(from: (field: Field) => Readonly<Record<string, T>> | undefined) =>
    Object.fromEntries(
      config.fields.flatMap((field) => {
        const held = from(field);
        const key = factName(field);
        return held && Object.hasOwn(held, key) ? [[field.name, held[key] as T]] : [];
      }),
    );
  return {
    known: pick(({ purpose }) => (Object.hasOwn(record.known, purpose) ? record.known[purpose] : undefined)),
    asks: pick(() => record.asks),
    classes: record.classes,
    consents: record.consents,
    identity: { strength: 'device', id: record.id },
  };
}
