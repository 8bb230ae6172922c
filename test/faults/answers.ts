/** What a line may do with a request: the healthy answer, and the faults. */
import { gzipSync } from 'node:zlib';
import type { Answer, Arrival } from './line.js';
import type { Random } from './random.js';

export const forward: Answer = async (arrival) => arrival.pass(await arrival.forward());

/** The collector has it; the page never hears of it. */
export const commitThenCut: Answer = async ({ forward, socket }) => {
  await forward();
  socket.destroy();
};

/** A TCP reset; the collector never gets it. */
export const reset: Answer = ({ socket }) => void socket.resetAndDestroy();

/** A TCP reset after the commit. */
export const commitThenReset: Answer = async ({ forward, socket }) => {
  await forward();
  socket.resetAndDestroy();
};

export const never: Answer = () => {};

const share = 'access-control-allow-origin: *\r\n';

/** Half of the acknowledgement; how its end is marked decides whether the browser notices. */
export const truncate =
  (framing: 'length' | 'chunked' | 'close'): Answer =>
  async ({ forward, socket }) => {
    const { body } = await forward();
    const half = body.subarray(0, body.length >> 1);
    const head = {
      length: `content-length: ${body.length}\r\n`,
      chunked: 'transfer-encoding: chunked\r\n',
      close: 'connection: close\r\n',
    }[framing];
    socket.write(`HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${share}${head}\r\n`);
    socket.end(framing === 'chunked' ? `${half.length.toString(16)}\r\n${half.toString()}\r\n` : half);
  };

export interface Said {
  readonly body?: string | Buffer | ((arrival: Arrival) => string);
  readonly type?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the page may read it; true where absent. */
  readonly cors?: boolean;
}

/** An answer that is not the collector's. */
export const say =
  (status: number, { body = '', type = 'text/html', headers, cors = true }: Said = {}): Answer =>
  (arrival) => {
    const { response } = arrival;
    response.writeHead(status, {
      'content-type': type,
      ...(cors && {
        'access-control-allow-origin': '*',
        'access-control-expose-headers': 'Retry-After, Date',
      }),
      ...headers,
    });
    response.end(typeof body === 'function' ? body(arrival) : body);
  };

/** A refusal as the collector signs it: it echoes the id. */
export const refuse = (status: number, issues: readonly object[] = []): Answer =>
  say(status, {
    type: 'application/problem+json',
    body: ({ id }) => JSON.stringify({ type: 'about:blank', title: 'Refused', status, id, issues }),
  });

export const html = '<!doctype html><html><title>Nothing of ours</title><h1>Please log in</h1></html>';

/** An answer that comes byte by byte, `gap` milliseconds apart, and never ends. */
export const trickle =
  (gap: number): Answer =>
  ({ socket }) => {
    socket.write(
      `HTTP/1.1 200 OK\r\ncontent-type: application/json\r\n${share}content-length: 4096\r\n\r\n{`,
    );
    const timer = setInterval(() => socket.write(' '), gap);
    socket.once('close', () => clearInterval(timer));
  };

/** Small on the wire, a hundred million bytes when unpacked. */
export const gzipBomb = (bytes = 100_000_000): Answer =>
  say(200, {
    body: gzipSync(Buffer.alloc(bytes, ' ')),
    type: 'application/json',
    headers: { 'content-encoding': 'gzip' },
  });

/** An answer that goes on for ever; `told` hears how many bytes the browser took. */
export const flood =
  (told: (bytes: number) => void): Answer =>
  ({ socket, response }) => {
    response.writeHead(200, { 'content-type': 'application/json', 'access-control-allow-origin': '*' });
    const piece = Buffer.alloc(64 * 1024, ' ');
    const more = () => {
      while (!socket.destroyed && response.write(piece));
    };
    response.on('drain', more);
    socket.once('close', () => told(socket.bytesWritten));
    more();
  };

/** Only the first `count` requests that carry a submission meet the fault. */
export function first(count: number, fault: Answer): Answer {
  let left = count;
  return (arrival) => (arrival.id && left-- > 0 ? fault(arrival) : forward(arrival));
}

/** That share of requests meets the fault. */
export const sometimes =
  (random: Random, likely: number, fault: Answer): Answer =>
  (arrival) =>
    random.chance(likely) ? fault(arrival) : forward(arrival);
