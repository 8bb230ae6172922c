/** A site of its own, with a storage of its own, that serves one script and answers all that it posts at once. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

export interface Site {
  readonly address: string;
  /** How often each lead arrived. */
  readonly arrivals: ReadonlyMap<string, number>;
  close(): Promise<void>;
}

export type Realm = 'page' | 'service worker';

const starts: Readonly<Record<Realm, string>> = {
  page: '<script src="/bench.js"></script>',
  'service worker': '<script>navigator.serviceWorker.register("/bench.js")</script>',
};

/** Clocks are as fine as the browser has them only where a page shares nothing with others. */
const isolated = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

/** On a port of its own, because that makes an origin. */
export async function openSite(script: string, realm: Realm): Promise<Site> {
  const arrivals = new Map<string, number>();
  const html = `<!doctype html><title>bench</title>${starts[realm]}`;
  const serve = async (request: IncomingMessage) => {
    if (request.method !== 'POST')
      return request.url === '/bench.js'
        ? { type: 'text/javascript', body: script }
        : { type: 'text/html', body: html };
    const id = findId(await text(request));
    arrivals.set(id, (arrivals.get(id) ?? 0) + 1);
    return { type: 'application/json', body: JSON.stringify({ id }) };
  };
  const server = createServer((request, response) => {
    void serve(request).then(
      ({ type, body }) => response.writeHead(200, { 'content-type': type, ...isolated }).end(body),
      () => response.destroy(), // The page went away meanwhile.
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    address: `http://127.0.0.1:${port}/`,
    arrivals,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** Of a lead, whatever is wrapped round it, and however often its quotes are escaped. */
function findId(body: string): string {
  return /"id\\*":\\*"([0-9a-f-]{36})/.exec(body)?.[1] ?? '';
}
