/** JSON from outside: text that does not fit is `undefined`, which every shape refuses in the same words. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text, refusePrototype) as unknown;
  } catch {
    return undefined;
  }
}

/** A shape would pass over such a member in silence. */
function refusePrototype(key: string, value: unknown): unknown {
  if (key === '__proto__') throw new SyntaxError('a member named __proto__');
  return value;
}
