/** What all trials of a run share: the bundle, the site that serves it, and the collector with its database. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { bundlePage } from './bundle-page.js';
import { CollectorProcess } from './collector-process.js';
import { Site } from './site.js';
import { Stage } from './stage.js';
import { usualTimes, type Times } from './times.js';

export class House {
  readonly #folder: string;
  readonly #site: Site;
  readonly #collector: CollectorProcess;
  readonly times: Times;

  static async open(times: Partial<Times> = {}): Promise<House> {
    const house = new House(await mkdtemp(join(tmpdir(), 'pf-faults-')), { ...usualTimes, ...times });
    try {
      await Promise.all([bundlePage(house.#site.bundle), house.#site.start(), house.#collector.start()]);
    } catch (error) {
      await house.close();
      throw error;
    }
    return house;
  }

  private constructor(folder: string, times: Times) {
    this.#folder = folder;
    this.times = times;
    this.#site = new Site(join(folder, 'bundle'));
    this.#collector = new CollectorProcess(join(folder, 'data'), times.collector);
  }

  /** `name`: of the trial; its ledgers lie in a folder of that name. */
  async setStage(name: string, { clock = false } = {}): Promise<Stage> {
    if (!this.#collector.isRunning) await this.#collector.start();
    const folder = join(this.#folder, name);
    const { url: siteUrl } = this.#site;
    return Stage.set({ folder, siteUrl, collector: this.#collector, times: this.times, name, clock });
  }

  /** Where the ledgers of a trial lie. */
  folderOf(name: string): string {
    return join(this.#folder, name);
  }

  /** The ledgers of failed trials stay. */
  async close({ keep = false } = {}): Promise<void> {
    await this.#collector.kill();
    await this.#site.stop();
    for (const part of keep ? ['bundle', 'data'] : [''])
      await rm(join(this.#folder, part), { recursive: true, force: true, maxRetries: 3 });
  }
}
