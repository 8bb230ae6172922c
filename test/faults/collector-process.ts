/** Starts, kills and questions the collector's process. */
import { spawn, type ChildProcessByStdio } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import type { RecordedRow } from './judge.js';

const script = fileURLToPath(new URL('collector-child.ts', import.meta.url));
const projectFolder = fileURLToPath(new URL('../..', import.meta.url));

export class CollectorProcess {
  url = '';
  #control = '';
  #child: ChildProcessByStdio<Writable, Readable, Readable> | undefined;

  constructor(
    readonly folder: string,
    /** Milliseconds for a start. */
    readonly patience: number,
  ) {}

  get isRunning(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && this.#child.signalCode === null;
  }

  /** Also again, with the same data. */
  async start(): Promise<void> {
    const child = spawn(process.execPath, ['--import', 'tsx', script, this.folder], {
      cwd: projectFolder,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    this.#child = child;
    let said = '';
    child.stderr.on('data', (text: Buffer) => (said += text.toString()));
    const line = await new Promise<string>((resolve, reject) => {
      const fail = () => reject(new Error(`The collector did not start:\n${said}`));
      const timer = setTimeout(fail, this.patience);
      child.once('exit', fail);
      child.stdout.once('data', (text: Buffer) => (clearTimeout(timer), resolve(text.toString())));
    }).catch(async (error: unknown) => {
      await this.kill();
      throw error;
    });
    const { url, control } = JSON.parse(line) as { url: string; control: string };
    this.url = url;
    this.#control = control;
  }

  /** SIGKILL: nothing is closed, nothing is flushed. */
  async kill(): Promise<void> {
    const child = this.#child;
    this.#child = undefined;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill('SIGKILL');
    await gone;
  }

  rows(): Promise<readonly RecordedRow[]> {
    return this.#ask('rows');
  }

  /** Ids of what the collector was told it will never get. */
  losses(): Promise<readonly string[]> {
    return this.#ask('losses');
  }

  empty(): Promise<null> {
    return this.#ask('empty');
  }

  /** Erases whoever gave the address; resolves with how many submissions that were. */
  erase(email: string): Promise<number> {
    return this.#ask(`erase?email=${encodeURIComponent(email)}`);
  }

  async #ask<Result>(what: string): Promise<Result> {
    return (await (await fetch(`${this.#control}/${what}`)).json()) as Result;
  }
}
