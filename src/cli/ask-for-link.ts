/** Asks a collector for the link of one address. */

export interface LinkQuestion {
  readonly endpoint: string;
  readonly key: string;
  readonly form: string;
  readonly field?: string | undefined;
  readonly email: string;
}

export interface MadeLinks {
  readonly url: string;
  readonly expiresAt: string;
  readonly answers?: readonly { readonly value: string; readonly url: string }[];
}

export interface LinkFault {
  readonly fault: string;
  /** By the collector, with a reason that holds for every address. */
  readonly isRefused: boolean;
}

const patience = 30_000;

export async function askForLink(
  { endpoint, key, form, field, email }: LinkQuestion,
  fetch: typeof globalThis.fetch,
): Promise<MadeLinks | LinkFault> {
  try {
    const response = await fetch(`${endpoint.replace(/\/+$/, '')}/v1/links`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', Authorization: `Bearer ${key}` },
      body: JSON.stringify({ formId: form, email, ...(field !== undefined && { field }) }),
      // Whoever is forwarded to is not whom the key was given for.
      redirect: 'error',
      signal: AbortSignal.timeout(patience),
    });
    const body: unknown = await response.json().catch(() => undefined);
    if (response.status === 201 && isMade(body)) return body;
    return { fault: describe(response.status, body), isRefused: response.status === 422 };
  } catch {
    // Why is not told: it may quote the address asked for.
    return { fault: 'the collector cannot be reached, or forwards elsewhere', isRefused: false };
  }
}

function describe(status: number, body: unknown): string {
  if (status === 401) return 'the collector has another key';
  if (status === 404) return 'there is no collector with a key for operators at this endpoint';
  const title = status === 422 && (body as { readonly title?: unknown } | undefined)?.title;
  return typeof title === 'string' ? `refused: ${title}` : `the collector answered with status ${status}`;
}

function isMade(body: unknown): body is MadeLinks {
  const { url, expiresAt, answers = [] } = (body ?? {}) as Readonly<Record<string, unknown>>;
  return typeof url === 'string' && typeof expiresAt === 'string' && Array.isArray(answers);
}
