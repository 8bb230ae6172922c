/**
 * The first storey of what only some definitions name: loaded with the rules, so that the file that paints first does
 * without. Throws a `ConfigError` for whatever the rules could trip over; the schema says more.
 */
import { ConfigError } from '../model/config-error.js';
import type { FormConfig } from '../model/form-config.js';
import { joinPath } from './join-path.js';
import { kindOf } from './kind-of.js';

type Fits = (value: unknown, path: string) => void;

/** Expects what the reader has let through. */
export function checkRules(config: FormConfig): void {
  const { ask, signals, trigger, segments, scores, stages, matrix, pauses } = config;
  const score = hasMembers({ terms: listOf(isTerm), halfLife: orNone(isText) });
  const stage = hasMembers({ id: isText, when: isCondition });
  const row = hasMembers({ id: isText, when: isCondition, steps: listOf(isText) });
  const pause = hasMembers({ id: isText, when: isCondition, for: isText, fields: orNone(listOf(isText)) });
  const budget = hasMembers({ questions: isNumber, per: isText });
  orNone(budget)(ask?.budget, 'ask.budget');
  orNone(mapOf(isText))(signals, 'signals');
  orNone(isCondition)(trigger, 'trigger');
  orNone(mapOf(isCondition))(segments, 'segments');
  orNone(mapOf(score))(scores, 'scores');
  orNone(listOf(stage))(stages, 'stages');
  orNone(listOf(row))(matrix, 'matrix');
  orNone(listOf(pause))(pauses, 'pauses');
}

const isKind =
  (...kinds: readonly string[]): Fits =>
  (value, path) => {
    if (!kinds.includes(kindOf(value))) throw new ConfigError(path, 'does not fit', 'See the schema.');
  };

const isText: Fits = (value, path) => isKind('string')(value, path);
const isNumber: Fits = (value, path) => isKind('number')(value, path);

const orNone =
  (fits: Fits): Fits =>
  (value, path) => {
    if (value !== undefined) fits(value, path);
  };

const listOf =
  (fits: Fits): Fits =>
  (value, path) => {
    isKind('list')(value, path);
    (value as readonly unknown[]).forEach((one, i) => fits(one, `${path}[${i}]`));
  };

const mapOf =
  (fits: Fits): Fits =>
  (value, path) => {
    isKind('object')(value, path);
    for (const [name, one] of Object.entries(value as object)) fits(one, joinPath(path, name));
  };

const hasMembers =
  (members: Readonly<Record<string, Fits>>): Fits =>
  (value, path) => {
    isKind('object')(value, path);
    const held = value as Readonly<Record<string, unknown>>;
    for (const [name, fits] of Object.entries(members)) fits(held[name], joinPath(path, name));
  };

const isTerm: Fits = (value, path) => {
  hasMembers({ points: isNumber, max: orNone(isNumber), count: orNone(isText) })(value, path);
  const { count, when } = value as { readonly count?: unknown; readonly when?: unknown };
  if (count === undefined) isCondition(when, joinPath(path, 'when'));
};

/** As much as the evaluation of a condition relies on. */
const isCondition: Fits = (value, path) => {
  isKind('object', 'boolean')(value, path);
  if (typeof value === 'object') mapOf(isPart)(value, path);
};

const isPart: Fits = (value, path) => {
  if (/\.not$/.test(path)) isCondition(value, path);
  else if (/\.(all|any)$/.test(path)) listOf(isCondition)(value, path);
  else if (/\.(in|notIn|only)$/.test(path)) isKind('list')(value, path);
  else isKind('object', 'list', 'string', 'number', 'boolean')(value, path);
};
