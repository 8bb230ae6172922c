/** Links to a form, for one person each: signed, good once, for two weeks at most. */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';

/** Seconds. */
export const longestLink = 14 * 24 * 3600;

export interface LinkRequest {
  readonly formId: string;
  readonly personId: string;
  readonly seconds?: number;
}

export interface MadeLink {
  readonly url: string;
  readonly expiresAt: Date;
}

/** Nothing where no page holds the form, or the person is gone. */
export async function makeLink(
  { db, signer, pages, mintId, clock }: Context,
  { formId, personId, seconds = longestLink }: LinkRequest,
): Promise<MadeLink | undefined> {
  const issuedAt = await readIssue(db, personId, clock());
  if (!Object.hasOwn(pages, formId) || issuedAt === undefined) return undefined;
  const request = { purpose: 'link', audience: formId, subject: personId, jti: mintId() } as const;
  const token = await signer.sign({ ...request, seconds, issuedAt });
  return { url: addToken(pages[formId] ?? '', token), expiresAt: expiryOf(issuedAt, seconds) };
}

/** In the fragment, which browsers send to nobody. */
export function addToken(page: string, token: string): string {
  return `${page.replace(/#.*$/s, '')}#pf=${token}`;
}

/** As signed: in whole seconds. */
export const expiryOf = (issuedAt: number, seconds: number): Date =>
  new Date((Math.floor(issuedAt / 1000) + seconds) * 1000);

/**
 * When a link made now counts as made, in milliseconds since 1970: after the last revocation, even in the same
 * second, see `revoke-links.ts`. Nothing where the person is gone.
 */
export async function readIssue(db: Queries, personId: string, now: number): Promise<number | undefined> {
  const [person] = await db.query<{ linksFrom: Date | null }>(
    'SELECT links_from AS "linksFrom" FROM person WHERE tenant = $1 AND id = $2',
    [db.tenant, personId],
  );
  // Up to the next whole second, since tokens are dated in whole ones.
  return person && Math.max(now, Math.ceil((person.linksFrom?.getTime() ?? 0) / 1000) * 1000);
}
