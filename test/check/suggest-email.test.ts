import { describe, expect, it } from 'vitest';
import { suggestEmail } from '../../src/check/suggest-email.js';

/** What was typed after the `@`, and what was meant: nothing where it is somebody's domain. Labelled by hand. */
const typed: Readonly<Record<string, string | undefined>> = {
  // Letters left out, doubled, changed, swapped
  'gmial.com': 'gmail.com',
  'gmai.com': 'gmail.com',
  'gmal.com': 'gmail.com',
  'gamil.com': 'gmail.com',
  'gnail.com': 'gmail.com',
  'gmaill.com': 'gmail.com',
  'mgail.com': 'gmail.com',
  'GMAIK.com': 'gmail.com',
  'googelmail.com': 'googlemail.com',
  'googlmail.com': 'googlemail.com',
  'goglmail.com': 'googlemail.com',
  'hotmial.com': 'hotmail.com',
  'hotmal.com': 'hotmail.com',
  'homtail.com': 'hotmail.com',
  'hottmial.com': 'hotmail.com',
  'hotmai.de': 'hotmail.de',
  'hotmial.co.uk': 'hotmail.co.uk',
  'outlok.com': 'outlook.com',
  'outllook.com': 'outlook.com',
  'oultook.de': 'outlook.de',
  'yaho.com': 'yahoo.com',
  'yahooo.de': 'yahoo.de',
  'iclould.com': 'icloud.com',
  'iclud.com': 'icloud.com',
  'tonline.de': 't-online.de',
  't-onlien.de': 't-online.de',
  'freent.de': 'freenet.de',
  'vodafon.de': 'vodafone.de',
  'protonmial.com': 'protonmail.com',
  'mailbx.org': 'mailbox.org',
  'btinterent.com': 'btinternet.com',
  // Endings
  'gmail.con': 'gmail.com',
  'gmail.cmo': 'gmail.com',
  'gmail.co': 'gmail.com',
  'gmail.c': 'gmail.com',
  'gmail.comm': 'gmail.com',
  'hotmail.cm': 'hotmail.com',
  'outlook.vom': 'outlook.com',
  'gmial.con': 'gmail.com',
  'web.d': 'web.de',
  'web.dee': 'web.de',
  'gmx.ed': 'gmx.de',
  'gmx.ner': 'gmx.net',
  'gmx.nett': 'gmx.net',
  'me.con': 'me.com',
  'aol.cmo': 'aol.com',
  'mailbox.ogr': 'mailbox.org',
  't-online.d': 't-online.de',
  // Dots
  'gmail': 'gmail.com', // prettier-ignore
  'hotmial': 'hotmail.com', // prettier-ignore
  'gmailcom': 'gmail.com', // prettier-ignore
  'gmail,com': 'gmail.com',
  'gmail..com': 'gmail.com',
  'gmail.com.': 'gmail.com',
  'webde': 'web.de', // prettier-ignore
  'gmx,net': 'gmx.net',
  // Slips that are too near to other companies to be told from them
  'gmc.de': 'gmx.de',
  'wen.de': 'web.de',
  'arcot.de': 'arcor.de',
  'hotmail.ed': 'hotmail.de',
  'gmx.ne': 'gmx.net',
  // Somebody's domain
  'gmail.com': undefined,
  'gmx.de': undefined,
  'gmx.net': undefined,
  'gmx.com': undefined,
  'gmx.ch': undefined,
  'gmx.info': undefined,
  'gmx.eu': undefined,
  'ymail.com': undefined,
  'mail.com': undefined,
  'email.com': undefined,
  'me.com': undefined,
  'pm.me': undefined,
  'web.com': undefined,
  'web.de': undefined,
  'live.co.uk': undefined,
  'live.nl': undefined,
  'outlook.fr': undefined,
  'outlook.at': undefined,
  'hotmail.it': undefined,
  'hotmail.io': undefined,
  'yahoo.co.in': undefined,
  'yahoo.com.br': undefined,
  'yahoo.it': undefined,
  'mail.ru': undefined,
  'email.cz': undefined,
  'gmai.company': undefined,
  'gmail.company': undefined,
  'gmail-services.com': undefined,
  'grail.com': undefined,
  'cloud.com': undefined,
  'emil.de': undefined,
  'main.de': undefined,
  'accor.de': undefined,
  'accor.com': undefined,
  'posten.de': undefined,
  'greenet.de': undefined,
  'online.de': undefined,
  'inline.de': undefined,
  'cello.at': undefined,
  'libera.it': undefined,
  'vodafone.com': undefined,
  'bluewin.ch': undefined,
  'ibm.com': undefined,
  'sap.com': undefined,
  'mit.edu': undefined,
  'amc.com': undefined,
  'msc.com': undefined,
  'abb.de': undefined,
  'ewb.ch': undefined,
  'weg.de': undefined,
  'orange.com': undefined,
  'hushmail.com': undefined,
  'fastmail.com': undefined,
  'tutamail.com': undefined,
  'yandex.com': undefined,
  'example.com': undefined,
  'company.co': undefined,
  'mail.company.de': undefined,
  'mail.gmail.example': undefined,
  'uni-online.de': undefined,
};

const rows = Object.entries(typed).map(([domain, meant]) => ({ domain, meant: meant && `ada@${meant}` }));
const suggested = rows.map((row) => ({ ...row, said: suggestEmail(`ada@${row.domain}`) }));
const kept = suggested.filter(({ meant }) => meant === undefined);
const slips = suggested.filter(({ meant }) => meant !== undefined);

describe('what an address was meant to be', () => {
  it('S91 leaves every domain alone that is somebody’s', () => {
    expect(kept.length).toBeGreaterThan(50);
    expect(kept.filter(({ said }) => said !== undefined)).toEqual([]);
  });

  it('S91 never suggests another domain than the one that was meant', () => {
    expect(slips.filter(({ said, meant }) => said !== undefined && said !== meant)).toEqual([]);
  });

  it('S91 finds nine slips of ten; what it leaves is too near to other companies', () => {
    expect(slips.length).toBeGreaterThan(50);
    const missed = slips.filter(({ said }) => said === undefined).map(({ domain }) => domain);
    expect(missed).toEqual(['gmc.de', 'wen.de', 'arcot.de', 'gmx.ne']);
    expect(missed.length / slips.length).toBeLessThan(0.1);
  });

  it('S91 suggests nothing for what it has suggested', () => {
    for (const { said } of slips) if (said) expect(suggestEmail(said), said).toBeUndefined();
  });

  it('S91 never rewrites what stands before the @', () => {
    expect(suggestEmail(' Ada.Lovelace+News@Gmial.Com ')).toBe('Ada.Lovelace+News@gmail.com');
    expect(suggestEmail('gmial.con+gmx@gmial.com')).toBe('gmial.con+gmx@gmail.com');
    expect(suggestEmail('jürgen@gmx.d')).toBe('jürgen@gmx.de');
  });

  it.each([
    '',
    'ada',
    '@gmial.com',
    'ada@',
    'ada@@gmial.com',
    'a@b@gmial.com',
    `ada@${'gmial'.repeat(99)}.com`,
  ])('S91 has nothing to say about what is no address yet: %s', (text) => {
    expect(suggestEmail(text)).toBeUndefined();
  });
});
