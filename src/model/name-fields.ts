/** What a definition says about the names that its fields have in one of its back ends, and what that one is told. */
import type { Field } from './form-config.js';
import { own } from './own.js';

type NameMap = Readonly<Record<string, string>>;

/** A mirror is told nothing sensitive that its own `map` has no name for. */
export const mayMirror = ({ name, sensitive }: Field, map: NameMap = {}): boolean =>
  !sensitive || !!own(map, name);

/**
 * By field name; an empty text: it is not sent. `mapsTo` speaks to the one that delivers. What was agreed to is told with
 * its exact words, as a consent, and is no answer besides.
 */
export function nameFields(fields: readonly Field[], map: NameMap = {}, isMirror = false): NameMap {
  const named = fields.flatMap((field): (readonly [string, string])[] => {
    const { name, mapsTo, type } = field;
    if (type === 'consent' || (isMirror && !mayMirror(field, map))) return [[name, '']];
    return mapsTo === undefined || isMirror ? [] : [[name, mapsTo]];
  });
  return { ...Object.fromEntries(named), ...map };
}

/** The same for one field; nothing where the definition says nothing. */
export const nameField = (field: Field, map?: NameMap, isMirror?: boolean): string | undefined =>
  own(nameFields([field], map, isMirror), field.name);
