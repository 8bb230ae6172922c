/**
 * Addresses that a definition may lead to. The parser that browsers use decides, after a look for what it would
 * silently drop or turn round: blanks, tabs, newlines and backslashes.
 */

/** Absolute https, or http on this machine; no credentials. */
export function isSafeUrl(text: string): boolean {
  try {
    const { protocol, hostname, username, password } = new URL(text);
    const isSecure = protocol === 'https:' || isThisMachine(hostname);
    return isSecure && /^https?:\/\/[^\s\\]+$/i.test(text) && !username && !password;
  } catch {
    return false; // not an address
  }
}

/** A safe address, or a path on the page's own origin. */
export function isSafeRedirect(text: string): boolean {
  return isSafeUrl(text.replace(/^\/(?!\/)/, 'https://own.example/'));
}

/** Where nothing leaves the machine, so that nothing need be encrypted; a page there is one that is being built. */
export const isThisMachine = (host: string): boolean => /^(localhost|127\.0\.0\.1|\[::1])$/.test(host);
