/** A proxy for all that is not on this machine: lets nothing out, and keeps what was tried. */
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

export class Wall {
  url = '';
  tried: string[] = [];
  readonly #server: Server = createServer(({ url = '' }, response) => {
    this.tried.push(url);
    response.writeHead(403).end();
  }).on('connect', ({ url = '' }, socket) => {
    this.tried.push(url);
    socket.end('HTTP/1.1 403 Forbidden\r\n\r\n');
  });

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
