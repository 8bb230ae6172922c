/**
 * The filter of a dependent field, as HubSpot's form definitions write it, as a condition. HubSpot names the 21
 * operators and their members without saying what they mean; where a name leaves a choice, it is made here:
 * - What is known without its value decides nothing, and a value nobody has fulfils the negated operators.
 * - A range includes its ends.
 * - `within_time` looks back from now. `within_time_reverse` is whatever has a value outside of that window, earlier
 *   or still to come.
 * - Sets: `any` is one of them, `all` each of them, `eq` each of them and nothing else.
 */
import { ConfigError } from '../model/config-error.js';
import type { Condition, Test } from '../model/condition.js';
import { createFilterReader, type HubSpotFilter } from './read-hubspot-filter.js';

export const hubSpotOperators = [
  'eq',
  'neq',
  'contains',
  'doesnt_contain',
  'str_starts_with',
  'str_ends_with',
  'lt',
  'lte',
  'gt',
  'gte',
  'between',
  'not_between',
  'within_time_reverse',
  'within_time',
  'set_any',
  'set_not_any',
  'set_all',
  'set_not_all',
  'set_eq',
  'set_neq',
  'is_not_empty',
] as const;

export type HubSpotOperator = (typeof hubSpotOperators)[number];

/**
 * `path` is the field looked at. HubSpot writes every value as text, and text never equals a number: `numeric` says
 * that the field holds numbers. Throws a `ConfigError` whose path is the member of `filter` at fault.
 */
export function fromHubSpotFilter(
  path: string,
  filter: HubSpotFilter,
  { numeric = false }: { readonly numeric?: boolean } = {},
): Condition {
  if (/^(all|any|not|)$/.test(path))
    throw new ConfigError('path', 'it names no field', 'Write the name of a field.');
  const { one, text, many, range, duration } = createFilterReader(filter, numeric);
  const test = (wanted: Test): Condition => ({ [path]: wanted });
  const all = (more: readonly Condition[] = []): Condition => ({ all: [...many().map(test), ...more] });
  const exactly = () => all([test({ only: many() })]);
  // `not` alone would hold for what is known without its value, which is not even none of nothing.
  const not = (condition: Condition): Condition => ({ all: [test({ notIn: [] }), { not: condition }] });

  switch (filter.operator) {
    case 'eq':
      return test(one());
    case 'neq':
      return test({ ne: one() });
    case 'contains':
      return test({ contains: text() });
    case 'doesnt_contain':
      return not(test({ contains: text() }));
    case 'str_starts_with':
      return test({ startsWith: text() });
    case 'str_ends_with':
      return test({ endsWith: text() });
    case 'lt':
    case 'lte':
    case 'gt':
    case 'gte':
      return test({ [filter.operator]: one() });
    case 'between':
      return test(range());
    case 'not_between':
      return not(test(range()));
    case 'within_time':
      return test({ within: duration() });
    case 'within_time_reverse':
      return { all: [test({ known: true, notIn: [] }), { not: test({ within: duration() }) }] };
    case 'set_any':
      return test(many());
    case 'set_not_any':
      return test({ notIn: many() });
    case 'set_all':
      return all();
    case 'set_not_all':
      return not(all());
    case 'set_eq':
      return exactly();
    case 'set_neq':
      return not(exactly());
    case 'is_not_empty':
      return test({ known: true });
  }
  throw new ConfigError('operator', 'there is no such operator', `Use ${hubSpotOperators.join(', ')}.`);
}
