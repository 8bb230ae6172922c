/** Conditions are data, not code: the same walk decides and explains. */

export type Scalar = string | number | boolean;

/** Tests on one value; several mean all. `within` takes an ISO 8601 duration back from now. */
export interface Operators {
  readonly eq?: Scalar;
  readonly ne?: Scalar;
  readonly in?: readonly Scalar[];
  readonly notIn?: readonly Scalar[];
  readonly gt?: number | string;
  readonly gte?: number | string;
  readonly lt?: number | string;
  readonly lte?: number | string;
  readonly contains?: Scalar;
  readonly startsWith?: string;
  readonly endsWith?: string;
  readonly within?: string;
  readonly known?: boolean;
  /** Every element of the answer is one of these; with one test for each of them, the answer is exactly this set. */
  readonly only?: readonly Scalar[];
}

export type Operator = keyof Operators;

/** A scalar means equals, a list means one of. */
export type Test = Scalar | readonly Scalar[] | Operators;

export type Condition =
  | boolean
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | { readonly [path: string]: Test };

export const operators: readonly Operator[] = [
  'eq',
  'ne',
  'in',
  'notIn',
  'gt',
  'gte',
  'lt',
  'lte',
  'contains',
  'startsWith',
  'endsWith',
  'within',
  'known',
  'only',
];

/** Limits on a condition: deeper or larger ones are refused when the definition is read. */
export const maxConditionDepth = 8;
export const maxConditionNodes = 200;

/**
 * One comparison that was made. `got` is the value found for paths of the context; of a declared field only
 * whether there was one is told, never the value.
 */
export interface TraceEntry {
  readonly path: string;
  readonly op: Operator;
  readonly want: Scalar | readonly Scalar[];
  readonly got: Scalar | null;
  readonly ok: boolean;
  /** Why a comparison had nothing to look at. */
  readonly why?: 'missing' | 'valueWithheld' | 'masked' | undefined;
}
