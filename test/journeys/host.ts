/** Somebody's own site: another origin than the collector, with pages as plain as they come. */
import { readFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname } from 'node:path';
import { text } from 'node:stream/consumers';
import { fileURLToPath } from 'node:url';
import { test } from './journey.js';

export interface Visit {
  readonly method: string;
  readonly path: string;
  readonly type: string;
  readonly body: string;
}

const types: Readonly<Record<string, string>> = {
  '.js': 'text/javascript',
  '.json': 'application/json',
  '.svg': 'image/svg+xml',
  '': 'text/html; charset=utf-8',
};

export class Host {
  url = '';
  /** Everything that was asked of `/hook`. */
  readonly visits: Visit[] = [];
  readonly #files = new Map<string, string>();
  readonly #policies = new Map<string, string>();
  readonly #server: Server = createServer((request, response) => void this.#answer(request, response));

  async start(): Promise<void> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    this.url = `http://localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  /** Gives the address. A page is what has no extension. */
  put(path: string, content: string, policy?: string): string {
    this.#files.set(path, content);
    if (policy) this.#policies.set(path, policy);
    return this.url + path;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { pathname: path } = new URL(request.url ?? '/', this.url);
    if (path === '/hook') return this.#takeHook(request, response);
    const content = path.startsWith('/dist/') ? await readDist(path) : this.#files.get(path);
    const policy = this.#policies.get(path);
    response.writeHead(content === undefined ? 404 : 200, {
      'content-type': types[extname(path)] ?? 'text/plain',
      // As the servers of script files do; a module from another origin needs it.
      ...(path.startsWith('/dist/') && { 'access-control-allow-origin': '*' }),
      ...(policy && { 'content-security-policy': policy }),
    });
    response.end(content);
  }

  /** Grants nothing to other origins: what needs a preflight never gets here. */
  async #takeHook(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = '', url: path = '', headers } = request;
    this.visits.push({ method, path, type: headers['content-type'] ?? '', body: await text(request) });
    response.writeHead(200, { 'access-control-allow-origin': '*' }).end('ok');
  }
}

const readDist = (path: string): Promise<string | undefined> =>
  readFile(fileURLToPath(new URL(`../..${path}`, import.meta.url)), 'utf8').catch(() => undefined);

/** One site for the tests of a file. */
export function useHost(): Host {
  const host = new Host();
  test.beforeAll(() => host.start());
  test.afterAll(() => host.stop());
  return host;
}

export interface PlainPage {
  /** Before the element, usually scripts. */
  readonly head?: string;
  readonly body: string;
}

export const plainPage = ({ head = '', body }: PlainPage): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Somebody’s page</title>${head}</head><body>${body}</body></html>`;

/** Two questions on two views. */
export const twoViews = {
  schemaVersion: 1,
  id: 'two-views',
  version: '1',
  locale: 'en',
  purposes: { reply: { label: 'Answer', legalBasis: 'implicit', retention: 'P30D' } },
  fields: [
    { name: 'topic', type: 'text', label: 'Topic', required: true, purpose: 'reply' },
    { name: 'email', type: 'email', label: 'Email address', required: true, purpose: 'reply' },
  ],
  steps: [
    { id: 'topic', title: 'Your question', reason: 'So that the right person answers.', fields: ['topic'] },
    { id: 'contact', title: 'Where to', reason: 'We answer to this address.', fields: ['email'] },
  ],
  profile: { remember: 'afterSubmit' },
} as const;
