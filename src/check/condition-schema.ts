/** The form of conditions; their size, paths and cycles are no matter of shape. */
import * as z from 'zod/mini';
import type { Condition } from '../model/condition.js';

export function createConditionSchema(): z.ZodMiniType<Condition> {
  const scalar = z.union([z.string(), z.number(), z.boolean()]);
  const ordered = z.exactOptional(z.union([z.number(), z.string()]));
  const scalars = z.array(scalar);
  const test = z.union([
    scalar,
    scalars,
    z.strictObject({
      eq: z.exactOptional(scalar),
      ne: z.exactOptional(scalar),
      in: z.exactOptional(scalars),
      notIn: z.exactOptional(scalars),
      gt: ordered,
      gte: ordered,
      lt: ordered,
      lte: ordered,
      contains: z.exactOptional(scalar),
      startsWith: z.exactOptional(z.string()),
      endsWith: z.exactOptional(z.string()),
      within: z.exactOptional(z.string()),
      known: z.exactOptional(z.boolean()),
      only: z.exactOptional(scalars),
    }),
  ]);
  const condition: z.ZodMiniType<Condition> = z.lazy(() =>
    z.union([
      z.boolean(),
      z.strictObject({ all: z.array(condition) }),
      z.strictObject({ any: z.array(condition) }),
      z.strictObject({ not: condition }),
      z.record(z.string().check(z.regex(/^(?!(all|any|not)$)/)), test),
    ]),
  );
  return condition;
}
