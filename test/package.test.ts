/** The package as somebody else gets it: what is packed, what its entries give, and what their types say. */
import { execFile } from 'node:child_process';
import { mkdtemp, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const tsc = join(root, 'node_modules/typescript/bin/tsc');
let project = '';

beforeAll(async () => {
  project = await mkdtemp(join(tmpdir(), 'progressive-form-user-'));
  await mkdir(join(project, 'node_modules'));
  await symlink(root, join(project, 'node_modules/progressive-form'), 'junction');
  await writeFile(join(project, 'package.json'), '{ "type": "module", "private": true }');
});

afterAll(() => rm(project, { recursive: true, force: true }));

/** Writes a file of the user's project and runs Node on it; gives what it printed. */
async function runFile(name: string, text: string, ...args: readonly string[]): Promise<string> {
  await writeFile(join(project, name), text);
  const { stdout } = await run(process.execPath, [name, ...args], { cwd: project });
  return stdout.trim();
}

const planSignup = `
  import { createHttpAdapter, emptyProfile, FormSession, planFields, readConfig } from 'progressive-form';
  import { readFileSync } from 'node:fs';
  const config = readConfig(JSON.parse(readFileSync(process.argv[2] ?? '', 'utf8')));
  const plan = planFields(config, emptyProfile(), { now: 0, values: {} }, {});
  const session = await FormSession.open({ config, adapter: createHttpAdapter({ endpoint: 'https://example.com' }) });
  const asked = plan.steps.map(({ ask }) => ask.map(({ field }) => field));
  console.log(JSON.stringify({ asked, shown: session.fields.map(({ name }) => name) }));
`;

describe('npm module: the entries', () => {
  test('plan the sign-up form in Node, without a page', async () => {
    const printed = await runFile('plan.mjs', planSignup, join(root, 'demo/forms/signup.json'));
    const shown = ['firstName', 'lastName', 'email', 'password'];
    expect(JSON.parse(printed)).toEqual({ asked: [shown], shown });
  });

  test('give the parts by name', async () => {
    const printed = await runFile(
      'parts.mjs',
      `import { createHttpAdapter } from 'progressive-form/adapters/http';
       import { createWebhookAdapter } from 'progressive-form/adapters/webhook';
       import { readLinkToken } from 'progressive-form/profile/read-link-token';
       import { de } from 'progressive-form/locales/de';
       import { createCollector } from 'progressive-form/collector';
       console.log([createHttpAdapter, createWebhookAdapter, readLinkToken, createCollector].map((f) => typeof f), de.send);`,
    );
    expect(printed).toBe("[ 'function', 'function', 'function', 'function' ] Absenden");
  });

  test('define no tag until they are asked to', async () => {
    const printed = await runFile(
      'quiet.mjs',
      `const defined = new Map();
       globalThis.customElements = { get: (tag) => defined.get(tag), define: (tag, own) => defined.set(tag, own) };
       await import('progressive-form');
       const before = [...defined.keys()];
       await import('progressive-form/define');
       console.log(before, [...defined.keys()], defined.get('progressive-form').name);`,
    );
    expect(printed).toBe("[] [ 'progressive-form' ] ProgressiveForm");
  });

  test('may all be imported where there is no page', async () => {
    const printed = await runFile(
      'server.mjs',
      `await import('progressive-form/define'); console.log('well');`,
    );
    expect(printed).toBe('well');
  });
});

describe('npm module: the types', () => {
  const options = [
    '--noEmit',
    '--strict',
    '--exactOptionalPropertyTypes',
    '--target',
    'es2022',
    '--types',
    'node',
  ];

  // The stricter one always.
  const resolutions = [
    ['nodenext', 'nodenext'],
    ['bundler', 'esnext'],
  ].slice(0, process.env['PF_FULL'] ? 2 : 1);

  test.each(resolutions)(
    'hold for a strict project with the module resolution %s',
    async (resolution = '', module = '') => {
      await writeFile(
        join(project, 'user.ts'),
        `${planSignup}
       import { createWebhookAdapter } from 'progressive-form/adapters/webhook';
       import type { Adapter, Plan } from 'progressive-form';
       export const adapter: Adapter = createWebhookAdapter({ url: 'https://example.com/hook' });
       export const known: Plan = plan;
       // @ts-expect-error a definition is no number
       planFields(1, emptyProfile(), { now: 0, values: {} }, {});`,
      );
      const args = [tsc, ...options, '--module', module, '--moduleResolution', resolution];
      const typeRoots = ['--typeRoots', join(root, 'node_modules/@types')];
      const { stdout } = await run(process.execPath, [...args, ...typeRoots, 'user.ts'], {
        cwd: project,
      }).catch((error: { stdout: string }) => error);
      expect(stdout).toBe('');
    },
  );
});

describe('npm module: the package', () => {
  test('holds what a user needs and nothing of ours', async () => {
    const packed = await run('npm', ['pack', '--dry-run', '--json', '--ignore-scripts'], {
      cwd: root,
      shell: process.platform === 'win32',
      maxBuffer: 32 * 1024 * 1024,
    });
    const [{ files }] = JSON.parse(packed.stdout) as [{ files: readonly { path: string }[] }];
    const paths = files.map(({ path }) => path);
    expect(paths).toEqual(
      expect.arrayContaining([
        'package.json',
        'README.md',
        'LICENSE',
        'CHANGELOG.md',
        'dist/index.js',
        'dist/index.d.ts',
        'dist/define.js',
        'dist/progressive-form.js',
        'dist/progressive-form.iife.js',
        'dist/integrity.json',
        'dist/form.schema.json',
        'dist/adapters/http/http.js',
        'dist/collector/collector.js',
        'dist/adapters/contract/contract.js',
        'dist/adapters/contract/contract.d.ts',
        'docs/adapters.md',
        'themes/example.css',
        'themes/high-contrast.css',
        'custom-elements.json',
        'vscode.html-custom-data.json',
      ]),
    );
    expect(
      paths.filter(
        (path) =>
          !/^(dist|docs|samples|src|themes)\/|^[A-Z]+\.md$|^LICENSE$|^(package|custom-elements|vscode\.html-custom-data)\.json$/.test(
            path,
          ),
      ),
    ).toEqual([]);
  });
});
