/** Where a vendor's traffic goes here: takes everything, answers as the vendor does, and keeps what came. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Server } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';
import { selfSign } from '../faults/self-sign.js';

export interface Heard {
  readonly method: string;
  readonly path: string;
  readonly query: URLSearchParams;
  /** Empty where none was named. */
  readonly type: string;
  readonly authorization: string;
  /** As text, unzipped. */
  readonly body: string;
}

export interface Reply {
  readonly status?: number;
  readonly type?: string;
  readonly body?: string;
}

/** What a vendor answers; nothing: it is not there. */
export type Answering = (heard: Heard) => Reply | undefined;

export class Sink {
  /** Cross origin to every page. */
  url = '';
  /** The same, by https. */
  secureUrl = '';
  heard: Heard[] = [];
  readonly #answering: Answering;
  #losing: ((heard: Heard) => boolean) | undefined;
  #servers: readonly (Server & { closeAllConnections(): void })[] = [];

  constructor(answering: Answering) {
    this.#answering = answering;
  }

  async start(): Promise<void> {
    const listener = (request: IncomingMessage, response: ServerResponse) =>
      void this.#hear(request, response).catch(() => response.destroy());
    const [open, secure] = [createServer(listener), createSecureServer(selfSign(), listener)];
    this.#servers = [open, secure];
    this.url = `http://localhost:${await listen(open)}`;
    this.secureUrl = `https://localhost:${await listen(secure)}`;
  }

  async stop(): Promise<void> {
    for (const server of this.#servers) {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    }
  }

  /** The next request of the kind is taken, and the connection breaks before the answer. */
  loseAnswerTo(kind: (heard: Heard) => boolean): void {
    this.#losing = kind;
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path, searchParams: query } = new URL(request.url ?? '/', this.url);
    const { method = '', headers } = request;
    const heard: Heard = {
      method,
      path,
      query,
      type: headers['content-type'] ?? '',
      authorization: headers.authorization ?? '',
      body: unzip(await buffer(request)),
    };
    this.heard.push(heard);
    if (this.#losing?.(heard)) {
      this.#losing = undefined;
      return void response.destroy();
    }
    const {
      status = 200,
      type = 'application/json',
      body = '',
    } = (method === 'OPTIONS' ? {} : this.#answering(heard)) ?? notThere;
    response.writeHead(status, {
      'content-type': type,
      // As all of them do: any page may send, with what it likes.
      'access-control-allow-origin': headers.origin ?? '*',
      'access-control-allow-credentials': 'true',
      'access-control-allow-headers': headers['access-control-request-headers'] ?? '*',
      'access-control-allow-methods': 'GET, POST, PUT, OPTIONS',
    });
    response.end(body);
  }
}

const notThere: Reply = { status: 404, body: '{}' };

function listen(server: Server): Promise<number> {
  return new Promise((resolve) =>
    server.listen(0, 'localhost', () => resolve((server.address() as AddressInfo).port)),
  );
}

function unzip(bytes: Buffer): string {
  const zipped = bytes[0] === 0x1f && bytes[1] === 0x8b;
  return (zipped ? gunzipSync(bytes) : bytes).toString();
}
