/** The members that a schema knows at a place, for suggestions. */
import type * as z from 'zod/mini';

export function listMembers(schema: z.core.$ZodType, path: readonly PropertyKey[]): readonly string[] {
  const { def } =
    (path.reduce<z.core.$ZodType | undefined>(descend, schema) as z.core.$ZodTypes | undefined)?._zod ?? {};
  return def?.type === 'object' ? Object.keys(def.shape) : [];
}

function descend(schema: z.core.$ZodType | undefined, key: PropertyKey): z.core.$ZodType | undefined {
  const inner = schema && unwrap(schema);
  const { def } = (inner as z.core.$ZodTypes | undefined)?._zod ?? {};
  if (def?.type === 'object') {
    const member = def.shape[String(key)];
    return member && unwrap(member);
  }
  if (def?.type === 'array') return def.element;
  return def?.type === 'record' ? def.valueType : undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  const { def } = (schema as z.core.$ZodTypes)._zod;
  return def.type === 'optional' ? def.innerType : schema;
}
