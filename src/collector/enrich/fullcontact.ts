/**
 * FullContact's Person Enrich (v3, https://docs.fullcontact.com/docs/multi-field-request). Every request is paid for, so
 * none is made twice. Of a long answer about a person's life only what a form may ask for in words is read.
 */
import type { Enricher } from '../../model/ports.js';
import { isSafeUrl } from '../../model/safe-url.js';
import { readRecord } from '../../profile/read-patch.js';
import { digest } from '../digest.js';
import { readBody } from '../read-body.js';

export interface FullContactOptions {
  readonly apiKey: string;
  readonly endpoint?: string;
  readonly fetch?: typeof globalThis.fetch;
  /** The address leaves as its SHA-256 alone. FullContact then gives no names. */
  readonly hashed?: boolean;
}

type Json = Readonly<Record<string, unknown>>;

const mostBytes = 256 * 1024;

/** Gives values by autofill token. Throws where the address is not https. */
export function createFullContactEnricher({
  apiKey,
  endpoint = 'https://api.fullcontact.com/v3/person.enrich',
  fetch = globalThis.fetch,
  hashed = false,
}: FullContactOptions): Enricher {
  if (!isSafeUrl(endpoint)) throw new Error(`endpoint: ${endpoint} is no https address. Give one that is`);
  return {
    name: 'fullcontact',
    async enrich({ email }, signal) {
      const response = await fetch(endpoint, {
        method: 'POST',
        headers: { authorization: `Bearer ${apiKey}`, 'content-type': 'application/json' },
        body: JSON.stringify({ email: hashed ? digest(email) : email }),
        redirect: 'error',
        signal,
      });
      // 404: nobody like that. 202: they go on looking, and would call back; we do not wait.
      if (response.status === 404 || response.status === 202) return undefined;
      if (response.status !== 200) throw Object.assign(new Error('No answer'), { code: response.status });
      const { text, tooLong } = await readBody(response, mostBytes);
      if (tooLong) throw Object.assign(new Error('No answer'), { code: 'tooLong' });
      return readPerson(readRecord(JSON.parse(text)));
    },
  };
}

/** What the plain members lack may stand in the details: the job that is held now, the first of the places. */
function readPerson(person: Json): Json {
  const details = readRecord(person['details']);
  const name = readRecord(details['name']);
  const job =
    list(details['employment'])
      .map(readRecord)
      .find(({ current }) => current === true) ?? {};
  const place = readRecord(list(details['locations'])[0]);
  return {
    name: person['fullName'] ?? name['full'],
    'given-name': name['given'],
    'family-name': name['family'],
    organization: person['organization'] ?? job['name'],
    'organization-title': person['title'] ?? job['title'],
    'address-level2': place['city'],
    'address-level1': place['region'],
    country: place['countryCode'],
    'country-name': place['country'],
    url: person['website'],
  };
}

const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
