/**
 * What was done on the origin's pages, for conditions: `count.<name>` tells how often, `count.<name>.first` and
 * `count.<name>.last` when. For one plan only: no class of this kind is ever kept.
 */
import type { Profile } from '../../model/profile.js';

export function withCounts(profile: Profile): Profile {
  const paths = Object.entries(profile.counts).flatMap(([name, { n, first, last }]) => [
    [`count.${name}`, n] as const,
    [`count.${name}.first`, first] as const,
    [`count.${name}.last`, last] as const,
  ]);
  return { ...profile, classes: { ...profile.classes, ...Object.fromEntries(paths) } };
}
