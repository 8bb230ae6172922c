/** The last look at a redirect, at the moment of use: only here is the page's own origin known. */
import { isSafeRedirect } from '../model/safe-url.js';

/** The absolute address, or `undefined` unless it is on the origin of `page` or its host is in `allowedHosts`. */
export function resolveRedirect(
  redirect: string,
  page: string,
  allowedHosts: readonly string[] = [],
): string | undefined {
  if (!isSafeRedirect(redirect)) return undefined;
  const target = new URL(redirect, page);
  const isAllowed = target.origin === new URL(page).origin || allowedHosts.includes(target.host);
  return isAllowed ? target.href : undefined;
}
