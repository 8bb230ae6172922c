/**
 * The line between a page and the collector. It listens on a real socket, files every request with its bytes before
 * anything else happens to it, and then does what the trial says.
 */
import { once } from 'node:events';
import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { createServer as createTlsServer } from 'node:tls';
import { forward } from './answers.js';
import type { Ledger, ServerEntry } from './ledger.js';

/** What the collector said. */
export interface CollectorAnswer {
  readonly status: number;
  readonly headers: readonly (readonly [string, string])[];
  readonly body: Buffer;
}

/** A request that came in whole. */
export interface Arrival {
  readonly number: number;
  readonly connection: number;
  /** Which request of its connection. */
  readonly nth: number;
  readonly path: string;
  readonly body: string;
  /** Of the submission; absent where the request carries none. */
  readonly id?: string;
  readonly reference?: string;
  /** When it was sent, by the page's clock, in milliseconds since 1970. */
  readonly sentAt: number;
  readonly socket: Socket;
  readonly response: ServerResponse;
  /** Takes it to the collector; resolves after the commit. */
  forward(): Promise<CollectorAnswer>;
  /** Hands an answer of the collector on, untouched. */
  pass(answer: CollectorAnswer): void;
}

export type Answer = (arrival: Arrival) => Promise<void> | void;

export interface LineOptions {
  readonly ledger: Ledger<ServerEntry>;
  /** Where the collector is now. */
  readonly collector: () => string;
  /** Speaks TLS with this certificate. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export class Line {
  /** What is done with every request. */
  answer: Answer = forward;
  /** New connections are taken and never read. */
  deaf = false;
  /** Connections taken while deaf. */
  ignored = 0;
  readonly heard: Arrival[] = [];
  port = 0;

  readonly #options: LineOptions;
  readonly #http = createHttpServer((request, response) => void this.#hear(request, response));
  readonly #sockets = new Map<Socket, { readonly number: number; requests: number }>();
  #server: Server | undefined;
  #connections = 0;

  static async open(options: LineOptions): Promise<Line> {
    const line = new Line(options);
    await line.plugIn();
    return line;
  }

  private constructor(options: LineOptions) {
    this.#options = options;
    // A request that hangs is a fault to play, not one to tidy up.
    Object.assign(this.#http, { keepAliveTimeout: 0, requestTimeout: 0, headersTimeout: 0, timeout: 0 });
  }

  get url(): string {
    return `${this.#options.tls ? 'https' : 'http'}://127.0.0.1:${this.port}`;
  }

  /** Listens, again on the port it had. */
  async plugIn(): Promise<void> {
    const { tls } = this.#options;
    const take = (socket: Socket) => this.#take(socket);
    const server = tls ? createTlsServer(tls, take) : createServer(take);
    server.on('tlsClientError', () => {}); // a browser that does not trust us is what was asked for
    server.listen(this.port, '127.0.0.1');
    await once(server, 'listening');
    this.port = (server.address() as AddressInfo).port;
    this.#server = server;
  }

  /** Nobody listens any more, and every connection is gone. */
  async pull(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    for (const socket of this.#sockets.keys()) socket.destroy();
    if (server) await new Promise((resolve) => server.close(resolve));
  }

  /** Ends every connection, so that the next request needs a new one. */
  hangUp(): void {
    for (const socket of this.#sockets.keys()) socket.destroy();
  }

  #take(socket: Socket): void {
    this.#sockets.set(socket, { number: ++this.#connections, requests: 0 });
    socket.once('close', () => this.#sockets.delete(socket));
    socket.on('error', () => {}); // Faults break connections on purpose.
    if (!this.deaf) return void this.#http.emit('connection', socket);
    socket.pause();
    this.ignored++;
  }

  async #hear(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { socket, method = '', url: path = '', rawHeaders: head } = request;
    const connection = this.#sockets.get(socket);
    try {
      const body = (await buffer(request)).toString();
      const { number = 0 } = connection ?? {};
      const nth = connection ? ++connection.requests : 0;
      const arrival = this.#arrive({ path, body, connection: number, nth, socket, response, head });
      const { id, reference } = arrival;
      this.#options.ledger.write({
        ...{ type: 'arrival', arrival: arrival.number, connection: number, nth, method, path, head, body },
        ...(id && { id }),
        ...(reference && { reference }),
      });
      this.heard.push(arrival);
      await this.answer(arrival);
    } catch {
      socket.destroy(); // the browser or the collector is gone: nothing can be answered
    }
  }

  #arrive(
    raw: Pick<Arrival, 'path' | 'body' | 'connection' | 'nth' | 'socket' | 'response'> & {
      readonly head: readonly string[];
    },
  ): Arrival {
    const { head, ...known } = raw;
    const number = this.heard.length + 1;
    const { ledger, collector } = this.#options;
    const named = readNames(raw.body);
    return {
      ...known,
      ...named,
      number,
      forward: async () => {
        const answer = await ask(collector() + raw.path, head, raw.body);
        if (named.id && acknowledges(answer, named.id))
          ledger.write({ type: 'committed', arrival: number, id: named.id });
        return answer;
      },
      pass: (answer) => {
        const { status } = answer;
        const acked = named.id && acknowledges(answer, named.id) && { acknowledges: named.id };
        ledger.write({ type: 'answer', arrival: number, status, ...acked });
        raw.response.writeHead(status, answer.headers.flat()).end(answer.body);
      },
    };
  }
}

/** Of the connection, not of the message; the length is that of the body we have. */
const ofTheHop = /^(connection|keep-alive|transfer-encoding|content-encoding|content-length|host)$/i;

async function ask(url: string, head: readonly string[], body: string): Promise<CollectorAnswer> {
  const pairs = head.flatMap((name, i) => (i % 2 ? [] : [[name, head[i + 1] ?? ''] as [string, string]]));
  const headers = pairs.filter(([name]) => /^(origin|content-type|idempotency-key)$/i.test(name));
  const response = await fetch(url, { method: 'POST', headers, body });
  return {
    status: response.status,
    headers: [...response.headers].filter(([name]) => !ofTheHop.test(name)),
    body: Buffer.from(await response.arrayBuffer()),
  };
}

function acknowledges({ status, body }: CollectorAnswer, id: string): boolean {
  return status === 200 && readJson(body.toString())['id'] === id;
}

function readNames(body: string): Pick<Arrival, 'id' | 'reference' | 'sentAt'> {
  const outer = readJson(body);
  const { id, sentAt } = outer;
  const answers = readJson(String(outer['body'] ?? ''))['answers'] as { reference?: unknown } | undefined;
  return {
    ...(typeof id === 'string' && { id }),
    ...(typeof answers?.reference === 'string' && { reference: answers.reference }),
    sentAt: typeof sentAt === 'number' ? sentAt : 0,
  };
}

function readJson(text: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(text) ?? {}) as Readonly<Record<string, unknown>>;
  } catch {
    return {};
  }
}
