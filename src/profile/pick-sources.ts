/**
 * Who of several that speak of the visitor may be heard, where they may speak of different people. Addresses decide, as
 * they compare after normalising:
 *
 * - A login is who it is; of several, the first that names an address. What the page says of somebody with another
 *   address, and any other login with another, is not heard.
 * - A link may have been passed on. It is heard beside a login, beside an address that the page names, or beside another
 *   link only where it shows the same address; where that cannot be told, it counts as none.
 * - A device is never a person: what is known through it is heard by itself, or where it is shown to be of the same
 *   person, and the caller decides that.
 */
import type { Told } from './read-told.js';

export interface Picked<T> {
  readonly heard: readonly T[];
  /** The strongest proof that is heard. */
  readonly proven: 'login' | 'link' | undefined;
  /** Normalised. */
  readonly email: string | undefined;
}

/** `emailOf`: the normalised address that a source names. */
export function pickSources<T extends Pick<Told, 'strength'>>(
  sources: readonly T[],
  emailOf: (source: T) => string | undefined,
): Picked<T> {
  const by = (strength: Told['strength']) => sources.filter((source) => source.strength === strength);
  let email: string | undefined;
  const agrees = (source: T): boolean => {
    const own = emailOf(source);
    if (own !== undefined && email !== undefined && own !== email) return false;
    email ??= own;
    return true;
  };
  const logins = by('login')
    .sort((a, b) => Number(!emailOf(a)) - Number(!emailOf(b)))
    .filter(agrees);
  const hosts = by('none').filter(agrees);
  const isRivalled = logins.length > 0 || email !== undefined;
  const links = by('link').filter((link, i) =>
    isRivalled || i > 0 ? email !== undefined && emailOf(link) === email : agrees(link),
  );
  return {
    heard: [...links, ...hosts, ...logins],
    proven: logins.length ? 'login' : links.length ? 'link' : undefined,
    email,
  };
}
