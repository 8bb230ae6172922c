/** One server for all: pages that hold a form each, their scripts, and a book of what was sent. */
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { leadFields } from './lead-form.js';
import type { Contestant } from './contestants.js';

export interface Entry extends Contestant {
  /** By file name, the one in the page first. */
  readonly files: ReadonlyMap<string, string>;
}

export interface FormServer {
  /** Of the page with so many fields; `room`: pixels kept free for them. */
  pageOf(entry: Entry, count: number, room?: number): string;
  /** How many requests held all these texts. */
  received(texts: readonly string[]): number;
  /** From now on, connections break that send this text; resumes when called. */
  cutOff(text: string): () => void;
  close(): Promise<void>;
}

interface Reply {
  readonly type: string;
  readonly body: string;
  readonly status?: number;
}

/** The end point is of another origin, as it is for most pages, and on a machine that may be reached without encryption. */
const open = { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' };

export async function serveForms(entries: readonly Entry[], watch: string): Promise<FormServer> {
  const sent: string[] = [];
  const cut = new Set<string>();
  const server = createServer((request, response) => {
    void serve(request).then(
      ({ type, body, status = 200 }) =>
        response.writeHead(status, { 'content-type': type, ...open }).end(body),
      () => response.destroy(), // The page went away meanwhile, or has no network.
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;

  async function serve(request: IncomingMessage): Promise<Reply> {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://page');
    if (request.method === 'POST') {
      const body = await text(request);
      if ([...cut].some((one) => body.includes(one))) throw new Error('no network');
      sent.push(body);
      // Who counts on it is told what has arrived.
      return json({ id: /"id":"([^"]+)"/.exec(body)?.[1] });
    }
    const [, place = '', file = ''] = pathname.split('/');
    const entry = entries[Number(place)];
    const script = entry?.files.get(file);
    if (script !== undefined) return { type: 'text/javascript', body: script };
    if (!entry || file) return { ...json({}), status: 404 };
    const [count, room] = ['fields', 'room'].map((name) => Number(searchParams.get(name)));
    return { type: 'text/html', body: pageHtml(entry, count ?? 0, room ?? 0) };
  }

  function pageHtml(entry: Entry, count: number, room: number): string {
    const fields = leadFields(count);
    return `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Talk to us</title><link rel="icon" href="data:,"><style>
body { font: 16px/1.5 sans-serif; max-width: 40rem; margin: 2rem auto }
#root { min-height: ${room}px }
progressive-form, label { display: block }
.field { margin-block: 0 1rem }
.error { color: #b00; margin: 0 }
</style><script>${watch}</script>
<h1>Talk to us</h1><p>We answer within a day.</p>
<script type="application/json" id="fields">${JSON.stringify(fields)}</script>
<div id="root">${entry.markup?.(fields, `http://127.0.0.1:${port}/`) ?? ''}</div>
<h2>What others say</h2>${'<p>They answered within a day, and knew what they were talking about.</p>'.repeat(6)}`;
  }

  return {
    // A host of its own that is safe but not a developer's, or pages under construction would be measured.
    pageOf: (entry, count, room = 0) =>
      `http://shop.localhost:${port}/${entries.indexOf(entry)}/?fields=${count}&room=${room}`,
    received: (texts) => sent.filter((body) => texts.every((wanted) => body.includes(wanted))).length,
    cutOff: (wanted) => (cut.add(wanted), () => void cut.delete(wanted)),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const json = (value: unknown): Reply => ({ type: 'application/json', body: JSON.stringify(value) });
