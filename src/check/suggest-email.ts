/**
 * The address that was most likely meant, where its domain is nearly one that many people have. A guess for the visitor
 * to take or leave, made only where what stands there is hardly anybody's domain.
 */
import { countEdits } from './count-edits.js';

/** Names with few neighbours: letters may differ. The more usual stand first. */
const distinct =
  'gmail.com googlemail.com hotmail.com outlook.com yahoo.com icloud.com t-online.de freenet.de outlook.de hotmail.de ' +
  'yahoo.de vodafone.de protonmail.com mailbox.org hotmail.co.uk yahoo.co.uk btinternet.com hotmail.fr yahoo.fr ' +
  'wanadoo.fr laposte.net comcast.net verizon.net';

/** Short names, and words: one letter away is another company, so that only what follows the name may differ. */
const firm =
  'gmx.de gmx.net web.de gmx.at gmx.ch gmx.com aol.com aol.de live.com live.de msn.com me.com mac.com ymail.com mail.de ' +
  'mail.com email.de email.com arcor.de posteo.de online.de proton.me bluewin.ch orange.fr free.fr libero.it';

/** Neighbours that are companies. */
const others = 'grail.com outlooks.com';

/** How an ending is missed: nobody's top level. */
const slips: Readonly<Record<string, string>> = {
  com: 'c con cmo ocm vom xom dom cpm clm cim ckm comm coom ccom conm coml c0m',
  de: 'd dee dde ed fe dr dw',
  net: 'n ner ent nte nett neet',
  org: 'o orgg ogr rog prg',
};

/** Countries whose ending nobody means who writes the name of a large provider before it. */
const countries = 'co cm om';

/** The whole address with another domain; nothing where its own is known, or near to none. */
export function suggestEmail(address: string): string | undefined {
  const [, local = '', written = ''] = /^([^@\s]+)@([^@]{2,40})$/.exec(address.trim()) ?? [];
  const typed = written.toLowerCase();
  if (`${distinct} ${firm} ${others}`.split(' ').includes(typed)) return undefined;
  const compare = (isDistinct: boolean) => (domain: string) => ({
    domain,
    edits: countSlips(typed, domain, isDistinct),
  });
  const near = [...distinct.split(' ').map(compare(true)), ...firm.split(' ').map(compare(false))]
    .filter(({ edits }) => edits <= 2)
    .sort((a, b) => a.edits - b.edits)[0];
  return near && `${local}@${near.domain}`;
}

/** How far what was typed is from a domain; without end where it may well be meant as it stands. */
function countSlips(typed: string, domain: string, isDistinct: boolean): number {
  // A dot that is missing, doubled or a comma.
  if (typed.replace(/[.,; ]/g, '') === domain.replace(/\./g, '')) return 1;
  const [typedName, typedEnding] = split(typed.replace(/[.,; ]+/g, '.'));
  const [name, ending] = split(domain);
  const edits = countEdits(typedName, name);
  const limit = !isDistinct ? 0 : name.length > 6 && ending === 'com' ? 2 : 1;
  if (edits > limit || (edits && !startsAlike(typedName, name))) return Infinity;
  if (typedEnding === ending) return edits;
  const isSlip =
    !typedEnding ||
    slips[ending]?.split(' ').includes(typedEnding) ||
    (isDistinct && ending === 'com' && countries.split(' ').includes(typedEnding));
  return isSlip ? edits + 1 : Infinity;
}

function split(domain: string): readonly [name: string, ending: string] {
  const [name = '', ...rest] = domain.split('.');
  return [name, rest.join('.')];
}

/** The first letter is rarely missed, and tells `mail` from `gmail`; it may have changed places with the second. */
const startsAlike = (typed: string, name: string): boolean =>
  typed[0] === name[0] || (typed[0] === name[1] && typed[1] === name[0]);
