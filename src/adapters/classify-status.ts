/** What an answer means that proves nothing. No proxy, firewall or wrong deployment may destroy a submission. */
import type { DeliveryOutcome } from '../model/delivery-outcome.js';

type Retryable = Extract<DeliveryOutcome, { kind: 'retryable' }>;

/** Client errors that pass by themselves. */
const passing = [408, 409, 421, 425, 429];

/** Any other client error means that something is set up wrongly: it is parked. `now` is this device's clock. */
export function classifyStatus(status: number, headers: Headers, now: number): Retryable {
  const park = status >= 400 && status < 500 && !passing.includes(status);
  const retryAfter = readRetryAfter(headers, now);
  return { kind: 'retryable', status, ...(park && { park }), ...(retryAfter && { retryAfter }) };
}

/** Milliseconds from `Retry-After` (RFC 9110, section 10.2.3): seconds, or a date by the sender's own clock. */
function readRetryAfter(headers: Headers, now: number): number | undefined {
  const text = headers.get('retry-after') ?? '';
  if (/^\d+$/.test(text)) return Number(text) * 1000;
  const sent = readDate(headers.get('date')) ?? now;
  const until = readDate(text);
  return until && until > sent ? until - sent : undefined;
}

function readDate(text: string | null): number | undefined {
  return (text?.endsWith(' GMT') && Date.parse(text)) || undefined;
}
