/**
 * One spelling for what is written in many ways, for comparing: on the page, in the collector, in an import. Nothing
 * here is for showing, and `undefined` means that it is none of what it should be.
 */

/**
 * Lower case, domain in ASCII (UTS 46) without its final dot. The part before the @ is composed (NFC) and otherwise left
 * as it is: compatibility forms (NFKC) would make one address of two.
 */
export function normaliseEmail(text: string): string | undefined {
  const [, local, domain] = /^([^\s@]{1,64})@([^\s@/?#:%\\[\]]{1,253})$/.exec(text.trim()) ?? [];
  const ascii = domain && toAscii(domain)?.replace(/\.$/, '');
  if (!local || !ascii || !/^(?!-)[a-z\d-]+(\.[a-z\d-]+)*\.[a-z][a-z\d-]+$/.test(ascii)) return undefined;
  return `${local.normalize().toLowerCase()}@${ascii}`;
}

function toAscii(domain: string): string | undefined {
  try {
    return new URL(`http://${domain.normalize()}`).hostname;
  } catch {
    return undefined; // no name that a computer could have
  }
}

/**
 * `+` and digits where the country is told, else digits alone; an extension follows as in RFC 3966, `;ext=12`. A zero in
 * brackets after the country's number is only dialled at home.
 */
export function normalisePhone(text: string): string | undefined {
  const written = text.normalize('NFKC').trim();
  if (written.length > 60) return undefined;
  const [, number = '', extension] =
    /^(.*?)(?:[\s,;/]*(?:ext|extension|x|durchwahl|dw)[.:=\s]*(\d{1,7}))?$/i.exec(written) ?? [];
  if (!/^\(?\+?[\d\s()./\u2010-\u2015-]+$/.test(number)) return undefined;
  const prefix = /^\(?(\+|00)(?=[\s(]*[1-9])/.exec(number)?.[0] ?? '';
  const digits = (prefix ? number.slice(prefix.length).replace(/\(0\)/, '') : number).replace(/[^\d+]/g, '');
  const isOne = digits.length >= (prefix ? 7 : 5) && digits.length <= 15 && !digits.includes('+');
  return isOne ? `${prefix && '+'}${digits}${extension ? `;ext=${extension}` : ''}` : undefined;
}

/** Of a person: composed, single blanks, without case; ß is ss. Accents stay: they tell people apart. */
export function normaliseName(text: string): string | undefined {
  const name = foldCase(text);
  return /\p{L}/u.test(name) ? name : undefined;
}

/** The same of a company, without punctuation and legal forms (GmbH, Inc., Ltd, S.A. …), unless nothing else is left. */
export function normaliseCompany(text: string): string | undefined {
  const words = foldCase(text)
    .replace(/(^|\s)(\p{L})\/(\p{L})(?=[\s.,]|$)/gu, '$1$2$3')
    .replace(/[.'’"„“”]/g, '')
    .replace(/[&+]|\s(and|und)(?=\s)/g, ' & ')
    .split(/[\s,;:()/-]+/)
    .filter(Boolean);
  while (words.length > 1 && legalForms.split(' ').includes(words.at(-1) ?? '')) words.pop();
  const company = words.join(' ');
  return /[\p{L}\p{N}]/u.test(company) ? company : undefined;
}

const legalForms =
  'gmbh ggmbh mbh ug haftungsbeschränkt ag kg kgaa ohg gbr ek ev eg se co & inc incorporated corp corporation company ' +
  'ltd limited llc llp lp plc pty sa sas sasu sarl eurl snc sl slu srl spa sapa sagl bv nv cv vof ab oy oyj as asa aps ' +
  'sp z oo zoo sro doo kft zrt nyrt ooo oao pao kk';

/** Without case, as far as that is the same in every language: ß by way of the capitals, ς as σ. */
export function foldCase(text: string): string {
  const line = text.normalize('NFKC').trim().replace(/\s+/g, ' ');
  return line.toUpperCase().toLowerCase().replace(/ς/g, 'σ').normalize();
}
