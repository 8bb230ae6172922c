/** A wire that breaks in the middle of a request: what a browser sends gets to the line in part. */
import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Socket } from 'node:net';

export class Relay {
  url = '';
  /** Requests of which half of the body has got through, and no more. */
  halves = 0;
  /** Lets everything through. */
  open = false;

  readonly #sockets = new Set<Socket>();
  readonly #server = createServer((socket) => this.#take(socket));

  /** `port`: where the line listens. */
  static async start(port: number): Promise<Relay> {
    const relay = new Relay(port);
    relay.#server.listen(0, '127.0.0.1');
    await once(relay.#server, 'listening');
    relay.url = `http://127.0.0.1:${(relay.#server.address() as AddressInfo).port}`;
    return relay;
  }

  private constructor(readonly port: number) {}

  /** Ends every connection, on both sides. */
  cut(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async stop(): Promise<void> {
    this.cut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #take(near: Socket): void {
    const far = connect(this.port, '127.0.0.1');
    for (const [socket, other] of [
      [near, far],
      [far, near],
    ] as const) {
      this.#sockets.add(socket);
      socket.on('error', () => {}); // broken on purpose
      socket.once('close', () => (this.#sockets.delete(socket), other.destroy()));
    }
    far.pipe(near);
    if (this.open) return void near.pipe(far);
    let text = '';
    near.on('data', (piece: Buffer) => {
      text += piece.toString('latin1');
      const end = text.indexOf('\r\n\r\n') + 4;
      const length = Number(/content-length: (\d+)/i.exec(text)?.[1] ?? Infinity);
      if (end < 4 || text.length < end + length) return;
      far.write(text.slice(0, end + (length >> 1)), 'latin1');
      text = '';
      this.halves++;
    });
  }
}
