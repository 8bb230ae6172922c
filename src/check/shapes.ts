/** The small shapes that members of a definition have in common. Messages are remedies. */
import * as z from 'zod/mini';
import { createConditionSchema } from './condition-schema.js';
import { parseDuration } from '../model/duration.js';
import { isDuration } from './is-duration.js';

export type Shapes = ReturnType<typeof createShapes>;

/** Built on demand, since a module constant would be built by every import. */
export function createShapes() {
  const text = z.string().check(z.minLength(1, 'Write at least one character.'));
  const id = z
    .string()
    .check(z.regex(/^[\w.-]{1,64}$/, 'Use 1 to 64 letters, digits, dots, hyphens or underscores.'));
  /** An id that is part of a path of conditions, where dots part. */
  const key = z
    .string()
    .check(z.regex(/^[\w-]{1,64}$/, 'Use 1 to 64 letters, digits, hyphens or underscores.'));
  /** An id that is a member: order and place of members must not depend on what they are called. */
  const member = z
    .string()
    .check(
      z.regex(
        /^(?!(all|any|not|in|notIn|within|only|when)$)[a-zA-Z][\w-]{0,63}$/,
        'Start with a letter, then letters, digits, hyphens or underscores, 64 at most. Words of conditions are taken.',
      ),
    );
  const duration = z
    .string()
    .check(
      z.regex(/^P(?=\d|T\d)[\dYMWDTHS]{2,24}$/, 'Write an ISO 8601 duration such as P30D.'),
      z.refine(isDuration, 'Write an ISO 8601 duration such as P30D.'),
    );
  /** A length of time in which something can happen. */
  const span = duration.check(
    z.refine((text) => parseDuration(text) !== 0, 'Write a duration that is longer than nothing.'),
  );
  const count = z.int().check(z.minimum(1, 'Use 1 or more.'));
  const condition = createConditionSchema();
  return {
    text,
    id,
    key,
    member,
    duration,
    span,
    count,
    condition,
    flag: z.exactOptional(z.boolean()),
    words: z.exactOptional(text),
    when: z.exactOptional(condition),
  };
}
