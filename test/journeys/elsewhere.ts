/** What a page reaches on other origins: definitions, and a back end that takes every submission and keeps none. */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { test } from './journey.js';

export interface Taken {
  /** Of the page that sent it; `null` where that may not say. */
  readonly origin: string | undefined;
  readonly formId: string;
  readonly step: string;
  readonly answers: Readonly<Record<string, unknown>>;
}

export class Elsewhere {
  url = '';
  taken: Taken[] = [];
  readonly #definitions = new Map<string, string>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Gives the address. */
  put(path: string, definition: object): string {
    this.#definitions.set(path, JSON.stringify(definition));
    return this.url + path;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method, url = '/', headers } = request;
    const isSubmission = method === 'POST' && url === '/v1/submissions';
    const answer = isSubmission
      ? this.#take(headers.origin, await text(request))
      : this.#definitions.get(url);
    // To any page, as the real one does; but nothing that would need a preflight.
    response.writeHead(answer === undefined ? 404 : 200, {
      'content-type': 'application/json',
      'access-control-allow-origin': '*',
    });
    response.end(answer);
  }

  /** The acknowledgement names what it is for. */
  #take(origin: string | undefined, sent: string): string {
    const { id, body } = JSON.parse(sent) as { id: string; body: string };
    this.taken.push({ ...(JSON.parse(body) as Taken), origin });
    return JSON.stringify({ id });
  }
}

/** One for the tests of a file; what it took is forgotten after each. */
export function useElsewhere(): Elsewhere {
  const elsewhere = new Elsewhere();
  test.beforeAll(() => elsewhere.start());
  test.afterEach(() => void (elsewhere.taken = []));
  test.afterAll(() => elsewhere.stop());
  return elsewhere;
}
