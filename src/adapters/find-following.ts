/** Which stages and segments tell of sensitive answers, because their conditions look at them. */
import type { Condition } from '../model/condition.js';
import type { Field, FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import { mayMirror } from './name-fields.js';
import type { NameMap } from './names.js';

/** Ids of what is kept from a back end. */
export interface Following {
  readonly stages: readonly string[];
  readonly segments: readonly string[];
}

/**
 * Of a mirror with this `map`, which may be told what it has a name for: a sensitive answer with what follows from it, or
 * `stage` and `segments` whatever they follow from. What looks at something of which nobody can say what it follows from
 * counts as sensitive, where the definition has anything sensitive.
 */
export function findFollowing(config: FormConfig, map: NameMap = {}): Following {
  const { fields, segments = {}, stages = [] } = config;
  const secret = fields.filter((field) => !mayMirror(field, map)).map(({ name }) => name);
  const tells = (when: Condition) => secret.length > 0 && looksAt(when, config, secret);
  const list = (name: string, ids: readonly string[]) => (own(map, name) ? [] : ids);
  return {
    stages: list(
      'stage',
      stages.filter(({ when }) => tells(when)).map(({ id }) => id),
    ),
    segments: list(
      'segments',
      Object.entries(segments).flatMap(([id, when]) => (tells(when) ? [id] : [])),
    ),
  };
}

/** The field that a parameter of the page's address fills in; of a signal, by its path. */
export function filledBy({ profile }: Pick<FormConfig, 'profile'>, path: string): string | undefined {
  const parameter = path.replace(/^utm\./, 'utm_').replace(/^page\.query\./, '');
  return parameter === path ? undefined : own(profile?.parameters ?? {}, parameter);
}

/** Whether a condition looks at one of the fields, be it through what follows from it. */
function looksAt(condition: Condition, config: FormConfig, secret: readonly string[]): boolean {
  const { fields, segments = {}, scores = {}, stages = [] } = config;
  const seen = new Set<string>();

  const walk = (when: Condition | undefined): boolean => {
    if (typeof when !== 'object') return when === undefined;
    return Object.entries(when).some(([key, part]: [string, unknown]) => {
      if (key === 'not') return walk(part as Condition);
      if (key !== 'all' && key !== 'any') return isOfSecret(key);
      return (part as readonly Condition[]).some(walk);
    });
  };
  /** Those that it follows from; where there are none here, another form has told it. */
  const isOfFields = (found: FormConfig['fields']) =>
    !found.length || found.some(({ name }) => secret.includes(name));

  const isOfSecret = (path: string): boolean => {
    if (seen.has(path)) return false; // looked at already, or right now
    seen.add(path);
    const [group = '', id = ''] = path.split('.');
    if (fields.some(({ name }) => name === path)) return secret.includes(path);
    // A class of the field, where nothing else goes by its name.
    const field = fields.find(({ name, classify }) => classify && name === group);
    if (field && secret.includes(group)) return true;
    if (group === 'segment') return walk(own(segments, id));
    if (group === 'score')
      return own(scores, id)?.terms.some((term) => 'when' in term && walk(term.when)) ?? true;
    const isAgreed = ({ type, purpose }: Field) => type === 'consent' && purpose === id;
    if (group === 'consent') return fields.some((one) => isAgreed(one) && secret.includes(one.name));
    if (path === 'stage') return stages.some(({ when }) => walk(when));
    if (path === 'email.kind') return isOfFields(fields.filter(({ type }) => type === 'email'));
    if (group === 'bant')
      return isOfFields(fields.filter(({ bant }) => (id === 'complete' ? bant : bant === id)));
    const filled = filledBy(config, path);
    return filled === undefined ? !field && !told.test(path) : secret.includes(filled);
  };
  return walk(condition);
}

/** What is told of the visit and the page, and is no answer. */
const told = /^(visit|identity|page|device|utm|flag|count|now|form)\.|^locale$/;
