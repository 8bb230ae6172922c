/** What of a definition a mirror may be told of: by name, and nothing else. */
import type { FormConfig } from '../model/form-config.js';
import { filledBy, findFollowing } from './find-following.js';
import { mayMirror } from './name-fields.js';
import type { NameMap } from './names.js';

export interface Open {
  readonly fields: readonly string[];
  /** Ids, in their order. */
  readonly stages: readonly string[];
  readonly segments: readonly string[];
  /** Purposes of which it may know that the visitor has agreed. */
  readonly agreed: readonly string[];
  /** Those of them that the form asks for, in words of its own. */
  readonly consents: readonly string[];
  /** Paths. */
  readonly signals: readonly string[];
}

/** Of a mirror with this `map`. */
export function findOpen(config: FormConfig, map?: NameMap): Open {
  const { fields, purposes, stages = [], segments = {}, signals = {} } = config;
  const open = fields.filter((field) => mayMirror(field, map));
  const untold = fields.filter((field) => !open.includes(field));
  const purposesOf = (some: FormConfig['fields']) =>
    some.filter(({ type }) => type === 'consent').map(({ purpose }) => purpose);
  const agreed = without(Object.keys(purposes), purposesOf(untold));
  const following = findFollowing(config, map);
  return {
    fields: namesOf(open),
    stages: without(
      stages.map(({ id }) => id),
      following.stages,
    ),
    segments: without(Object.keys(segments), following.segments),
    agreed,
    consents: agreed.filter((purpose) => purposesOf(open).includes(purpose)),
    signals: Object.keys(signals).filter((path) => !namesOf(untold).includes(filledBy(config, path) ?? '')),
  };
}

const namesOf = (fields: FormConfig['fields']) => fields.map(({ name }) => name);

const without = (names: readonly string[], others: readonly string[]) =>
  names.filter((name) => !others.includes(name));
