/** A browser without a screen: a session on real parts whose network is the collector itself. */
import { createRecogniseSource } from '../../src/profile/recognise-source.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { SessionOptions, FormSession } from '../../src/session.js';
import { World as Visitor } from '../session/open-session.js';
import { url, type World } from '../collector/harness.js';

export class Browser extends Visitor {
  /** All that the collector has told it on this visit. */
  heard = '';
  readonly #world: World;

  constructor(world: World) {
    super();
    this.#world = world;
    this.receive = async (submission) => {
      const response = await world.post('/v1/submissions', world.envelope(submission));
      if (!response.ok) throw new Error(await response.text());
      return { state: 'sent', id: submission.id, outcome: 'delivered' };
    };
  }

  visit(config: FormConfig, options: Partial<SessionOptions> = {}): Promise<FormSession> {
    this.now = this.#world.clock.now;
    this.heard = '';
    this.source = createRecogniseSource({ endpoint: url, config, fetch: this.#fetch });
    return this.open(config, { patience: 5_000, ...options });
  }

  readonly #fetch: typeof fetch = async (input, init) => {
    const response = await this.#world.collector.fetch(
      new Request(input, {
        method: 'POST',
        body: init?.body ?? null,
        headers: { origin: 'http://site.test' },
      }),
    );
    this.heard += await response.clone().text();
    return response;
  };
}
