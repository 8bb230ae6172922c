/** A real Unleash server on a database of its own, told by its admin interface what to choose from. */
import { fileURLToPath } from 'node:url';
import { Program } from '../node-red/program.js';
import { startPostgres, type Postgres } from './postgres.js';

const script = fileURLToPath(new URL('../node_modules/unleash-server/dist/server.js', import.meta.url));

/** The one may only ask which variant somebody gets, and any visitor may see it; the other may do anything. */
export const frontendToken = 'default:development.shown-to-every-visitor';
export const adminToken = '*:*.kept-by-the-owner';

interface Variant {
  readonly name: string;
  readonly payload: { readonly type: 'string' | 'json'; readonly value: string };
}

export class Unleash {
  url = '';
  #postgres: Postgres | undefined;
  #program: Program | undefined;

  async start(): Promise<void> {
    this.#postgres = await startPostgres();
    this.#program = new Program(process.execPath, [script], {
      env: { ...quiet, PATH: process.env['PATH'], DATABASE_URL: this.#postgres.url },
    });
    const [, port] = await this.#program.start(/Unleash has started[^}]*port: (\d+)/);
    this.url = `http://localhost:${port}`;
  }

  /** Half of all visitors get the one, half the other, each always the same. */
  async addFlag(name: string, variants: readonly Variant[], { on = true } = {}): Promise<void> {
    const place = `/api/admin/projects/default/features/${name}/environments/development`;
    await this.#tell('/api/admin/projects/default/features', { name, type: 'experiment' });
    await this.#tell(`${place}/strategies`, {
      name: 'flexibleRollout',
      parameters: { rollout: '100', stickiness: 'userId', groupId: name },
      variants: variants.map((variant) => ({
        ...variant,
        ...{ weight: 1000 / variants.length, weightType: 'variable', stickiness: 'userId' },
      })),
    });
    if (on) await this.#tell(`${place}/on`);
  }

  /** What its frontend interface says; nothing where it has no variant for this visitor. */
  async choose(flag: string, userId: string): Promise<string | undefined> {
    const response = await this.ask(`/api/frontend?userId=${userId}`, frontendToken);
    const { toggles } = (await response.json()) as { toggles: readonly Toggle[] };
    return toggles.find(({ name }) => name === flag)?.variant.payload?.value;
  }

  ask(path: string, token: string, init: RequestInit = {}): Promise<Response> {
    return fetch(this.url + path, { ...init, headers: { ...init.headers, authorization: token } });
  }

  async stop(): Promise<void> {
    await this.stopServer();
    await this.#postgres?.stop();
  }

  async stopServer(): Promise<void> {
    await this.#program?.stop();
  }

  async #tell(path: string, body?: object): Promise<void> {
    const response = await this.ask(path, adminToken, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  }
}

interface Toggle {
  readonly name: string;
  readonly variant: { readonly payload?: { readonly value: string } };
}

/** It asks nobody for news and tells nobody of itself; what is told it holds half a second later. */
const quiet = {
  HTTP_HOST: '127.0.0.1',
  HTTP_PORT: '0',
  DATABASE_SSL: 'false',
  CHECK_VERSION: 'false',
  SEND_TELEMETRY: 'false',
  LOG_LEVEL: 'info',
  INIT_ADMIN_API_TOKENS: adminToken,
  INIT_FRONTEND_API_TOKENS: frontendToken,
  FRONTEND_API_REFRESH_INTERVAL_MS: '500',
};
