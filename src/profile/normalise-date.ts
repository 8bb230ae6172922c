/** Dates as people and files write them, as ISO 8601; what may be read in two ways is not read. */

/**
 * `YYYY-MM-DD`, of an instant with its zone the instant in UTC. Dots put the day first, a year in front puts the month
 * second; with slashes one number must be too large for a month, or both the same.
 */
export function normaliseDate(text: string): string | undefined {
  const written = text.trim();
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(written))
    return readInstant(written);
  const [, year, month, day] =
    /^(\d{4})([-/.])(\d{1,2})\2(\d{1,2})$/.exec(written)?.filter((_, n) => n !== 2) ?? [];
  if (year) return writeDate(year, month, day);
  const [, first = '', mark, second = '', last] =
    /^(\d{1,2})([./-])\s?(\d{1,2})\2\s?(\d{4})$/.exec(written) ?? [];
  if (!last) return undefined;
  if (mark === '.' || Number(first) > 12 || Number(first) === Number(second))
    return writeDate(last, second, first);
  return Number(second) > 12 ? writeDate(last, first, second) : undefined;
}

function readInstant(text: string): string | undefined {
  const isDay = writeDate(...(text.slice(0, 10).split('-') as [string, string, string])) !== undefined;
  const ms = Date.parse(text);
  return isDay && !Number.isNaN(ms) ? new Date(ms).toISOString() : undefined;
}

/** Only of days that there are: a calendar that carries over is not asked. */
function writeDate(year = '', month = '', day = ''): string | undefined {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const ms = Date.parse(`${date}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(date) ? date : undefined;
}
