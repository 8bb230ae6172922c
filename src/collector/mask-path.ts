/** A path fit for a log: what follows `/v1/confirm/` is a token, and a query may hold one. */
export function maskPath(url: string): string {
  return new URL(url).pathname.replace(/^(\/v1\/confirm\/).+/, '$1…');
}
