/** What a definition says about the names that its fields have in one of its back ends, and what that one is told. */
import type { Field } from '../model/form-config.js';
import { own } from '../model/own.js';
import type { NameMap } from './names.js';

/** A mirror is told nothing sensitive that its own `map` has no name for; a consent has one as `consent_<purpose>`. */
export const mayMirror = ({ name, sensitive, type, purpose }: Field, map: NameMap = {}): boolean =>
  !sensitive || !!own(map, name) || (type === 'consent' && !!own(map, `consent_${purpose}`));

/**
 * The name of one field; an empty text: it is not sent; nothing where the definition says nothing. `mapsTo` speaks to
 * the one that delivers. What was agreed to is told with its exact words, as a consent, and is no answer besides.
 */
export function nameField(field: Field, map: NameMap = {}, isMirror = false): string | undefined {
  const named = own(map, field.name);
  if (named !== undefined) return named;
  if (field.type === 'consent' || (isMirror && !mayMirror(field, map))) return '';
  return isMirror ? undefined : field.mapsTo;
}

/** The same by field name, with what else `map` names. */
export function nameFields(fields: readonly Field[], map?: NameMap, isMirror?: boolean): NameMap {
  const named = fields.flatMap((field): (readonly [string, string])[] => {
    const name = nameField(field, map, isMirror);
    return name === undefined ? [] : [[field.name, name]];
  });
  return { ...Object.fromEntries(named), ...map };
}
