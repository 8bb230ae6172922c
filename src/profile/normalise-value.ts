/** Values as other systems write them, as the fields they are for would have them: numbers, dates, countries. */
import type { Field } from '../model/form-config.js';
import { readDay } from '../model/read-day.js';
import { normaliseCountry, recogniseCountry } from './normalise-country.js';
import { normaliseDate } from './normalise-date.js';
import { normaliseNumber } from './normalise-number.js';

type Kind = Pick<Field, 'type' | 'autocomplete' | 'options'>;

/** What is none of it, or may be read in two ways, stays as it came: the checks that follow say what they think of it. */
export function normaliseValue(field: Kind, value: unknown): unknown {
  if (typeof value !== 'string') return value;
  if (field.type === 'number') return normaliseNumber(value) ?? value;
  // Of an instant its day as written: many systems have no other dates.
  if (field.type === 'date') return readDay(value.trim().replace(/T\d\d:.*$/, '')) ?? value;
  if (field.autocomplete === 'bday') return normaliseDate(value) ?? value;
  const isCountry = field.type === 'country' || /^country(-name)?$/.test(field.autocomplete ?? '');
  return isCountry ? readCountry(field, value) : value;
}

/** The same of several, by field name: each the value itself or `{ value }` with what else is told of it. */
export function normaliseValues(
  fields: readonly (Kind & Pick<Field, 'name'>)[],
  values: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  const normalised = fields.map((field) => {
    const given = values[field.name];
    const isTold = typeof given === 'object' && given !== null && 'value' in given;
    const value = normaliseValue(field, isTold ? given.value : given);
    return [field.name, isTold ? { ...given, value } : value] as const;
  });
  return { ...values, ...Object.fromEntries(normalised) };
}

/** By the code or any name of it, the option that is that country; where there are none, `country` takes the code. */
function readCountry({ type, autocomplete, options }: Kind, value: string): string {
  if (options?.some((option) => option.value === value)) return value;
  const code = normaliseCountry(value);
  if (code === undefined) return value;
  if (!options || type === 'country') return type === 'country' || autocomplete === 'country' ? code : value;
  const isIt = recogniseCountry(code);
  return (
    (options.find((option) => isIt(option.value)) ?? options.find(({ label }) => isIt(label)))?.value ?? value
  );
}
