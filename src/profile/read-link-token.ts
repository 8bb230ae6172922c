/** The token of a signed link, taken out of the address before anything else can see it. */

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly hash: string; readonly href: string };
  readonly history: {
    readonly state: unknown;
    replaceState(state: unknown, unused: string, url: string): void;
  };
}

const longest = 4096;

/** Reads `#pf=TOKEN` (also beside other members of the fragment) and removes it, whether it is good or not. */
export function readLinkToken({ location, history }: AddressBar): string | undefined {
  const parts = location.hash.slice(1).split('&');
  const token = parts.find((part) => part.startsWith('pf='))?.slice(3);
  if (token === undefined) return undefined;
  const rest = parts.filter((part) => !part.startsWith('pf=')).join('&');
  // In full, since a path alone may lead elsewhere: `//other.example`, or beside a `<base>`.
  history.replaceState(history.state, '', location.href.split('#')[0] + (rest && `#${rest}`));
  return /^[\w.-]+$/.test(token) && token.length <= longest ? token : undefined;
}
