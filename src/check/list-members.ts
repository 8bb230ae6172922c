/** The members that a schema knows at a place, for suggestions. */
import type * as z from 'zod/mini';

type Schema = z.core.$ZodType | undefined;

/** `value` decides between alternatives that are told apart by a member, as adapters are by `use`. */
export function listMembers(
  schema: z.core.$ZodType,
  path: readonly PropertyKey[],
  value: unknown,
): readonly string[] {
  let part = pick(schema, value);
  let held = value;
  for (const key of path) {
    held =
      typeof held === 'object' && held !== null ? (held as Record<PropertyKey, unknown>)[key] : undefined;
    part = pick(descend(part, key), held);
  }
  const def = definitionOf(part);
  return def?.type === 'object' ? Object.keys(def.shape) : [];
}

const definitionOf = (schema: Schema) => (schema as z.core.$ZodTypes | undefined)?._zod.def;

function descend(schema: Schema, key: PropertyKey): Schema {
  const def = definitionOf(schema);
  if (def?.type === 'object') return def.shape[String(key)];
  if (def?.type === 'array') return def.element;
  return def?.type === 'record' ? def.valueType : undefined;
}

/** What stands there once it is known whether there is anything, and of which kind. */
function pick(schema: Schema, value: unknown): Schema {
  const def = definitionOf(schema);
  if (def?.type === 'optional') return pick(def.innerType, value);
  if (def?.type === 'lazy') return pick(def.getter(), value);
  if (def?.type !== 'union' || !('discriminator' in def)) return schema;
  const by = String(def.discriminator);
  const word = (value as Readonly<Record<string, never>> | undefined)?.[by];
  return word === undefined ? undefined : def.options.find((one) => one._zod.propValues?.[by]?.has(word));
}
