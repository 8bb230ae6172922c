/** Asks the collector who this is, for a device that has a record and for a visitor who came by a link. */
import type { FormConfig } from '../model/form-config.js';
import type { ProfileSource, Recognised } from '../model/ports.js';
import type { AskRecord, Profile } from '../model/profile.js';
import { acceptFacts } from './accept-facts.js';

export interface RecogniseSourceOptions {
  /** The collector's base address. */
  readonly endpoint: string;
  readonly config: FormConfig;
  readonly fetch?: typeof globalThis.fetch;
}

type Json = Readonly<Record<string, unknown>>;

const longestReply = 65_536;

/** What a class can be of. A value under the name of a field is none. */
const classPath =
  /^(email\.kind|stage|path|(segment|score|pause|bant)\.\S+|\w+\.(function|level|size|band))$/;

/** Posts `{ formId, anonymousId?, token? }`; anything but a well-formed reply throws, and the caller asks instead. */
export function createRecogniseSource({
  endpoint,
  config,
  fetch = globalThis.fetch,
}: RecogniseSourceOptions): ProfileSource {
  const url = new URL('v1/recognise', endpoint.replace(/\/*$/, '/'));
  return {
    name: 'collector',
    async load({ signal, ...request }) {
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify(request),
        headers: { 'content-type': 'text/plain' },
        credentials: 'omit',
        redirect: 'error',
        referrerPolicy: 'origin',
        cache: 'no-store',
        signal,
      });
      const text = await response.text();
      if (!response.ok || text.length > longestReply)
        throw new Error(`recognise answered ${response.status}`);
      return readReply(record(JSON.parse(text)), config, url, request.token !== undefined);
    },
  };
}

function readReply(reply: Json, config: FormConfig, endpoint: URL, hasToken: boolean): Recognised {
  const { strength, facts, known, classes, consents, visits, asks, spent, proof, asset } = reply;
  const byLink = hasToken && strength === 'link';
  const names = new Set(config.fields.map((field) => field.name));
  const { id, url } = record(asset);
  return {
    profile: {
      // Whoever is known by the device alone gets no values, whatever the reply holds.
      facts: byLink ? acceptFacts(config.fields, facts, 'link', '').facts : {},
      known: instants(known, (name) => names.has(name)),
      consents: instants(consents, (purpose) => Object.hasOwn(config.purposes, purpose)),
      classes: scalars(classes),
      asks: asksOf(asks, (name) => names.has(name)),
      spent: numbers(spent),
      visits: numbers(visits, /^(count|submissions)$/),
      identity: { strength: byLink ? 'link' : strength === 'device' ? 'device' : 'none' },
    },
    ...(typeof proof === 'string' && { proof }),
    ...(typeof id === 'string' && isAt(url, endpoint) && { asset: { id, url } }),
  };
}

/** A download never leads away from the collector that granted it. */
const isAt = (url: unknown, { origin }: URL): url is string =>
  typeof url === 'string' && URL.canParse(url) && new URL(url).origin === origin;

const record = (value: unknown): Json => (typeof value === 'object' && value !== null ? (value as Json) : {});

const instants = (value: unknown, wanted: (key: string) => boolean) =>
  Object.fromEntries(
    Object.entries(record(value)).flatMap(([name, at]) =>
      wanted(name) && typeof at === 'string' && !Number.isNaN(Date.parse(at))
        ? [[name, new Date(at).toISOString()]]
        : [],
    ),
  );

/** What rests, and until when: what names no date rests for ever. */
const asksOf = (value: unknown, wanted: (key: string) => boolean): Profile['asks'] =>
  Object.fromEntries(
    Object.entries(record(value)).flatMap(([name, ask]): [string, AskRecord][] => {
      const { at, outcome, until } = record(ask);
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
    Object.entries(record(value)).filter(
      (pair): pair is [string, number] => wanted.test(pair[0]) && Number.isSafeInteger(pair[1]),
    ),
  );

const scalars = (value: unknown) =>
  Object.fromEntries(
    Object.entries(record(value)).filter(
      (pair): pair is [string, string | number | boolean] =>
        classPath.test(pair[0]) && ['string', 'number', 'boolean'].includes(typeof pair[1]),
    ),
  );
