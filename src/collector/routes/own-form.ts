/** What the forms of our own pages send, as browsers without script do. */
import type { Context } from '../context.js';

/**
 * No cookie or other right of the browser's is involved, so that there is nothing to be misused. Our own pages send no
 * referrer, and so `null` for their origin; so do the views of mail programs.
 */
export function isOwn({ publicUrl }: Pick<Context, 'publicUrl'>, origin: string | undefined): boolean {
  return origin === undefined || origin === 'null' || origin === new URL(publicUrl).origin;
}

export const isForm = (type: string | undefined): boolean =>
  /^application\/x-www-form-urlencoded\s*(;|$)/i.test(type ?? '');
