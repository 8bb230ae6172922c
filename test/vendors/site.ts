/** Somebody's site: pages with the form, and with the vendor's SDK or without. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Site {
  url = '';
  readonly #pages = new Map<string, string>();
  readonly #server: Server;

  constructor(scripts: ReadonlyMap<string, string>) {
    this.#server = createServer(({ url = '/' }, response) => {
      const { pathname } = new URL(url, this.url);
      const script = scripts.get(pathname.slice(1));
      const content = script ?? this.#pages.get(pathname);
      response.writeHead(content === undefined ? 404 : 200, {
        'content-type': script === undefined ? 'text/html; charset=utf-8' : 'text/javascript',
      });
      response.end(content);
    });
  }

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, 'localhost', resolve));
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Gives its address. */
  put(body: string): string {
    const path = `/page-${this.#pages.size}`;
    this.#pages.set(
      path,
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Talk to us</title><link rel="icon" href="data:,"></head><body>${body}</body></html>`,
    );
    return this.url + path;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
