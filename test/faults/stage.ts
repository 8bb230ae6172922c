/** Everything one trial needs: a browser on a profile of its own, a line to the collector, both ledgers. */
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserContext, Page } from 'playwright';
import { forward } from './answers.js';
import { comesAbout } from './comes-about.js';
import type { CollectorProcess } from './collector-process.js';
import type {} from './page/hand.js';
import type {} from './page/library.js';
import { hashContent } from './hash-content.js';
import type { DeviceEntry, Evidence } from './judge.js';
import { Ledger, type ClientEntry, type ServerEntry } from './ledger.js';
import { Line, type Arrival, type LineOptions } from './line.js';
import { Profile, type LaunchChange } from './profile.js';
import { readDevice } from './read-device.js';
import type { Times } from './times.js';

export interface StageOptions {
  /** For the profile and the ledgers. */
  readonly folder: string;
  readonly siteUrl: string;
  readonly collector: CollectorProcess;
  readonly times: Times;
  /** Before every reference, so that those of no two trials are the same. */
  readonly name: string;
  readonly clock: boolean;
}

export class Stage {
  readonly client: Ledger<ClientEntry>;
  readonly server: Ledger<ServerEntry>;
  line!: Line;
  /** What pages are told to send to; the line, where a row does not say otherwise. */
  endpoint = '';
  readonly collector: CollectorProcess;
  readonly times: Times;

  readonly #options: StageOptions;
  readonly #profile: Profile;
  readonly #lines: Line[] = [];
  #references = 0;
  /** How far the page's clock has been put forward. */
  #ahead = 0;

  static async set(options: StageOptions): Promise<Stage> {
    await mkdir(options.folder, { recursive: true });
    await options.collector.empty();
    const stage = new Stage(options);
    try {
      stage.line = await stage.openLine();
      stage.endpoint = stage.line.url;
      await stage.launch();
    } catch (error) {
      await stage.strike();
      throw error;
    }
    return stage;
  }

  private constructor(options: StageOptions) {
    let seq = 0;
    const count = () => ++seq;
    const { folder, collector, times } = options;
    this.#options = options;
    this.collector = collector;
    this.times = times;
    this.client = new Ledger(join(folder, 'client.jsonl'), count);
    this.server = new Ledger(join(folder, 'server.jsonl'), count);
    this.#profile = new Profile({
      folder: join(folder, 'profile'),
      patience: times.browser,
      prepare: (context) => this.#prepare(context),
    });
  }

  async #prepare(context: BrowserContext): Promise<void> {
    await context.exposeBinding('pfLedger', (_source, entry: ClientEntry) => this.client.write(entry));
    // The loader that runs these files names functions by a helper, which a page lacks.
    await context.addInitScript('globalThis.__name ??= (named) => named');
    if (this.#options.clock) await context.clock.install({ time: Date.now() + this.#ahead });
  }

  get context(): BrowserContext {
    return this.#profile.context;
  }

  get siteUrl(): string {
    return this.#options.siteUrl;
  }

  /** Another line, to the same collector and the same ledger. */
  async openLine(options: Pick<LineOptions, 'tls'> = {}): Promise<Line> {
    const line = await Line.open({ ...options, ledger: this.server, collector: () => this.collector.url });
    this.#lines.push(line);
    return line;
  }

  /** Starts the browser, again on the same profile; one that runs is closed first. */
  launch(change?: LaunchChange): Promise<void> {
    return this.#profile.launch(change);
  }

  /** SIGKILL of the whole browser. */
  kill(): Promise<void> {
    return this.#profile.kill();
  }

  /** A tab with the form, loaded. */
  open(): Promise<Page> {
    return this.#goto(`?to=${encodeURIComponent(this.endpoint)}`);
  }

  /** The tab with the form that is open already, else a new one. */
  async tab(): Promise<Page> {
    const isForm = (page: Page) => page.url().startsWith(`${this.siteUrl}/?`);
    return this.context.pages().find(isForm) ?? (await this.open());
  }

  /** A tab with the outbox and no form, see `page/library.ts`. */
  async openLibrary(): Promise<Page> {
    const page = await this.#goto('library');
    await page.evaluate((endpoint) => window.library.open(endpoint), this.endpoint);
    return page;
  }

  /** A tab that is as many clients, which share nothing but the line. */
  async openCrowd(clients: number): Promise<Page> {
    const page = await this.#goto('library');
    const { endpoint } = this;
    await page.evaluate((crowd) => window.library.openCrowd(crowd.endpoint, crowd.clients), {
      endpoint,
      clients,
    });
    return page;
  }

  async #goto(path: string): Promise<Page> {
    const page = await this.context.newPage();
    await page.goto(`${this.siteUrl}/${path}`);
    return page;
  }

  newReference(): string {
    return `${this.#options.name}-${++this.#references}`;
  }

  /** Fills in the form and clicks; gives what was typed. */
  async submit(page: Page, reference = this.newReference()): Promise<string> {
    await page.evaluate((text) => window.hand.submit(text), reference);
    return reference;
  }

  /** Sends many at once from a page of `openLibrary` or `openCrowd`; resolves with how safe each is. */
  submitMany(page: Page, references: readonly string[]): Promise<readonly string[]> {
    return page.evaluate((list) => window.library.submit(list), [...references]);
  }

  /** What the form said about a submission, in order. */
  said(reference: string): readonly string[] {
    return this.client.entries.flatMap((one) =>
      one.type === 'shown' && one.reference === reference ? one.state : [],
    );
  }

  /** Waits until the form says one of these about the submission. */
  untilShown(reference: string, ...states: readonly string[]): Promise<void> {
    return this.until(`the form says “${states.join('” or “')}” of ${reference}`, () =>
      this.said(reference).some((state) => states.includes(state)),
    );
  }

  /** The id of a submission, once it has come over the line or the page has told it. */
  idOf(reference: string): string | undefined {
    const entries = [...this.server.entries, ...this.client.entries];
    return entries.flatMap((one) =>
      'reference' in one && one.reference === reference && 'id' in one ? (one.id ?? []) : [],
    )[0];
  }

  /** The arrivals of one submission, in order. */
  heard(reference: string): readonly Arrival[] {
    return this.#lines.flatMap((line) => line.heard).filter((one) => one.reference === reference);
  }

  untilHeard(reference: string, times = 1): Promise<void> {
    return this.until(`${reference} arrives ${times} times`, () => this.heard(reference).length >= times);
  }

  /** Waits until the page's author is told about a status. */
  untilTold(status: number): Promise<void> {
    return this.until(`an event tells of the answer ${status}`, () =>
      this.client.entries.some((one) => one.type === 'told' && one.message.includes(String(status))),
    );
  }

  /** Polls, because some of what is awaited lies in the browser; rejects with what did not come about. */
  async until(
    what: string,
    condition: () => boolean | Promise<boolean>,
    patience = this.times.condition,
  ): Promise<void> {
    if (!(await comesAbout(condition, patience))) throw new Error(`This did not come about: ${what}`);
  }

  /** What lies in the outbox's database. */
  device(): Promise<readonly DeviceEntry[]> {
    return readDevice(this.context, `${this.siteUrl}/empty`);
  }

  async waiting(): Promise<readonly DeviceEntry[]> {
    return (await this.device()).filter(({ place }) => place === 'waiting');
  }

  /** Puts the page's clock forward; only for rows with `clock`. Timers that are due run. */
  async forward(ms: number): Promise<void> {
    this.#ahead += ms;
    await this.context.clock.fastForward(ms);
  }

  /** A sign of life: the line is said to be back. */
  async wake(page: Page): Promise<void> {
    await page.evaluate(() => dispatchEvent(new Event('online')));
  }

  /**
   * Mends the line, gives a sign of life and waits until nothing waits on the device. `jump`: milliseconds that the
   * page's clock goes forward, again and again, for waits that the back end has caused.
   */
  async settle(page: Page, { jump = 0, patience = this.times.condition } = {}): Promise<void> {
    this.line.answer = forward;
    this.line.deaf = false;
    await this.wake(page);
    const isEmpty = async () => (await this.waiting()).length === 0;
    const look = async () => {
      if (!jump) return isEmpty();
      await this.forward(jump);
      return comesAbout(isEmpty, afterJump);
    };
    await this.until('nothing waits on the device', look, patience);
  }

  /** For the judge; what a trial has killed is started for it. */
  async evidence(): Promise<Evidence> {
    if (!this.#profile.isRunning) await this.launch();
    if (!this.collector.isRunning) await this.collector.start();
    const [rows, reported, device] = await Promise.all([
      this.collector.rows(),
      this.collector.losses(),
      this.device(),
    ]);
    const hashOf = (reference: string) => hashContent({ reference });
    return { client: this.client.entries, server: this.server.entries, rows, device, reported, hashOf };
  }

  /** Closes everything; the ledgers stay unless `clean`. */
  async strike({ clean = false } = {}): Promise<void> {
    await this.#profile.close().catch(() => this.#profile.killNow());
    for (const line of this.#lines) await line.pull();
    this.client.close();
    this.server.close();
    const { folder } = this.#options;
    await rm(clean ? folder : join(folder, 'profile'), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Milliseconds for what a jump of the clock has set going, before it jumps again. */
const afterJump = 500;
