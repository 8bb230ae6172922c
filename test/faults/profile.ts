/** A browser profile on the disk, and the real Chromium that runs on it: started, closed, killed, started again. */
import { chromium, type BrowserContext, type LaunchOptions } from 'playwright';
import { launchOptions } from '../browser.mjs';

export interface ProfileOptions {
  readonly folder: string;
  /** Milliseconds for a start, and for loading a page. */
  readonly patience: number;
  /** Called in every new context, before any page is opened. */
  readonly prepare: (context: BrowserContext) => Promise<void>;
}

export interface LaunchChange extends Pick<LaunchOptions, 'args' | 'ignoreDefaultArgs'> {
  readonly ignoreHTTPSErrors?: boolean;
}

export class Profile {
  #context: BrowserContext | undefined;
  #pids: readonly number[] = [];

  constructor(readonly options: ProfileOptions) {}

  get context(): BrowserContext {
    if (!this.#context) throw new Error('The browser does not run: launch it first');
    return this.#context;
  }

  get isRunning(): boolean {
    return this.#context !== undefined;
  }

  /** Again on the same profile; a browser that still runs is closed as its user does. */
  async launch({ args = [], ...change }: LaunchChange = {}): Promise<void> {
    await this.close();
    const { folder, patience, prepare } = this.options;
    const usual = launchOptions();
    const context = await chromium.launchPersistentContext(folder, {
      ...usual,
      ...change,
      args: [...usual.args, ...args],
      timeout: patience,
      // Whoever runs the campaign decides what becomes of it.
      ...{ handleSIGINT: false, handleSIGTERM: false, handleSIGHUP: false },
    });
    this.#context = context;
    this.#pids = await listPids(context);
    context.setDefaultTimeout(patience);
    context.setDefaultNavigationTimeout(patience);
    await prepare(context);
  }

  async close(): Promise<void> {
    const context = this.#context;
    this.#context = undefined;
    await context?.close();
  }

  /** SIGKILL of every process of the browser. */
  async kill(): Promise<void> {
    const context = this.#context;
    if (!context) return;
    const pids = new Set([...this.#pids, ...(await listPids(context).catch(() => []))]);
    this.#context = undefined;
    const gone = new Promise<void>((resolve) => context.once('close', () => resolve()));
    for (const pid of pids) killOne(pid);
    await gone;
  }

  /** The same, without a question to the browser before it: at once. */
  killNow(): void {
    for (const pid of this.#pids) killOne(pid);
    this.#context = undefined;
  }
}

/** The browser itself comes first. */
async function listPids(context: BrowserContext): Promise<readonly number[]> {
  const devtools = await context.browser()?.newBrowserCDPSession();
  if (!devtools) return [];
  const { processInfo } = await devtools.send('SystemInfo.getProcessInfo');
  await devtools.detach();
  return processInfo.map(({ id }) => id);
}

function killOne(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has gone by itself.
  }
}
