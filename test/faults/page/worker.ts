/**
 * A service worker of the host that means well. By `mode` in its address it answers every POST from a cache, says that
 * all is well without a network, or begins and never ends.
 */
const worker = self as unknown as {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate' | 'fetch', listener: (event: WorkerEvent) => void): void;
};

interface WorkerEvent {
  readonly request: Request;
  waitUntil(work: Promise<unknown>): void;
  respondWith(answer: Promise<Response>): void;
}

export type WorkerMode = 'cache' | 'offline' | 'die';

const mode = new URLSearchParams(worker.location.search).get('mode') as WorkerMode;

const answers: Readonly<Record<WorkerMode, (request: Request) => Promise<Response>>> = {
  async cache(request) {
    const cache = await caches.open('host');
    const known = await cache.match(request.url);
    if (known) return known;
    const answer = await fetch(request);
    await cache.put(request.url, answer.clone());
    return answer;
  },
  offline: async () => Response.json({ ok: true, queued: true }),
  die: () => new Promise(() => {}),
};

worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
worker.addEventListener('activate', (event) => event.waitUntil(worker.clients.claim()));
worker.addEventListener('fetch', (event) => {
  if (event.request.method === 'POST') event.respondWith(answers[mode](event.request));
});
