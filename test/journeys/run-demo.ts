/** Starts and stops the demo as its user does, and keeps every word it prints. */
import type { DemoServer } from './demo-server.js';

export class RunningDemo {
  url = '';
  #server: DemoServer | undefined;
  #dataDir = '';
  /** How much others had printed before. */
  #before = 0;

  /** Of every start. */
  get printed(): string {
    return this.#server?.printed.slice(this.#before) ?? '';
  }

  async open(server: DemoServer, dataDir: string): Promise<void> {
    this.#server = server;
    this.#dataDir = dataDir;
    this.#before = server.printed.length;
    await this.start();
  }

  /** Again with the same data and on the same port, where it ran before. */
  async start(): Promise<void> {
    const port = this.url ? Number(new URL(this.url).port) : 0;
    this.url = (await this.#server?.run({ dataDir: this.#dataDir, port })) ?? '';
  }

  async stop(): Promise<void> {
    await this.#server?.run({});
  }
}
