/** Values by the names that they have in a back end of which nothing is read back. */
import { own } from '../model/own.js';
import type { NameMap } from './names.js';

/** What is not in `names` keeps its name; an empty text drops it. */
export const rename = (values: object | undefined, names: NameMap = {}): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    Object.entries({ ...values })
      .map(([field, value]: readonly [string, unknown]) => [own(names, field) ?? field, value] as const)
      .filter(([name]) => name),
  );
