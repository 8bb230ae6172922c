/** What kind of value each path of a definition leads to, and which values it can have. */
import { listCodes } from '../../model/country-codes.js';
import type { Field, FormConfig, Score, ScoreTerm } from '../../model/form-config.js';
import { identityStrengths } from '../../model/profile.js';
import { own } from '../../model/own.js';
import { companyBands, jobFunctions, jobLevels } from './class-words.js';

export type PathKind = {
  /** There is a value for everybody. */
  readonly always?: boolean;
} & (
  | { readonly type: 'number'; readonly min?: number; readonly max?: number; readonly whole?: boolean }
  /** `only`: true or nothing. */
  | { readonly type: 'boolean'; readonly only?: boolean }
  /** One of a closed list, or with `many` several. */
  | {
      readonly type: 'choice';
      readonly values: readonly string[];
      readonly many?: boolean;
      /** So many that they stand for each other wherever nothing tells them apart. */
      readonly alike?: boolean;
    }
  /** Any words, several at once. */
  | { readonly type: 'list' }
  | { readonly type: 'text' }
  | { readonly type: 'instant' }
  /** Whatever the host puts there. */
  | { readonly type: 'any' }
);

const number = (min: number, max?: number): PathKind => ({
  type: 'number',
  min,
  whole: true,
  ...(max !== undefined && { max }),
});
const choice = (...values: readonly string[]): PathKind => ({ type: 'choice', values });
const always = (kind: PathKind): PathKind => ({ ...kind, always: true });

/** Expects a path that the definition knows. */
export function kindOfPath(config: FormConfig, path: string): PathKind {
  const field = config.fields.find(({ name }) => name === path);
  if (field) return kindOfField(field);
  const [group = '', name = '', part] = path.split('.');
  switch (group) {
    case 'visit':
      return kindOfVisit(name);
    case 'count':
      return part ? { type: 'instant' } : number(1);
    case 'consent':
      return { type: 'boolean', only: true };
    case 'segment':
      return always({ type: 'boolean' });
    case 'bant':
      return name === 'complete'
        ? always(number(0, 4))
        : { type: 'boolean', always: config.fields.some(({ bant }) => bant === name) };
    case 'score':
      return kindOfScore(own(config.scores ?? {}, name));
    case 'stage':
      return choice(...(config.stages ?? []).map(({ id }) => id));
    case 'path':
      return choice(...(config.matrix ?? []).map(({ id }) => id));
    case 'pause':
      return { type: 'instant' };
    case 'flag': {
      const { variants } = own(config.flags ?? {}, name) ?? {};
      return variants ? choice(...variants) : { type: 'any' };
    }
  }
  return kindOfClass(path) ?? kindOfSignal(path);
}

function kindOfField({ type, options, rules = {} }: Field): PathKind {
  const { min, max } = rules;
  const values = options?.map(({ value }) => value) ?? [];
  switch (type) {
    case 'number':
      return { type, ...(min !== undefined && { min }), ...(max !== undefined && { max }) };
    case 'select':
    case 'radio':
      return choice(...values);
    case 'country':
      return { type: 'choice', values: listCodes(), alike: true };
    case 'multiselect':
      return { type: 'choice', values, many: true };
    case 'checkbox':
      return options ? { type: 'choice', values, many: true } : { type: 'boolean' };
    case 'consent':
      return { type: 'boolean' };
    default:
      return { type: 'text' };
  }
}

function kindOfVisit(name: string): PathKind {
  if (name === 'count') return always(number(1));
  if (name === 'steps') return always(number(0));
  return name === 'submissions' || name === 'logins' ? number(0) : { type: 'instant' };
}

function kindOfClass(path: string): PathKind | undefined {
  if (path === 'email.kind') return choice('work', 'free');
  if (path === 'identity.strength') return always(choice(...identityStrengths));
  switch (path.split('.')[1]) {
    case 'function':
      return choice(...jobFunctions);
    case 'level':
      return choice(...jobLevels);
    case 'band':
      return choice(...Object.keys(companyBands));
    case 'size':
      return number(0);
  }
  return undefined;
}

/** Between all that takes away and all that gives. What is done may be done any number of times. */
function kindOfScore(score: Score | undefined): PathKind {
  const times = (term: ScoreTerm) => ('when' in term ? 1 : (term.max ?? Infinity));
  const most = (score?.terms ?? []).map((term) => times(term) * term.points || 0); // no points, ever so often
  const sum = (side: (points: number) => number) => most.map(side).reduce((a, b) => a + b, 0);
  return always({ type: 'number', min: sum((p) => Math.min(p, 0)), max: sum((p) => Math.max(p, 0)) });
}

/** A purpose may lack its consent, so that a signal is never sure to be read. */
function kindOfSignal(path: string): PathKind {
  switch (path) {
    case 'page.context':
    case 'page.events':
      return { type: 'list' };
    case 'page.exit':
    case 'form.trap':
      return { type: 'boolean' };
    case 'page.scroll':
      return always({ type: 'number', min: 0, max: 100 });
    case 'page.seconds':
    case 'page.idle':
      return always({ type: 'number', min: 0 });
    case 'page.views':
      return always(number(1));
    case 'form.seconds':
      return number(0);
    case 'device.kind':
      return choice('phone', 'tablet', 'desktop');
    case 'device.region':
      return choice('EEA', 'UK', 'CH', 'Europe', 'US', 'Americas', 'Africa', 'Asia', 'Oceania');
    case 'now.hour':
      return number(0, 23);
    case 'now.weekday':
      return number(1, 7);
    default:
      return { type: 'text' };
  }
}
