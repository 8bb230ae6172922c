/** Days of the calendar, as `YYYY-MM-DD` (ISO 8601), and as people write them. */

/** Only days that there are: a calendar that carries over is not asked. */
export const isDay = (text: string): boolean =>
  /^\d{4}(-\d\d){2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;

/**
 * Dots put the day first, a year in front puts the month second; with slashes and hyphens one number must be too large
 * for a month, or both the same. What may be read in two ways is not read: which order is meant, the language of a page
 * does not tell.
 */
export function readDay(text: string): string | undefined {
  const [, first = '', mark, second = '', last = ''] =
    /^(\d{4}|\d\d?)([./-]) ?(\d\d?)\2 ?(\d{4}|\d\d?)$/.exec(text.trim()) ?? [];
  const [a, b] = [Number(first), Number(second)];
  const [year, month, day] =
    first.length > 2
      ? [first, second, last]
      : mark === '.' || a > 12 || a === b
        ? [last, second, first]
        : [last, first, b > 12 ? second : ''];
  const written = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  return day && isDay(written) ? written : undefined;
}
