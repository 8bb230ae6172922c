/**
 * One test on one path in standard JsonLogic (jsonlogic.com), for the data that `jsonLogicData` gives. That data holds
 * every value folded and sorted by its type, so that the type guards are in the choice of the list; `substr` counts in
 * UTF-16 code units, as JavaScript does.
 */
import type { Scalar } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';

export type JsonLogic = null | Scalar | readonly JsonLogic[] | { readonly [operation: string]: JsonLogic };

/**
 * What the data tells of a path; `$` sets it apart from members of what others wrote. Empty lists where the value is
 * withheld; `ages` in milliseconds.
 */
export type Part = '$known' | '$withheld' | '$values' | '$texts' | '$numbers' | '$ages';

/** Dots would lead deeper into the data: they become slashes, and what looks like one is escaped as in RFC 6901. */
export const escapePath = (path: string) => path.replace(/~/g, '~0').replace(/\//g, '~1').replace(/\./g, '/');
export const unescapePath = (key: string) => key.replace(/\//g, '.').replace(/~1/g, '/').replace(/~0/g, '~');

export const refer = (path: string, part: Part): JsonLogic => ({ var: `${escapePath(path)}.${part}` });

export const fold = (value: Scalar): Scalar =>
  typeof value === 'string' ? value.normalize('NFKC').toLowerCase() : value;

export const isScalar = (value: unknown): value is Scalar =>
  typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
export const isScalars = (value: unknown): value is readonly Scalar[] =>
  Array.isArray(value) && value.every(isScalar);

/** A constant that also tells how it was written: the branch that is never taken keeps it. */
const literal = (value: Scalar, written: Scalar): JsonLogic =>
  value === written ? value : { if: [true, value, written] };
const folded = (want: Scalar) => literal(fold(want), want);
const element: JsonLogic = { var: '' };

/** Nothing where `op` is no operator or takes no such `want`. */
export function writeTest(path: string, op: string, want: unknown): JsonLogic | undefined {
  const unless = (test: JsonLogic | undefined, ...more: readonly JsonLogic[]): JsonLogic | undefined =>
    test && { '!': [{ or: [refer(path, '$withheld'), test, ...more] }] };
  switch (op) {
    case 'eq':
      return isScalar(want) ? { in: [folded(want), refer(path, '$values')] } : undefined;
    case 'ne':
      return unless(writeTest(path, 'eq', want));
    case 'notIn':
      return unless(writeTest(path, 'in', want));
    case 'in':
    case 'only': {
      if (!isScalars(want)) return undefined;
      const isListed = { in: [element, want.map(folded)] };
      const values = refer(path, '$values');
      // Not `all`, which JsonLogic takes for false of an empty list.
      return op === 'in'
        ? { some: [values, isListed] }
        : unless({ '!': [refer(path, '$known')] }, { some: [values, { '!': [isListed] }] });
    }
    case 'known': {
      const known = refer(path, '$known');
      return typeof want === 'boolean' ? { [want ? '!!' : '!']: [known] } : undefined;
    }
  }
  const [part, test] = (isScalar(want) && writeOnElement(op, want)) || [];
  const some: JsonLogic | undefined = part && test && { some: [refer(path, part), test] };
  // Only text contains anything.
  return some && op === 'contains' && typeof want !== 'string' ? { and: [false, some] } : some;
}

/** Which elements of a value are looked at, and what must hold for one of them. */
function writeOnElement(op: string, want: Scalar): readonly [Part, JsonLogic] | undefined {
  const size = String(fold(want)).length;
  const isText = typeof want === 'string';
  const isPart = (...range: readonly number[]): readonly [Part, JsonLogic] | undefined =>
    isText ? ['$texts', { '===': [{ substr: [element, ...range] }, folded(want)] }] : undefined;
  switch (op) {
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const sign = (op.startsWith('g') ? '>' : '<') + (op.endsWith('e') ? '=' : '');
      const part = isText ? '$texts' : '$numbers';
      return typeof want === 'boolean' ? undefined : [part, { [sign]: [element, folded(want)] }];
    }
    case 'contains':
      return ['$texts', want === '' || { in: [folded(want), element] }]; // of empty text, `in` knows no part
    case 'startsWith':
      return isPart(0, size);
    case 'endsWith':
      return size ? isPart(-size) : isPart(-1, 0);
    case 'within': {
      const age = isText ? parseDuration(want) : undefined;
      return age === undefined ? undefined : ['$ages', { '<=': [0, element, literal(age, want)] }];
    }
  }
  return undefined;
}
