/** What stands at a path that `joinPath` wrote, or `undefined`. */
export function valueAt(root: unknown, path: string): unknown {
  const steps = [...path.matchAll(/\["(.*?)"]|[\w$]+/g)].map((match) => match[1] ?? match[0]);
  return steps.reduce<unknown>(
    (value, step) =>
      typeof value === 'object' && value !== null && Object.hasOwn(value, step)
        ? (value as Record<string, unknown>)[step]
        : undefined,
    root,
  );
}
