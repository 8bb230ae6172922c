import type { Context } from 'hono';

/** The members of the JSON object in a request; none where the body is anything else. */
export async function readJson(context: Context): Promise<Readonly<Record<string, unknown>>> {
  const body: unknown = await context.req.json().catch(() => undefined);
  return { ...(body as object | undefined) };
}
