/** The token of a signed link, taken out of the address before anything else can see it. */

/** The part of `window` that is used. */
export interface AddressBar {
  readonly location: { readonly href: string };
  readonly history: {
    readonly state: unknown;
    replaceState(state: unknown, unused: string, url: string): void;
  };
}

/**
 * Reads `pf=TOKEN` from the fragment or the query, also beside other members, and removes it, whether it is good or
 * not. The fragment is where it belongs: a query is sent to the server of the page before it can be removed.
 */
export function readLinkToken({ location, history }: AddressBar): string | undefined {
  const { href } = location;
  const [, token] = /[?#&]pf=([^&#]*)/.exec(href) ?? [];
  if (token === undefined) return undefined;
  const rest = href.replace(/([?#&])(pf=[^&#]*(&|(?=#|$)))+/g, '$1').replace(/[?#&](?=#|$)/g, '');
  // In full, since a path alone may lead elsewhere: `//other.example`, or beside a `<base>`.
  history.replaceState(history.state, '', rest);
  return /^[\w.-]{1,4096}$/.test(token) ? token : undefined;
}
