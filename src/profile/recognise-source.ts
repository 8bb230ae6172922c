/** Asks the collector who this is: for a device that has a record, and for who came by a link or is signed in. */
import type { FormConfig } from '../model/form-config.js';
import type { ProfileSource, Recognised, RecogniseRequest } from '../model/ports.js';
import { acceptFacts } from './accept-facts.js';
import { readInstants, readPatch, readRecord } from './read-patch.js';

export interface RecogniseSourceOptions {
  /** The collector's base address. */
  readonly endpoint: string;
  readonly config: FormConfig;
  readonly fetch?: typeof globalThis.fetch;
}

type Json = Readonly<Record<string, unknown>>;

const longestReply = 65_536;

/** Posts `{ formId, anonymousId?, token?, idToken? }`; anything but a well-formed reply throws, and the caller asks instead. */
export function createRecogniseSource({
  endpoint,
  config,
  fetch = globalThis.fetch,
}: RecogniseSourceOptions): ProfileSource {
  const url = new URL('v1/recognise', endpoint.replace(/\/*$/, '/'));
  return {
    name: 'collector',
    async load(request) {
      const { formId, anonymousId, token, idToken, signal } = request;
      const response = await fetch(url, {
        method: 'POST',
        body: JSON.stringify({ formId, anonymousId, token, idToken }),
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
      return readReply(readRecord(JSON.parse(text)), config, url, request);
    },
  };
}

function readReply(reply: Json, config: FormConfig, endpoint: URL, request: RecogniseRequest): Recognised {
  const { facts, consents, proof, asset, sameDevice } = reply;
  const strength = readStrength(reply, request);
  const isProven = strength === 'link' || strength === 'login';
  const { id, url } = readRecord(asset);
  return {
    profile: {
      ...readPatch(reply, config),
      // Whoever is known by the device alone gets no values, whatever the reply holds.
      facts: isProven ? acceptFacts(config.fields, facts, strength, '').facts : {},
      consents: readInstants(consents, (purpose) => Object.hasOwn(config.purposes, purpose)),
      // The id is there where the collector knows the device for one of this very person.
      identity: {
        strength,
        ...(sameDevice === true && request.anonymousId !== undefined && { id: request.anonymousId }),
      },
    },
    ...(typeof proof === 'string' && { proof }),
    ...(typeof id === 'string' && isAt(url, endpoint) && { asset: { id, url } }),
  };
}

/** Nobody is known by what was not shown. */
function readStrength({ strength }: Json, { token, idToken }: RecogniseRequest) {
  if (strength === 'link' && token !== undefined) return strength;
  if (strength === 'login' && idToken !== undefined) return strength;
  return strength === 'device' ? strength : 'none';
}

/** A download never leads away from the collector that granted it. */
const isAt = (url: unknown, { origin }: URL): url is string =>
  typeof url === 'string' && URL.canParse(url) && new URL(url).origin === origin;
