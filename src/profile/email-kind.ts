/**
 * Whether an address looks like one of a company or of a person. A guess from its domain: questions may be ordered
 * by it, nobody should be refused by it.
 */
import { freeMailDomains } from './free-mail-domains.js';

export type EmailKind = 'work' | 'free';

/**
 * `undefined` for what is not an address. Domains compare in their ASCII form (UTS 46), so that letters of other
 * scripts that only look alike stay apart. A subdomain of a free provider is work (its staff write from
 * `corp.mail.ru`, `firma.seznam.cz`), save where the provider gives customers addresses on them.
 */
export function emailKind(address: string): EmailKind | undefined {
  const domain = readDomain(address);
  if (domain === undefined) return undefined;
  return freeMailDomains.split(' ').some((entry) => covers(entry, domain)) ? 'free' : 'work';
}

/** The domain in ASCII without the final dot, where it is a name under a top level. */
function readDomain(address: string): string | undefined {
  const written = /^[^\s@]{1,64}@([^\s@/?#:%\\[\]]{1,253})$/.exec(address.trim())?.[1];
  const domain = written && toAscii(written)?.replace(/\.$/, '');
  return domain && /^[^.]+(\.[^.]+)*\.[a-z][^.]+$/.test(domain) ? domain : undefined;
}

function toAscii(domain: string): string | undefined {
  try {
    return new URL(`http://${domain}`).hostname;
  } catch {
    return undefined; // the address is still being typed, or is none
  }
}

function covers(entry: string, domain: string): boolean {
  const name = entry.replace('*.', '');
  const dot = name.indexOf('.') + 1;
  const domains = name
    .slice(dot)
    .split('|')
    .map((ending) => name.slice(0, dot) + ending);
  return domains.some((free) => domain === free || (name !== entry && domain.endsWith(`.${free}`)));
}
