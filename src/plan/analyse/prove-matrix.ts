/**
 * Whether the decision matrix has exactly one row for everybody, shown by trying every case that its rows tell apart.
 * A stranger counts as a case. What is known without its value does not: the row was settled when the value was there.
 * A last row `true` is the declared default, taken where no other row holds: it may hold beside them.
 */
import type { Condition } from '../../model/condition.js';
import type { FormConfig, MatrixRow } from '../../model/form-config.js';
import { findCase, type Outcome, type Sample } from './find-case.js';
import { createWorld } from './world.js';

export interface Overlap {
  /** Ids of two rows that both hold. */
  readonly rows: readonly [string, string];
  readonly sample: Sample;
}

export interface MatrixProof {
  /** Every case was tried. Without it `total` and `disjoint` are false where they are not shown. */
  readonly proven: boolean;
  /** Some row holds for everybody. */
  readonly total: boolean;
  /** No two rows hold for anybody. */
  readonly disjoint: boolean;
  /** Somebody for whom no row holds. */
  readonly gap?: Sample;
  readonly overlaps: readonly Overlap[];
  /** Paths and fields of which there are too many cases to try. */
  readonly unproven: readonly string[];
}

/** A definition without a matrix has nothing to prove. Expects one that the inspector has no other problem with. */
export function proveMatrix(config: FormConfig): MatrixProof {
  const { matrix = [] } = config;
  const world = createWorld(config);
  const rows = matrix.at(-1)?.when === true ? matrix.slice(0, -1) : matrix;
  const gap: Outcome =
    rows.length < matrix.length || !matrix.length
      ? { is: 'impossible' }
      : findCase(world, { not: { any: rows.map(({ when }) => when) } });
  const pairs = pairUp(rows).map(([a, b]) => {
    const both: Condition = { all: [a.when, b.when] };
    return { rows: [a.id, b.id] as const, outcome: findCase(world, both) };
  });
  const unproven = [gap, ...pairs.map(({ outcome }) => outcome)].flatMap((it) =>
    it.is === 'unproven' ? it.things : [],
  );
  return {
    proven: !unproven.length,
    total: gap.is === 'impossible',
    disjoint: pairs.every(({ outcome }) => outcome.is === 'impossible'),
    ...(gap.is === 'possible' && { gap: gap.sample() }),
    overlaps: pairs.flatMap(({ rows: ids, outcome }) =>
      outcome.is === 'possible' ? [{ rows: ids, sample: outcome.sample() }] : [],
    ),
    unproven: [...new Set(unproven)],
  };
}

const pairUp = (rows: readonly MatrixRow[]) =>
  rows.flatMap((row, i) => rows.slice(i + 1).map((other) => [row, other] as const));
