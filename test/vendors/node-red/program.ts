/** A server of another house, in a process of its own that ends with the tests. */
import { spawn, type ChildProcess, type SpawnOptions } from 'node:child_process';
import { once } from 'node:events';

export class Program {
  /** All that it printed. */
  said = '';
  #child: ChildProcess | undefined;

  constructor(
    readonly command: string,
    readonly args: readonly string[],
    readonly options: SpawnOptions = {},
  ) {}

  /** Resolves with what `ready` finds in what it prints; fails, with all of it, where it ends before. */
  async start(ready: RegExp): Promise<RegExpExecArray> {
    const child = spawn(this.command, this.args, { ...this.options, stdio: ['ignore', 'pipe', 'pipe'] });
    this.#child = child;
    process.once('exit', this.#end);
    return new Promise((resolve, reject) => {
      const hear = (text: Buffer) => {
        this.said += text.toString();
        const found = ready.exec(this.said);
        if (found) resolve(found);
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`${this.command} ended:\n${this.said}`)));
    });
  }

  /** How PostgreSQL is asked to go at once, and to leave nothing behind; the others have nothing to lose. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    process.off('exit', this.#end);
    const child = this.#child;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    child.kill(signal);
    await once(child, 'exit');
  }

  readonly #end = (): void => void this.#child?.kill('SIGQUIT');
}

/** Runs it to its end; fails, with all that it printed, where that is not a good one. */
export async function runProgram(
  command: string,
  args: readonly string[],
  options: SpawnOptions = {},
): Promise<void> {
  const child = spawn(command, args, { ...options, stdio: ['ignore', 'pipe', 'pipe'] });
  let said = '';
  child.stdout.on('data', (text: Buffer) => (said += text.toString()));
  child.stderr.on('data', (text: Buffer) => (said += text.toString()));
  const [code] = (await once(child, 'exit')) as [number | null];
  if (code !== 0) throw new Error(`${command} ended with ${code}:\n${said}`);
}
