/**
 * Takes back every link that a person was sent, those to a form and those of a question in a mail, with the leave to
 * answer under her name that one gave. What somebody who opened one before was shown is beyond its reach.
 */
import type { Context } from '../context.js';
import type { Erasable } from '../erase-person.js';
import { spellingsOf } from '../form-fields.js';

/**
 * Links count as made at a whole second, so one that is made just after a revocation would look as old as one made
 * just before. So all of this second are refused, and links made from now on count as made in the next: see
 * `readIssue`. A second revocation in between takes back those too.
 */
export async function revokeLinks({ db, clock }: Context, who: Erasable): Promise<void> {
  const [column, values] =
    'email' in who ? ['email_key', spellingsOf(who.email)] : ['id::text', [who.personId]];
  const nextSecond = (Math.floor(clock() / 1000) + 1) * 1000;
  await db.query(
    `UPDATE person SET links_from = greatest($3::timestamptz, links_from + interval '1 second')
     WHERE tenant = $1 AND ${column} = ANY($2::text[])`,
    [db.tenant, values, new Date(nextSecond)],
  );
}
