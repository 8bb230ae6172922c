/** A `fetch` without a network: it answers as told and notes what it was asked. */

/** What the back end says to a request; rejecting: the line is dead. */
export type Reply = (request: Request) => Response | Promise<Response>;

export interface Sent {
  readonly method: string;
  readonly url: string;
  /** In the order of their names, one a line. */
  readonly headers: string;
  readonly body: string;
  /** Sent with `mode: 'no-cors'`: nothing of the answer may be seen. */
  readonly hidden: boolean;
}

export interface ScriptedFetch {
  readonly fetch: typeof globalThis.fetch;
  readonly sent: readonly Sent[];
}

/** What an address without a host is of: outside of browsers there is no page that would say. */
const page = 'https://page.example/';

export function scriptFetch(reply: Reply): ScriptedFetch {
  const sent: Sent[] = [];
  const fetch = async (input: RequestInfo | URL, init?: RequestInit): Promise<Response> => {
    const request = new Request(input instanceof Request ? input : new URL(input, page), init);
    request.signal.throwIfAborted();
    const { method, url, headers, mode } = request;
    // That of a request only follows it, and some platforms forget a signal that nothing but another follows.
    const signal = init?.signal ?? request.signal;
    const hidden = mode === 'no-cors';
    const lines = [...headers].map(([name, value]) => `${name}: ${value}`);
    sent.push({ method, url, headers: lines.join('\n'), body: await request.clone().text(), hidden });
    const response = await Promise.race([Promise.resolve(request).then(reply), whenAborted(signal)]);
    return hidden ? hide() : bindToSignal(response, signal);
  };
  return { fetch, sent };
}

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_, reject) =>
    signal.addEventListener('abort', () => reject(new DOMException('Aborted', 'AbortError'))),
  );
}

/** A body ends with its request, as that of a real answer does. */
function bindToSignal({ body, status, statusText, headers }: Response, signal: AbortSignal): Response {
  const bound = body?.pipeThrough(new TransformStream<Uint8Array<ArrayBuffer>>(), { signal }) ?? null;
  return new Response(bound, { status, statusText, headers });
}

/** All that a page gets to see of an answer to a `no-cors` request. */
function hide(): Response {
  const seen = { type: 'opaque', status: 0, ok: false, body: null };
  return Object.defineProperties(
    new Response(),
    Object.fromEntries(Object.entries(seen).map(([name, value]) => [name, { value }])),
  );
}
