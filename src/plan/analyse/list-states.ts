/**
 * What can be the case about one thing, as far as comparisons tell it apart. A field and what its answer is read as
 * are one thing, and so are how often something was done and when: they do not vary by themselves.
 */
import type { AnswerValue } from '../../model/answers.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import type { Found } from '../evaluate-condition.js';
import { readCompanySize } from '../rules/company-size.js';
import { readJobTitle } from '../rules/job-title.js';
import { compileCondition } from './compile-condition.js';
import { companyBands } from './class-words.js';
import { kindOfPath } from './path-kind.js';
import { pickValues } from './pick-values.js';
import { toCondition, type Comparison } from './split-condition.js';

/** What each path of the thing leads to; nothing for the others. */
export type State = ReadonlyMap<string, Found>;

/** The thing that a path tells of. */
export function thingOf({ fields }: FormConfig, path: string): string {
  const [group = '', name] = path.split('.');
  if (path === 'email.kind') return fields.find(({ type }) => type === 'email')?.name ?? path;
  if (group === 'count') return `${group}.${name}`;
  return fields.some((field) => field.name === group && field.classify) ? group : path;
}

/** `withheld`: also what is known without its value. `undefined`: too many to try them all. */
export function listStates(
  config: FormConfig,
  thing: string,
  comparisons: readonly Comparison[],
  withheld: boolean,
): readonly State[] | undefined {
  const field = config.fields.find(({ name }) => name === thing);
  const values = valuesFor(config, comparisons);
  const states = field
    ? listFieldStates(config, field, values, withheld)
    : mix(pathsOf(thing, comparisons).map((path) => values(path)));
  if (!states) return undefined;
  const isSure = !field && kindOfPath(config, thing).always === true;
  return isSure ? states : [new Map(), ...states];
}

/** By path: the values it can have. */
type Values = (path: string) => readonly State[] | undefined;

const valuesFor =
  (config: FormConfig, comparisons: readonly Comparison[]): Values =>
  (path) =>
    pickValues(
      kindOfPath(config, path),
      comparisons.filter((one) => one.path === path),
    )?.map((value) => hold(path, value));

const hold = (path: string, value: AnswerValue | undefined): State => new Map([[path, { value }]]);

const pathsOf = (thing: string, comparisons: readonly Comparison[]) => [
  ...new Set([thing, ...comparisons.map(({ path }) => path)]),
];

function listFieldStates(config: FormConfig, field: Field, values: Values, withheld: boolean) {
  const { name } = field;
  const answers =
    field.classify === 'companySize' && field.type === 'number' ? sizes(name, values) : values(name);
  const read = (answer: State) =>
    mix([[answer], ...readAnswer(config, field, answer.get(name)?.value, values)]);
  const unseen: State = new Map([[name, { withheld: true }]]);
  return flat([...(answers ?? [undefined]), ...(withheld ? [unseen] : [])].map((one) => one && read(one)));
}

/** What an answer may be read as; `undefined` answers may be read as anything. */
function readAnswer(
  { fields }: FormConfig,
  { name, type, classify }: Field,
  answer: AnswerValue | undefined,
  values: Values,
): readonly (readonly State[] | undefined)[] {
  const isExact = answer !== undefined && (type === 'select' || type === 'radio' || type === 'number');
  const paths = (parts: readonly string[]) => parts.map((part) => `${name}.${part}`);
  if (classify === 'jobTitle') {
    const both = paths(['function', 'level']);
    if (!isExact) return both.map((path) => orNothing(values(path)));
    const title = readJobTitle(String(answer));
    return [[hold(`${name}.function`, title.function)], [hold(`${name}.level`, title.level)]];
  }
  if (classify === 'companySize') {
    if (isExact) return [[readSize(name, answer)]];
    const written = sizes(name, values)?.map((state) => readSize(name, state.get(name)?.value));
    return [orNothing(written && [...written, readSize(name, '1-5')])]; // begins with one, and is more
  }
  const isAddress = type === 'email' && fields.find((field) => field.type === 'email')?.name === name;
  return isAddress ? [orNothing(values('email.kind'))] : [];
}

const orNothing = (states: readonly State[] | undefined) => states && [new Map<string, Found>(), ...states];

/** Numbers of people on both sides of every limit, as answers to the field. */
function sizes(name: string, values: Values): readonly State[] | undefined {
  const found = [values(name), values(`${name}.size`)];
  if (found.includes(undefined)) return undefined;
  const numbers = found.flatMap((states) => states?.flatMap((state) => [...state.values()]) ?? []);
  const edges = Object.values(companyBands).map((value) => ({ value }));
  return [...numbers, ...edges]
    .filter(({ value }) => typeof value === 'number')
    .map(({ value }) => hold(name, value));
}

function readSize(name: string, answer: AnswerValue | undefined): State {
  const read = readCompanySize(typeof answer === 'number' ? answer : String(answer));
  return new Map([
    [`${name}.size`, { value: read?.size }],
    [`${name}.band`, { value: read?.band }],
  ]);
}

/** Each of one list with each of the others. */
export function mix(lists: readonly (readonly State[] | undefined)[]): readonly State[] | undefined {
  return lists.reduce<readonly State[] | undefined>(
    (mixed, list) => list && mixed?.flatMap((state) => list.map((other) => new Map([...state, ...other]))),
    [new Map()],
  );
}

const flat = (lists: readonly (readonly State[] | undefined)[]): readonly State[] | undefined =>
  lists.includes(undefined) ? undefined : lists.flatMap((list) => list ?? []);

/** One state of each sort that the comparisons tell apart: the first. */
export function mergeStates(states: readonly State[], comparisons: readonly Comparison[]): readonly State[] {
  const sorts = new Map<string, State>();
  const tests = comparisons.map((one) => compileCondition(toCondition(one)));
  for (const state of states) {
    const sort = tests.map((decide) => decide((path) => state.get(path) ?? {})).join();
    if (!sorts.has(sort)) sorts.set(sort, state);
  }
  return [...sorts.values()];
}
