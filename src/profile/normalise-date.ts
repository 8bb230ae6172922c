/** Days as people and files write them, and instants, as ISO 8601; what may be read in two ways is not read. */
import { isDay, readDay } from '../model/read-day.js';

/** `YYYY-MM-DD`, of an instant with its zone the instant in UTC. */
export function normaliseDate(text: string): string | undefined {
  const written = text.trim();
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(written)
    ? readInstant(written)
    : readDay(written);
}

function readInstant(text: string): string | undefined {
  const ms = Date.parse(text);
  return isDay(text.slice(0, 10)) && !Number.isNaN(ms) ? new Date(ms).toISOString() : undefined;
}
