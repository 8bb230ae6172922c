/** Shapes of plain data: each tells what does not fit, with its place and a remedy, and never what was found there. */
import { joinPath } from '../check/join-path.js';
import { describeKind, withArticle } from '../check/describe-kind.js';
import { didYouMean } from '../check/did-you-mean.js';
import { kindOf } from '../check/kind-of.js';
import type { ConfigProblem } from '../model/ports.js';

export type Shape = (value: unknown, path: string) => readonly ConfigProblem[];

export const fits: readonly ConfigProblem[] = [];

const wrong = (value: unknown, path: string, remedy: string): readonly ConfigProblem[] => [
  { path, problem: describeKind(value), remedy },
];

/** One of these kinds, see `kindOf`. */
export function kinds(...names: readonly string[]): Shape {
  return (value, path) =>
    names.includes(kindOf(value))
      ? fits
      : wrong(value, path, `Write ${names.map((name) => withArticle(name)).join(' or ')}.`);
}

export function oneOf(words: readonly string[]): Shape {
  return (value, path) => {
    if (words.includes(value as string)) return fits;
    const near = typeof value === 'string' ? didYouMean(value, words) : undefined;
    return [{ path, problem: 'is none of the words for it', remedy: near ?? `Use ${words.join(', ')}.` }];
  };
}

export function count(from: number): Shape {
  return (value, path) =>
    Number.isInteger(value) && Number(value) >= from
      ? fits
      : wrong(value, path, `Write a whole number from ${from} on.`);
}

const instants = /^\d{4}-\d\d-\d\d(T\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d))?$/;

/** Reading 30 February gives a day in March. */
function isDay(written: string): boolean {
  const [day = ''] = written.split('T');
  return (
    !Number.isNaN(Date.parse(written)) &&
    !Number.isNaN(Date.parse(day)) &&
    new Date(day).toISOString().startsWith(day)
  );
}

export const instant: Shape = (value, path) =>
  typeof value === 'string' && instants.test(value) && isDay(value)
    ? fits
    : [
        {
          path,
          problem: 'is no instant',
          remedy: 'Write a date such as 2026-11-03 or 2026-11-03T09:30:00Z.',
        },
      ];

export function listOf(shape: Shape): Shape {
  return (value, path) =>
    Array.isArray(value)
      ? value.flatMap((one, i) => shape(one, `${path}[${i}]`))
      : wrong(value, path, 'Write a list.');
}

export function recordOf(shape: Shape): Shape {
  return (value, path) =>
    kindOf(value) === 'object'
      ? Object.entries(value as object).flatMap(([name, one]) => shape(one, joinPath(path, name)))
      : wrong(value, path, 'Write an object.');
}

/** Members by name; those that `needed` names must be there. */
export function members(shapes: Readonly<Record<string, Shape>>, ...needed: readonly string[]): Shape {
  const names = Object.keys(shapes);
  return (value, path) => {
    if (kindOf(value) !== 'object') return wrong(value, path, 'Write an object.');
    const given = value as Readonly<Record<string, unknown>>;
    const missing = needed.filter((name) => !Object.hasOwn(given, name));
    return [
      ...missing.flatMap((name) => wrong(undefined, joinPath(path, name), 'Add it.')),
      ...Object.entries(given).flatMap(([name, one]) => {
        const at = joinPath(path, name);
        if (Object.hasOwn(shapes, name)) return shapes[name]?.(one, at) ?? fits;
        const remedy = didYouMean(name, names) ?? `Use ${names.join(', ')}.`;
        return [{ path: at, problem: 'is not known here', remedy }];
      }),
    ];
  };
}

/** By its kind; what is of none of these kinds is told all of them. */
export function byKind(shapes: Readonly<Record<string, Shape>>): Shape {
  return (value, path) => (shapes[kindOf(value)] ?? kinds(...Object.keys(shapes)))(value, path);
}
