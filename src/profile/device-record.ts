/**
 * What this device keeps between visits: a random id, names of known facts, classes, counters, refusals; and, where the
 * definition says so, values that nobody can read off the disk. A name is kept under the purpose it was given for, so
 * that no form uses what was given for something else.
 */
import type { Scalar } from '../model/condition.js';
import { factName } from '../model/fact-name.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { AskRecord, Profile, ProfilePatch, Visits } from '../model/profile.js';
import { own } from '../model/own.js';
import { emailField } from './read-email.js';

type Instants = Readonly<Record<string, string>>;

/** See `seal-values.ts`. */
export interface SealedValue {
  readonly at: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  readonly wire: ArrayBuffer;
}

export interface DeviceRecord {
  readonly v: 1;
  readonly id: string;
  /** By purpose, then by fact. */
  readonly known: Readonly<Record<string, Instants>>;
  readonly classes: Readonly<Record<string, Scalar>>;
  /** By fact. */
  readonly asks: Readonly<Record<string, AskRecord>>;
  readonly consents: Instants;
  /** What was done on the origin's pages, by name. */
  readonly counts?: Profile['counts'];
  /** Questions put, by the instant of the answer. */
  readonly spent?: Profile['spent'];
  /** By purpose, then by fact. */
  readonly sealed?: Readonly<Record<string, Readonly<Record<string, SealedValue>>>>;
  /** By which the person's address is known again: a keyed hash, of no use without this device's key. */
  readonly mark?: string;
  /** `steps`: completed on this visit, by form; `submitted`: the visits on which something was, by form. */
  readonly visits: {
    readonly count: number;
    readonly last: string;
    readonly first?: string;
    readonly since?: string;
    readonly steps: Readonly<Record<string, number>>;
    readonly submitted?: Readonly<Record<string, readonly number[]>>;
  };
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown) => typeof value === 'string';
const holdsText = (value: unknown) => isRecord(value) && Object.values(value).every(isText);

const holdsDated = (value: unknown) =>
  isRecord(value) && Object.values(value).every((one) => isRecord(one) && isText(one['at']));

const isCount = (value: unknown) =>
  isRecord(value) && Number.isSafeInteger(value['n']) && isText(value['first']) && isText(value['last']);

/** A stored record that is not one of ours counts as none. */
export function isDeviceRecord(value: unknown): value is DeviceRecord {
  if (!isRecord(value) || value['v'] !== 1 || typeof value['id'] !== 'string') return false;
  const { known, classes, asks, consents, visits, counts = {}, spent = {}, sealed = {}, mark = '' } = value;
  if (![known, classes, asks, consents, visits, counts, spent, sealed].every(isRecord)) return false;
  const { last, steps, count, submitted = {} } = visits as Record<string, unknown>;
  return (
    [consents, ...[known, asks].flatMap((one) => Object.values(one as object))].every(holdsText) &&
    Object.values(counts as object).every(isCount) &&
    Object.values(sealed as object).every(holdsDated) &&
    isText(mark) &&
    isRecord(submitted) &&
    Object.values(submitted).every(Array.isArray) &&
    Object.values(spent as object).every(Number.isSafeInteger) &&
    isText(last) &&
    isRecord(steps) &&
    Number.isSafeInteger(count)
  );
}

/** Whether the person's address was given, though it may not be known which. */
export function namesSomebody({ mark, known }: DeviceRecord, config: Pick<FormConfig, 'fields'>): boolean {
  const email = emailField(config);
  return (
    mark !== undefined ||
    (email !== undefined && Object.values(known).some((names) => Object.hasOwn(names, factName(email))))
  );
}

export function storedVisits({ visits }: DeviceRecord, formId: string): Visits {
  const { count, last, first = last, since = last, steps } = visits;
  return { count, last, first, since, steps: own(steps, formId) ?? 0 };
}

/** Visits before the one with that number on which something was submitted to the form. */
export const submissionsBefore = ({ visits }: DeviceRecord, formId: string, count: number): number =>
  (own(visits.submitted ?? {}, formId) ?? []).filter((visit) => visit !== count).length;

/** What follows from the rules of one form is not for another, whose stages and rows are others. */
const ofOneForm = /^(stage|path|(segment|score|pause|confirmed)\..*)$/;

/** The name that a class is kept under. */
export const classKey = (path: string, formId: string): string =>
  ofOneForm.test(path) ? `${formId}:${path}` : path;

function recallClasses(classes: DeviceRecord['classes'], formId: string): DeviceRecord['classes'] {
  const held = Object.entries(classes).filter(([, value]) => isClass(value));
  return Object.fromEntries(
    held.flatMap(([key, value]) => {
      const path = key.startsWith(`${formId}:`) ? key.slice(formId.length + 1) : key;
      return classKey(path, formId) === key && !path.includes(':') ? [[path, value]] : [];
    }),
  );
}

const isClass = (held: unknown): boolean => held === true || /^(string|number)$/.test(typeof held);

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
    known: pick(({ purpose }) => own(record.known, purpose)),
    asks: pick(() => record.asks),
    // What is false does not hold, or holds no more: both are as if it had never been said.
    classes: recallClasses(record.classes, config.id),
    consents: record.consents,
    counts: record.counts ?? {},
    spent: record.spent ?? {},
    identity: { strength: 'device', id: record.id },
  };
}
