/**
 * A path fit for a log: what follows `/v1/confirm/` and `/l/` is a token, and a query may hold one. So may a path that
 * somebody put together wrongly: nothing of ours but a token has that many letters in a row.
 */
export function maskPath(url: string): string {
  return new URL(url).pathname.replace(/^(\/(?:v1\/confirm|l)\/).+/, '$1…').replace(/[\w-]{40,}/g, '…');
}
