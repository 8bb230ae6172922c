/**
 * What was done on the origin's pages, for conditions: `count.<name>` tells how often, `count.<name>.first` and
 * `count.<name>.last` when. Only what the definition declares, for a purpose that may be pursued. For one plan only:
 * no class of this kind is ever kept.
 */
import type { FormConfig } from '../../model/form-config.js';
import type { Profile } from '../../model/profile.js';
import { own } from '../../model/own.js';

export function readCounts({ signals = {}, purposes }: FormConfig, profile: Profile): Profile['counts'] {
  const maySee = (name: string) => {
    const purpose = own(signals, `count.${name}`);
    if (purpose === undefined) return false;
    return own(purposes, purpose)?.legalBasis !== 'explicit' || !!own(profile.consents, purpose);
  };
  return Object.fromEntries(Object.entries(profile.counts).filter(([name]) => maySee(name)));
}

export function withCounts(config: FormConfig, profile: Profile): Profile {
  const paths = Object.entries(readCounts(config, profile)).flatMap(([name, { n, first, last }]) => [
    [`count.${name}`, n] as const,
    [`count.${name}.first`, first] as const,
    [`count.${name}.last`, last] as const,
  ]);
  return { ...profile, classes: { ...profile.classes, ...Object.fromEntries(paths) } };
}
