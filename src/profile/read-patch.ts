/** What somebody else says about the visitor besides values: names, classes, pauses and counts, cut down to what we know. */
import type { FormConfig } from '../model/form-config.js';
import type { AskRecord, Profile, ProfilePatch } from '../model/profile.js';

type Json = Readonly<Record<string, unknown>>;

/** What a class can be of. A value under the name of a field is none. */
const classPath =
  /^(email\.kind|stage|path|(segment|score|pause|bant|confirmed)\.\S+|\w+\.(function|level|size|band))$/;

/** Of declared fields; what is none of ours is dropped. */
export function readPatch(given: unknown, { fields }: FormConfig) {
  const { known, classes, visits, asks, spent } = readRecord(given);
  const kept = fields.filter(({ type, transient }) => type !== 'consent' && !transient);
  const names = new Set(kept.map(({ name }) => name));
  return {
    known: readInstants(known, (name) => names.has(name)),
    classes: scalars(classes),
    asks: asksOf(asks, (name) => fields.some((field) => field.name === name)),
    spent: numbers(spent),
    visits: numbers(visits, /^(count|submissions|logins)$/),
  } satisfies ProfilePatch;
}

export const readRecord = (value: unknown): Json =>
  typeof value === 'object' && value !== null ? (value as Json) : {};

export const readInstants = (value: unknown, wanted: (key: string) => boolean): Record<string, string> =>
  Object.fromEntries(
    Object.entries(readRecord(value)).flatMap(([name, at]) =>
      wanted(name) && isInstant(at) ? [[name, new Date(at).toISOString()]] : [],
    ),
  );

/** What rests, and until when: what names no date rests for ever. */
const asksOf = (value: unknown, wanted: (key: string) => boolean): Profile['asks'] =>
  Object.fromEntries(
    Object.entries(readRecord(value)).flatMap(([name, ask]): [string, AskRecord][] => {
      const { at, outcome, until } = readRecord(ask);
      if (!wanted(name) || !isInstant(at) || !isOutcome(outcome)) return [];
      if (until !== undefined && !isInstant(until)) return [];
      return [[name, { at, outcome, ...(until !== undefined && { until }) }]];
    }),
  );

const isInstant = (value: unknown): value is string =>
  typeof value === 'string' && !Number.isNaN(Date.parse(value));

const isOutcome = (value: unknown): value is AskRecord['outcome'] =>
  ['leftEmpty', 'refused', 'answered'].includes(value as string);

/** Whole numbers that count something. */
const numbers = (value: unknown, wanted = /./): Record<string, number> =>
  Object.fromEntries(
    Object.entries(readRecord(value)).filter(
      (pair): pair is [string, number] => wanted.test(pair[0]) && Number.isSafeInteger(pair[1]),
    ),
  );

const scalars = (value: unknown) =>
  Object.fromEntries(
    Object.entries(readRecord(value)).filter(
      (pair): pair is [string, string | number | boolean] =>
        classPath.test(pair[0]) && ['string', 'number', 'boolean'].includes(typeof pair[1]),
    ),
  );
