/** A real node-red, without its editor, on a port of its own, in a folder of its own. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { drawFlow, type Visit } from './flow.js';
import { Program } from './program.js';

const script = fileURLToPath(new URL('../node_modules/node-red/red.js', import.meta.url));

export class NodeRed {
  url = '';
  #folder = '';
  #program: Program | undefined;

  /** `cors`: its setting `httpNodeCors`; as it comes there is none. */
  async start(cors?: { readonly origin: string; readonly methods: string }): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'node-red-'));
    const settings = join(this.#folder, 'settings.cjs');
    await writeFile(join(this.#folder, 'flows.json'), JSON.stringify(drawFlow(this.#file)));
    await writeFile(
      settings,
      `${tellMethods}module.exports = ${JSON.stringify({ ...quiet, httpNodeCors: cors })};`,
    );
    this.#program = new Program(process.execPath, [script, '-s', settings, '-u', this.#folder]);
    const [, port] = await this.#program.start(/now running at \S+:(\d+)[\s\S]*Started flows/);
    this.url = `http://localhost:${port}`;
  }

  /** In the order in which they came. */
  async readVisits(): Promise<readonly Visit[]> {
    const lines = await readFile(this.#file, 'utf8').catch(() => ''); // none came yet
    return lines
      .split('\n')
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Visit);
  }

  /** Of every request, also of those that no flow sees. */
  get methods(): readonly string[] {
    return [...(this.#program?.said ?? '').matchAll(/^asked: (\w+)$/gm)].map(([, method = '']) => method);
  }

  async stop(): Promise<void> {
    await this.#program?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  get #file(): string {
    return join(this.#folder, 'leads.jsonl');
  }
}

const tellMethods = `require('node:diagnostics_channel').subscribe('http.server.request.start',
  ({ request }) => console.log('asked: ' + request.method));
`;

/** It asks nobody for news, and installs nothing. */
const quiet = {
  uiHost: '127.0.0.1',
  uiPort: 0,
  httpAdminRoot: false,
  flowFile: 'flows.json',
  credentialSecret: false,
  telemetry: { enabled: false, updateNotification: false },
  externalModules: { palette: { allowInstall: false }, modules: { allowInstall: false } },
};
