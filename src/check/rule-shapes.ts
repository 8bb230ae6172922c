/** The members by which a definition tells people apart: what it reads, and the rules over it. */
import * as z from 'zod/mini';
import type { ScoreTerm } from '../model/form-config.js';
import type { Shapes } from './shapes.js';

export function createRuleShapes({ text, key, member, words, count, span, condition, when }: Shapes) {
  const term = z
    .strictObject({
      when,
      count: z.exactOptional(key),
      points: z.number(),
      max: z.exactOptional(count),
    })
    .check(
      z.refine(
        (it) => (it.when === undefined) !== (it.count === undefined) && (it.max === undefined || !it.when),
        'Give when and points, or count and points with or without max.',
      ),
    ) as unknown as z.ZodMiniType<ScoreTerm>; // one shape instead of two: it names what is wrong in a member
  return {
    signals: z.exactOptional(z.record(z.string(), text)),
    trigger: when,
    segments: z.exactOptional(z.record(member, condition)),
    scores: z.exactOptional(
      z.record(
        member,
        z.strictObject({
          halfLife: z.exactOptional(span),
          terms: z.array(term).check(z.minLength(1, 'Give at least one term.')),
        }),
      ),
    ),
    stages: z.exactOptional(z.array(z.strictObject({ id: key, label: words, when: condition }))),
    matrix: z.exactOptional(
      z
        .array(z.strictObject({ id: key, when: condition, steps: z.array(z.string()) }))
        .check(z.minLength(1, 'Give at least one row.')),
    ),
    pauses: z.exactOptional(
      z.array(
        z.strictObject({
          id: key,
          when: condition,
          for: span,
          fields: z.exactOptional(z.array(z.string())),
        }),
      ),
    ),
  };
}
