import { execFile } from 'node:child_process';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { beforeAll, describe, expect, it } from 'vitest';
import { readAddresses } from '../../src/cli/read-addresses.js';
import { run } from '../../src/cli/run.js';
import { writeCsvLine } from '../../src/collector/people/write-csv.js';
import { createWorld, openTestDb } from '../collector/harness.js';
import type { World } from '../collector/harness.js';

const key = 'a-key-of-at-least-32-characters-1';
const endpoint = 'https://collector.test/';
const usual = ['--endpoint', endpoint, '--form', 'whitepaper'];

const db = await openTestDb();
let world: World;
beforeAll(async () => {
  world = await createWorld(db, { operatorKey: key });
});

interface Setting {
  readonly list?: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly files?: Readonly<Record<string, string>>;
  readonly fetch?: typeof fetch;
}

/** With a real collector behind the endpoint. */
async function link(args: readonly string[], { list, env, files = {}, fetch }: Setting = {}) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await run(['link', ...args], {
    read: async (path) => files[path] ?? Promise.reject(Object.assign(new Error(), { code: 'ENOENT' })),
    out: (line) => void out.push(line),
    err: (line) => void err.push(line),
    input: async () => list ?? '',
    env: (name) => (env ?? { PROGRESSIVE_FORM_KEY: key })[name],
    fetch: fetch ?? ((address, init) => world.collector.fetch(new Request(address, init))),
  });
  return { code, out, err: err.join('\n') };
}

const cellsOf = (lines: readonly string[]) => lines.map((line) => line.split(','));

describe('progressive-form link', () => {
  it('S38 writes a table of links that are good, one for each address of a list', async () => {
    const { code, out, err } = await link(usual, { list: 'a@firma.example\r\n\r\n b@firma.example \n' });
    expect([code, err]).toEqual([0, '']);
    const [head, ...rows] = cellsOf(out);
    expect(head).toEqual(['email', 'url', 'expires_at']);
    expect(rows.map(([email]) => email)).toEqual(['a@firma.example', 'b@firma.example']);
    const token = rows[0]?.[1]?.split('#pf=')[1];
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link' });
  });

  it('S39 with a question it adds a link for each answer', async () => {
    const { code, out } = await link([...usual, '--field=plm'], { list: 'a@firma.example' });
    expect(code).toBe(0);
    const [head, row] = cellsOf(out);
    expect(head?.slice(3)).toEqual(['answer_kordis', 'answer_velano', 'answer_tristol']);
    const statuses = row?.slice(3).map(async (url) => (await world.get(new URL(url).pathname)).status);
    expect(await Promise.all(statuses ?? [])).toEqual([200, 200, 200]);
  });

  it('takes the column email of a table, from a file', async () => {
    const file = '\uFEFFName;E-Mail\n"Muster; Erika";"a@firma.example"\n"zwei\nZeilen";b@firma.example\n';
    const { code, out } = await link([...usual, '--file', 'list.csv'], { files: { 'list.csv': file } });
    expect([code, cellsOf(out).map(([email]) => email)]).toEqual([
      0,
      ['email', 'a@firma.example', 'b@firma.example'],
    ]);
  });

  it('tells the lines that hold no address, without what stands there, and makes the others', async () => {
    const list = 'email,name\na@firma.example,A\nsecret,B\n"b@firma.example","C"\n,D\n';
    const { code, out, err } = await link(usual, { list });
    expect([code, err]).toEqual([1, 'line 3: no e-mail address\nline 5: no e-mail address']);
    expect(out).toHaveLength(3);
  });

  it.each<[string, readonly string[], Setting, string]>([
    ['no endpoint', ['--form', 'whitepaper'], {}, 'Name the endpoint and the form'],
    ['no form', ['--endpoint', endpoint], {}, 'Name the endpoint and the form'],
    ['an address on the command line', [...usual, 'a@b.example'], {}, 'Only options stand here'],
    ['the key on the command line', [...usual, '--key', key], {}, '--key: no such option'],
    ['an option without its value', [...usual, '--file'], {}, '--file: its value is missing'],
    ['an endpoint in clear', ['--endpoint', 'http://a.example', '--form', 'f'], {}, 'no https address'],
    [
      'no key',
      usual,
      { env: {} },
      'Put the key of the collector into the environment, as PROGRESSIVE_FORM_KEY',
    ],
    ['a file that is not there', [...usual, '--file', 'x.csv'], {}, 'x.csv: no such file'],
    ['an empty list', usual, { list: '\n' }, 'The list holds no address'],
    ['a table without the column', usual, { list: 'name,mail\na,b' }, 'no column named email'],
    ['a quote that stays open', usual, { list: 'email\n"a@b.example\n' }, 'line 2: a quote is never closed'],
    [
      'another key',
      usual,
      { list: 'a@b.example', env: { PROGRESSIVE_FORM_KEY: 'x' } },
      'line 1: the collector has another key',
    ],
    [
      'nobody there',
      usual,
      { list: 'a@b.example', fetch: () => Promise.reject(new Error('a@b.example')) },
      'line 1: the collector cannot be reached',
    ],
    [
      'no such routes',
      usual,
      { list: 'a@b.example', fetch: async () => new Response('', { status: 404 }) },
      'no collector with a key for operators',
    ],
    [
      'a page in the way',
      usual,
      { list: 'a@b.example', fetch: async () => new Response('<html>', { status: 201 }) },
      'answered with status 201',
    ],
  ])('ends with 2 and says why, quoting nobody: %s', async (_, args, setting, words) => {
    const { code, out, err } = await link(args, setting);
    expect([code, out]).toEqual([2, []]);
    expect(err).toContain(words);
    for (const personal of ['a@b.example', key]) expect(err).not.toContain(personal);
  });

  it('ends with 1 and the words of the collector where it refuses', async () => {
    const { code, err } = await link(['--endpoint', endpoint, '--form', 'nowhere'], { list: 'a@b.example' });
    expect([code, err]).toEqual([1, 'line 1: refused: formId: there is no such form here']);
  });

  it('SEC24 writes no cell that a spreadsheet takes for a formula, and none that breaks its row', async () => {
    expect(writeCsvLine(['=1+1', '+1', '-1', '@a', '\tx', 'a,b', 'say "hi"', 'two\nlines', 'a-b'])).toBe(
      `'=1+1,'+1,'-1,'@a,'\tx,"a,b","say ""hi""","two\nlines",a-b`,
    );
  });

  it('SEC24 changes no address: one that begins as a formula is refused by its line, the others go on', async () => {
    const list = '+sales@x.example\n-bob@x.example\n=a+b@x.example\nsales@x.example\n';
    const { code, out, err } = await link(usual, { list });
    expect([code, cellsOf(out).map(([email]) => email)]).toEqual([1, ['email', 'sales@x.example']]);
    expect(err.split('\n')).toHaveLength(3);
    for (const line of [1, 2, 3]) expect(err).toContain(`line ${line}: an address that begins as a formula`);
    expect(err).not.toContain('x.example');
    const known = await db.query<{ email: string }>(
      "SELECT email_key AS email FROM person WHERE email_key LIKE '%x.example'",
    );
    expect(known).toEqual([{ email: 'sales@x.example' }]);
  });

  it('reads a list of one address a line as such, also with signs of a table in it', () => {
    expect(readAddresses('a@b.example\n\n"c@d.example"\n').addresses).toEqual([
      { email: 'a@b.example', line: 1 },
      { email: 'c@d.example', line: 3 },
    ]);
  });

  it(
    'runs as a program: list from standard input, key from the environment',
    { timeout: 60_000 },
    async () => {
      const seen: string[] = [];
      const server = createServer((request, response) => {
        seen.push(`${request.url} ${request.headers.authorization}`);
        response.writeHead(201, { 'Content-Type': 'application/json' });
        response.end(JSON.stringify({ url: 'https://site.example/#pf=t', expiresAt: 'soon' }));
      });
      await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
      const { port } = server.address() as AddressInfo;
      const args = [
        '--import',
        'tsx',
        'src/cli/main.ts',
        'link',
        '--form',
        'f',
        '--endpoint',
        `http://127.0.0.1:${port}`,
      ];
      const stdout = await new Promise<string>((resolve, reject) => {
        const child = execFile(
          process.execPath,
          args,
          {
            cwd: fileURLToPath(new URL('../../', import.meta.url)),
            env: { PATH: process.env['PATH'], PROGRESSIVE_FORM_KEY: key },
          },
          (error, out) => (error ? reject(error) : resolve(out)),
        );
        child.stdin?.end('a@b.example\n');
      });
      await new Promise((resolve) => void server.close(resolve));
      expect(stdout).toBe('email,url,expires_at\na@b.example,https://site.example/#pf=t,soon\n');
      expect(seen).toEqual([`/v1/links Bearer ${key}`]);
    },
  );
});
