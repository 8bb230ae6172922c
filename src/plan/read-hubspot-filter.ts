/** Reads the members of a HubSpot filter: HubSpot writes all of them, as text, and leaves blank what is not used. */
import { ConfigError } from '../model/config-error.js';
import { parseDuration } from '../model/duration.js';

export interface HubSpotFilter {
  /** One of `hubSpotOperators`. */
  readonly operator: string;
  readonly value?: string;
  readonly values?: readonly string[];
  /** Of `within_time`: an ISO 8601 duration, words such as `30 days`, or milliseconds. */
  readonly rangeStart?: string;
  readonly rangeEnd?: string;
}

/** Every method throws a `ConfigError` where there is nothing to read. */
export interface FilterReader {
  one(): string | number;
  text(): string;
  many(): readonly (string | number)[];
  range(): { readonly gte: string | number; readonly lte: string | number };
  /** ISO 8601. */
  duration(): string;
}

export function createFilterReader(filter: HubSpotFilter, numeric: boolean): FilterReader {
  const { operator, value = '', values = [], rangeStart = '', rangeEnd = '' } = filter;
  const need = (text: string, at: string): string => {
    if (text.trim()) return text;
    throw new ConfigError(at, 'it is empty', `Fill it in: ${operator} needs it.`);
  };
  const read = (text: string, at: string): string | number => {
    need(text, at);
    if (!numeric) return text;
    if (Number.isFinite(Number(text))) return Number(text);
    throw new ConfigError(at, 'it is no number', 'Write a number, or take the field for one of texts.');
  };
  return {
    one: () => read(value, 'value'),
    text: () => need(value, 'value'),
    // In one text, several choices stand between semicolons, as in HubSpot's submissions.
    many: () => (values.length ? values : need(value, 'values').split(';')).map((one) => read(one, 'values')),
    range: () => ({ gte: read(rangeStart, 'rangeStart'), lte: read(rangeEnd, 'rangeEnd') }),
    duration: () => {
      if (rangeEnd.trim() && rangeEnd.trim() !== '0')
        throw new ConfigError(
          'rangeEnd',
          'the time ends before now',
          'Leave it empty: it is counted from now.',
        );
      const duration = toDuration(need(rangeStart || value, 'rangeStart').trim());
      if (duration) return duration;
      throw new ConfigError('rangeStart', 'it is no duration', 'Write P30D, 30 days or milliseconds.');
    },
  };
}

/** More than twelve digits are rather an instant than a number of milliseconds. */
function toDuration(text: string): string | undefined {
  if (parseDuration(text) !== undefined) return text;
  const [, count = '', unit = ''] =
    /^(\d{1,12})(?: *(year|month|week|day|hour|minute|second)s?)?$/i.exec(text) ?? [];
  if (!count) return undefined;
  if (unit) return `P${/^(h|mi|s)/i.test(unit) ? 'T' : ''}${count}${unit.charAt(0).toUpperCase()}`;
  return `PT${Math.ceil(Number(count) / 1000)}S`;
}
