/** What the page's own sources told, cut down to what the definition asks for, as the collector's reply is. */
import type { FormConfig } from '../model/form-config.js';
import type { Fact, IdentityStrength, Profile } from '../model/profile.js';
import { acceptFacts } from './accept-facts.js';
import { attempt } from './ask-source.js';
import { readPatch, readRecord } from './read-patch.js';

/** One source, and how sure it is who sits there. */
export interface Told {
  readonly strength: IdentityStrength;
  readonly facts: Readonly<Record<string, Fact>>;
  readonly patch: Partial<Omit<Profile, 'facts' | 'visits' | 'identity'>> & {
    readonly visits?: Partial<Profile['visits']>;
  };
}

/**
 * `reply`: whatever the source resolved with; `at`, an ISO 8601 instant, dates what it leaves undated. A page may vouch
 * for a login, and nobody but the visitor for what is typed. What only a device is known by is names here too. A reply
 * that throws where it is read tells nothing.
 */
export const readTold = (config: FormConfig, reply: unknown, at: string): Told =>
  attempt(() => readReply(config, reply, at), { strength: 'none', facts: {}, patch: {} });

function readReply(config: FormConfig, reply: unknown, at: string): Told {
  const given = readRecord(readRecord(reply)['profile']);
  const strength = readStrength(readRecord(given['identity'])['strength']);
  const source = strength === 'login' || strength === 'link' ? strength : 'host';
  const { facts } = acceptFacts(config.fields, given['facts'], source, at, 'login');
  const patch = readPatch(given, config);
  if (strength !== 'device') return { strength, facts, patch };
  const known = Object.fromEntries(Object.entries(facts).map(([name, fact]) => [name, fact.at]));
  return { strength, facts: {}, patch: { ...patch, known: { ...patch.known, ...known } } };
}

const readStrength = (given: unknown): IdentityStrength =>
  given === 'device' || given === 'link' || given === 'login' ? given : 'none';
