/** A way to the collector that can be cut: while it is off, connections break without an answer. */
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { HttpBindings } from '@hono/node-server';
import { Hono } from 'hono';
import { readJson } from './read-json.js';

export type Fetch = (request: Request) => Promise<Response>;

/** Serves `/demo/network` to turn it and `/switchable/*`, which leads to `collect`. */
export function createNetworkSwitch(collect: Fetch): Hono<{ Bindings: HttpBindings }> {
  let on = true;
  const app = new Hono<{ Bindings: HttpBindings }>();
  app.get('/demo/network', (c) => c.json({ on }));
  app.post('/demo/network', async (c) => {
    const { on: wanted } = await readJson(c);
    if (typeof wanted !== 'boolean') return c.json({ problem: 'Send {"on": true} or {"on": false}.' }, 400);
    on = wanted;
    return c.json({ on });
  });
  app.all('/switchable/*', (c) => {
    if (on) return collect(withoutPrefix(c.req.raw));
    c.env.incoming.socket.destroy();
    return RESPONSE_ALREADY_SENT;
  });
  return app;
}

function withoutPrefix(request: Request): Request {
  const url = new URL(request.url);
  url.pathname = url.pathname.replace('/switchable', '');
  return new Request(url, request);
}
