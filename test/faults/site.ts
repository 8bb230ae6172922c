/** Somebody's own site, on another origin than the collector: a page with the form, and empty ones. */
import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { definition } from './definition.js';

const page = (head: string, body = ''): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Somebody’s page</title>${head}</head><body>${body}</body></html>`;
const script = (file: string): string => `<script type="module" src="/bundle/${file}"></script>`;

const pages: Readonly<Record<string, (endpoint: string) => string>> = {
  '/': (endpoint) =>
    page(
      script('hand.js') + script('form.js'),
      `<progressive-form endpoint="${endpoint}"><script type="application/json">${JSON.stringify(definition)}</script></progressive-form>`,
    ),
  /** The outbox without an element; see `page/library.ts`. */
  '/library': () => page(script('library.js')),
  /** Of the same origin, and with nothing of ours on it. */
  '/empty': () => page(''),
};

export class Site {
  url = '';
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  /** `bundle`: the folder with the scripts. */
  constructor(readonly bundle: string) {}

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname, searchParams } = new URL(request.url ?? '/', this.url);
    const made = pages[pathname]?.(searchParams.get('to') ?? '');
    if (made !== undefined) return void response.writeHead(200, { 'content-type': 'text/html' }).end(made);
    // Any folder will do: a second copy of the scripts is another address for the same files.
    const file = await readFile(join(this.bundle, basename(pathname))).catch(() => undefined);
    response.writeHead(file ? 200 : 404, { 'content-type': 'text/javascript' }).end(file);
  }
}
