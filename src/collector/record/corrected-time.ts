/**
 * When something happened by our clock, though the visitor's may be wrong: both readings of hers are off by the same
 * amount, so only the time between them is taken from her. All in milliseconds since 1970; never in the future.
 */
export function correctedTime(happenedAt: number, sentAt: number, receivedAt: number): number {
  return Math.max(0, receivedAt - Math.max(0, sentAt - happenedAt));
}
