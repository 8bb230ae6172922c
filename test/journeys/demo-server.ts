/** The process in which the demos of a worker run: to start one takes much longer than what it then serves. */
import { fork, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/** What to run from now on; nothing where there is no folder. */
export interface Order {
  readonly dataDir?: string;
  readonly port?: number;
}

export interface Answer {
  readonly url?: string | undefined;
  readonly error?: string;
}

const script = fileURLToPath(new URL('serve.ts', import.meta.url));
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export class DemoServer {
  /** Standard output and standard error. */
  printed = '';
  readonly #process: ChildProcess = fork(script, [], {
    cwd: projectFolder,
    execArgv: ['--import', 'tsx'],
    silent: true,
  });

  constructor() {
    const keep = (text: Buffer) => (this.printed += text.toString());
    for (const stream of [this.#process.stdout, this.#process.stderr]) stream?.on('data', keep);
  }

  /** Gives the address. */
  async run(order: Order): Promise<string> {
    const { url, error } = await new Promise<Answer>((resolve) => {
      const end = () => resolve({ error: 'Its process ended.' });
      this.#process.once('exit', end);
      this.#process.once('message', (answer: Answer) => {
        this.#process.off('exit', end);
        resolve(answer);
      });
      this.#process.send(order);
    });
    if (error) throw new Error(`The demo did not start: ${error}\n${this.printed}`);
    return url ?? '';
  }

  async close(): Promise<void> {
    if (this.#process.exitCode !== null) return;
    const gone = once(this.#process, 'exit');
    this.#process.disconnect();
    await gone;
  }
}
