/** What an exported condition is applied to: plain JSON, which holds the values themselves and is as personal as they. */
import type { Condition } from '../../model/condition.js';
import type { Found } from '../evaluate-condition.js';
import { escapePath, fold, type Part } from './write-test.js';

/** By path, see `escapePath`. Without a prototype, so that a name like `constructor` leads nowhere. */
export type JsonLogicData = Readonly<Record<string, Readonly<Record<Part, unknown>>>>;

/** `now` in milliseconds since 1970. */
export function jsonLogicData(
  condition: Condition,
  look: (path: string) => Found,
  now: number,
): JsonLogicData {
  const data = Object.create(null) as Record<string, Readonly<Record<Part, unknown>>>;
  const walk = (part: Condition): void => {
    for (const [key, member] of Object.entries(part))
      if (key === 'all' || key === 'any') (member as readonly Condition[]).forEach(walk);
      else if (key === 'not') walk(member as Condition);
      else data[escapePath(key)] ??= describe(look(key), now);
  };
  walk(condition);
  return data;
}

function describe({ value, withheld = false }: Found, now: number): Readonly<Record<Part, unknown>> {
  const all = withheld ? [] : [value ?? []].flat();
  const values = all.map(fold);
  return {
    $known: withheld || value !== undefined,
    $withheld: withheld,
    $values: values,
    $texts: values.filter((one) => typeof one === 'string'),
    $numbers: values.filter((one) => typeof one === 'number'),
    // What is no instant has no age: JSON would make a null of it, which compares as 0.
    $ages: all
      .filter((one) => typeof one === 'string')
      .map((one) => now - Date.parse(one))
      .filter(Number.isFinite),
  };
}
