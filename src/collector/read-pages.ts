/** Which page hosts which form, as told by the environment: `whitepaper=https://your.site/guide, signup=https://…`. */

/** By form id. Throws for an entry that is no such pair or whose address is not absolute. */
export function readPages(text: string): Readonly<Record<string, string>> {
  const entries = text
    .split(/[\s,]+/)
    .filter(Boolean)
    .map((entry): [string, string] => {
      const at = entry.indexOf('=');
      const page = entry.slice(at + 1);
      if (at < 1 || !/^https?:\/\//i.test(page) || !URL.canParse(page))
        throw new Error(
          'PAGES: not a list of form=address. Write, for example, guide=https://your.site/guide',
        );
      return [entry.slice(0, at), page];
    });
  return Object.fromEntries(entries);
}
