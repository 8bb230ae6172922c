/** Days of the calendar, as `YYYY-MM-DD` (ISO 8601), and as people write them. */
import type { Issue } from './answers.js';
import type { FieldRules } from './form-config.js';

/** Only days that there are: a calendar that carries over is not asked. */
export const isDay = (text: string): boolean =>
  /^\d{4}(-\d\d){2}$/.test(text) && new Date(text).toJSON()?.startsWith(text) === true;

/** What is wrong with a day of a field; days in this form stand in their order as text, too. */
export function findDayFault(
  day: string,
  { notBefore = '', notAfter = '~' }: FieldRules,
): Omit<Issue, 'field'> | undefined {
  // Read alike by everybody.
  if (!isDay(day)) return { code: 'date', params: { example: '2027-12-31' } };
  if (day < notBefore) return { code: 'tooEarly', params: { notBefore } };
  return day > notAfter ? { code: 'tooLate', params: { notAfter } } : undefined;
}

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
