/** Whom a link is made for: from then on she stands on record as somebody the operator knows. */
import type { Context } from '../context.js';
import type { Queries } from '../db.js';
import type { Erasable } from '../erase-person.js';
import { emailKey } from '../form-fields.js';
import { recordPerson } from '../record/record-person.js';
import { respellAddress } from '../record/respell-address.js';
import { enterBesideOthers } from '../record/take-turns.js';
import { vouchByOperator } from '../record/vouch.js';

/** An address that nobody has makes a person without facts, by the statements that find one; an unknown id does not. */
export async function findContact(context: Context, who: Erasable): Promise<string | undefined> {
  return context.db.tx(async (tx) => {
    await enterBesideOthers(tx);
    return vouchByOperator(tx, 'email' in who ? await findByAddress(tx, context, who.email) : who.personId);
  });
}

async function findByAddress(tx: Queries, context: Context, address: string): Promise<string> {
  await respellAddress(tx, address);
  const nobodyYet = { namelessIds: [], proved: false, byLink: false };
  return recordPerson(tx, context, emailKey(address), nobodyYet, new Date(context.clock()));
}
