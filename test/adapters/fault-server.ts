/** A server on a real socket that answers every request as told, down to the bytes. */
import { createServer, type Server, type Socket } from 'node:net';

export interface FaultServer {
  readonly url: string;
  /** Bodies of the requests, in order. */
  readonly bodies: string[];
  /** Heads of the requests, in order. */
  readonly heads: string[];
  answer: (socket: Socket, body: string) => void;
  close(): Promise<void>;
}

export async function startFaultServer(): Promise<FaultServer> {
  const sockets = new Set<Socket>();
  const server: Server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}); // Faults break connections on purpose.
    let text = '';
    socket.on('data', (chunk) => {
      text += chunk.toString();
      const [head = '', body] = text.split('\r\n\r\n');
      const length = Number(/content-length: (\d+)/i.exec(head)?.[1] ?? 0);
      if (body === undefined || Buffer.byteLength(body) < length) return;
      text = '';
      fault.heads.push(head);
      fault.bodies.push(body);
      fault.answer(socket, body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as { port: number };
  const fault: FaultServer = {
    url: `http://127.0.0.1:${port}`,
    bodies: [],
    heads: [],
    answer: () => {},
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
  return fault;
}

/** A whole answer that ends its connection. */
export function reply(socket: Socket, status: number, body = '', headers: Record<string, string> = {}): void {
  const all = { 'content-length': String(Buffer.byteLength(body)), connection: 'close', ...headers };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}\r\n`);
  socket.end(`HTTP/1.1 ${status} Said\r\n${lines.join('')}\r\n${body}`);
}
