/** Members that several requests have in common. */
import * as z from 'zod/mini';

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const idShape = z.string().check(z.regex(uuid));

/** Text for a column of the database, which holds everything but the null character. */
export const lineShape = (max: number): z.ZodMiniString =>
  z.string().check(z.maxLength(max), z.regex(/^[^\0]*$/));

export const instantShape = z.iso.datetime({ offset: true });
