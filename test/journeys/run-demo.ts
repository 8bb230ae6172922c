/** Starts and stops the demo as its user does, and keeps every word it prints. */
import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

const script = fileURLToPath(new URL('serve.ts', import.meta.url));
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export class RunningDemo {
  url = '';
  /** Standard output and standard error of every start. */
  printed = '';
  #process: ChildProcess | undefined;
  #dataDir = '';

  /** Again with the same data and on the same port, where it ran before. */
  async start(dataDir = this.#dataDir): Promise<void> {
    this.#dataDir = dataDir;
    const port = this.url ? new URL(this.url).port : '0';
    const child = spawn(process.execPath, ['--import', 'tsx', script, dataDir, port], {
      cwd: projectFolder,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    child.stderr.on('data', (text: Buffer) => (this.printed += text.toString()));
    this.url = await new Promise<string>((resolve, reject) => {
      child.once('exit', () => reject(new Error(`The demo did not start:\n${this.printed}`)));
      child.stdout.on('data', (text: Buffer) => {
        this.printed += text.toString();
        resolve(this.url || text.toString().trim());
      });
    });
  }

  async stop(): Promise<void> {
    const child = this.#process;
    this.#process = undefined;
    if (!child || child.exitCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGTERM');
    await gone;
  }
}
