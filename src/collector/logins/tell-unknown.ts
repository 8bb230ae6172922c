/** Tells the operator of sign-ins that no provider is set up for: a slip in the settings would else go unseen. */
import type { LogEntry } from '../log-entry.js';

/** Anybody can make up issuers: as many different ones are told, besides those that differ from a known one by a slash. */
const mostOrigins = 10;

const bare = (issuer: string): string => issuer.replace(/\/$/, '');

/** Each is told once. Only the origin of what comes from outside is. */
export function createTellUnknown(
  issuers: readonly string[],
  log: (entry: LogEntry) => void,
): (issuer: string) => void {
  const told = new Set<string>();
  let origins = 0;
  return (issuer) => {
    const isNear = issuers.some((known) => bare(known) === bare(issuer));
    const name = isNear ? issuer : originOf(issuer);
    if (name === undefined || told.has(name) || (!isNear && origins >= mostOrigins)) return;
    if (!isNear) origins += 1;
    told.add(name);
    log({ event: 'loginIssuerUnknown', issuer: name });
  };
}

function originOf(issuer: string): string | undefined {
  return URL.canParse(issuer) && /^https?:/i.test(issuer) ? new URL(issuer).origin : undefined;
}
