/** How many fields the form is built with. */
export const counts = [7, 50, 200] as const;

export type Count = (typeof counts)[number];

export type ByCount<T> = Readonly<Record<Count, T>>;

/** One after the other: what is measured side by side disturbs itself. */
export async function forEachCount<T>(act: (count: Count) => Promise<T>): Promise<ByCount<T>> {
  const found: Partial<Record<Count, T>> = {};
  for (const count of counts) found[count] = await act(count);
  return found as ByCount<T>;
}
