/** One POST that needs no preflight, follows no redirect, and reads no more of the answer than an acknowledgement takes. */

/** Browsers let 64 KiB outlive a page, shared with everything else on it. */
const largestKeepalive = 48 * 1024;
const largestAnswer = 64 * 1024;

export interface PostRequest {
  readonly fetch: typeof fetch;
  readonly url: string;
  readonly body: string;
  /** `text/plain` and form-encoded bodies need no preflight. */
  readonly type: string;
  readonly init?: RequestInit;
  readonly keepalive: boolean;
  readonly signal: AbortSignal;
  /** Milliseconds, the answer's body included. */
  readonly timeout: number;
}

export interface Answer {
  /** Also an opaque one, of which no more than that is known. */
  readonly came: boolean;
  /** 0 where none came, or where it may not be seen. */
  readonly status: number;
  readonly headers: Headers;
  /** Empty where the body was cut short, too long, or too late. */
  readonly text: string;
}

/** Never rejects: no answer is an answer with status 0. */
export async function post(request: PostRequest): Promise<Answer> {
  const over = new AbortController();
  const abort = () => over.abort();
  const timer = setTimeout(abort, request.timeout);
  request.signal.addEventListener('abort', abort, { signal: over.signal });
  try {
    request.signal.throwIfAborted();
    const response = await fetchOnce(request, over.signal);
    const text = await readLimited(response).catch(() => '');
    return { came: true, status: response.status, headers: response.headers, text };
  } catch {
    return { came: false, status: 0, headers: new Headers(), text: '' }; // The browser does not say what went wrong.
  } finally {
    clearTimeout(timer);
    abort(); // lets go of the signal, which may outlive the request
  }
}

async function fetchOnce({ fetch, url, body, type, ...request }: PostRequest, signal: AbortSignal) {
  const init: RequestInit = {
    method: 'POST',
    body,
    credentials: 'omit',
    redirect: 'error',
    referrerPolicy: 'origin',
    cache: 'no-store',
    signal,
    ...request.init,
    headers: { 'content-type': type, ...request.init?.headers },
  };
  if (!request.keepalive || new TextEncoder().encode(body).length > largestKeepalive) return fetch(url, init);
  try {
    return await fetch(url, { ...init, keepalive: true });
  } catch (error) {
    // Another script may have used up what may outlive the page.
    if (signal.aborted) throw error;
    return fetch(url, init);
  }
}

async function readLimited(response: Response): Promise<string> {
  const reader = response.body?.getReader();
  if (!reader) return '';
  const decoder = new TextDecoder();
  let text = '';
  for (let size = 0; ;) {
    const { done, value } = await reader.read();
    if (done) return text + decoder.decode();
    size += value.length;
    text += decoder.decode(value, { stream: true });
    if (size > largestAnswer) {
      await reader.cancel();
      return text;
    }
  }
}
