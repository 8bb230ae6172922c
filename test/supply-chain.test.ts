/** That what is published is what was built, and that a page can hold a browser to it. Reads `dist/`, as it was built. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdtemp, readFile, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { parseAst } from 'rollup/parseAst';
import { afterAll, describe, expect, it } from 'vitest';

const run = promisify(execFile);
const root = fileURLToPath(new URL('../', import.meta.url));
const dist = join(root, 'dist');
const full = Boolean(process.env['PF_FULL']);

const read = (...path: readonly string[]) => readFile(join(root, ...path), 'utf8');
const readJson = async <T>(...path: readonly string[]) => JSON.parse(await read(...path)) as T;
const sha384 = (bytes: Buffer) => `sha384-${createHash('sha384').update(bytes).digest('base64')}`;
const isScript = (file: string) => /^progressive-form[^/]*\.js$/.test(file);

interface Package {
  readonly name: string;
  readonly version: string;
  readonly scripts: Readonly<Record<string, string>>;
  readonly dependencies: Readonly<Record<string, string>>;
  readonly publishConfig?: Readonly<Record<string, unknown>>;
}

interface Lock {
  readonly packages: Readonly<
    Record<string, { readonly integrity?: string; readonly link?: boolean; readonly hasInstallScript?: boolean; readonly dependencies?: Readonly<Record<string, string>> }> // prettier-ignore
  >;
}

interface Source {
  readonly type: string;
  readonly value?: unknown;
  readonly arguments?: readonly Source[];
}

/** The classic file names what it loads by a path beside its own address; anything else is made at run time. */
function addressOf({ value, type, arguments: [path] = [] }: Source): string {
  const text = type === 'NewExpression' ? path?.value : value;
  return typeof text === 'string' ? text : 'an address made at run time';
}

/** Every address that a script loads another script from. */
function importsOf(code: string): readonly string[] {
  const found: string[] = [];
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) return node.forEach(visit);
    if (typeof node !== 'object' || !node) return;
    const { type, source } = node as { type?: unknown; source?: Source | null };
    const loads = ['ImportDeclaration', 'ImportExpression', 'ExportNamedDeclaration', 'ExportAllDeclaration'];
    // What is put together at run time could come from anywhere.
    if (loads.includes(String(type)) && source) found.push(addressOf(source));
    Object.values(node).forEach(visit);
  };
  visit(parseAst(code));
  return found;
}

describe('the script files of a build', () => {
  it('SEC10 are all named in integrity.json, with the sha384 of their bytes', async () => {
    const files = (await readdir(dist)).filter(isScript);
    const hashes = files.map(async (file) => [file, sha384(await readFile(join(dist, file)))] as const);
    expect(await readJson('dist', 'integrity.json')).toEqual(Object.fromEntries(await Promise.all(hashes)));
    expect(files.length).toBeGreaterThan(10);
  });

  it('SEC10 load nothing but each other, from beside themselves', async () => {
    const files = (await readdir(dist)).filter(isScript);
    for (const file of files) {
      const code = await read('dist', file);
      for (const address of importsOf(code))
        expect(
          files.map((name) => `./${name}`),
          file,
        ).toContain(address);
      expect(code, file).not.toMatch(/importScripts|new Worker|createElement\(["'`]script/);
    }
  });

  it('SEC10 the classic file loads a few of them, when a form or a visitor needs them, and its snippet says so', async () => {
    const later = importsOf(await read('dist', 'progressive-form.iife.js')).map((address) =>
      address.replace(/^\.\/progressive-form\.(.*)-\w{8}\.js$/, '$1'),
    );
    expect([...new Set(later)].sort()).toEqual([
      'countries',
      'de',
      'de-first',
      'device',
      'drafts',
      'en-late',
      'extras',
      'friction',
      'hear-page',
      'inspection',
      'named-adapters',
      'phone',
      'plan-rules',
      'recognition',
      'special-checks',
    ]);
    expect(await read('dist', 'snippet.html')).toContain('Not covered: the few files it loads');
  });
});

/** The script tags of a text that load a file of ours, with their attributes. */
function tagsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const plain = text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"');
  const tags = [...plain.matchAll(/<script\b([^>]*progressive-form[\w.]*\.js[^>]*)>/g)];
  return tags.map(
    ([, inside = '']) =>
    Object.fromEntries([...inside.matchAll(/([\w-]+)(?:="([^"]*)")?/g)].map(([, name, value = '']) => [name, value])), // prettier-ignore
  );
}

async function pages(): Promise<readonly (readonly [file: string, text: string])[]> {
  const demo = await readdir(join(root, 'demo'), { recursive: true });
  const files = ['README.md', 'dist/snippet.html', ...demo.filter((file) => file.endsWith('.html')).map((file) => `demo/${file}`)]; // prettier-ignore
  return Promise.all(files.map(async (file) => [file, await read(file)] as const));
}

describe('the snippets to paste', () => {
  it('SEC10 hold the browser to one version of the classic file wherever it comes from another origin', async () => {
    const { name, version } = await readJson<Package>('package.json');
    const hashes = await readJson<Record<string, string>>('dist', 'integrity.json');
    const seen: string[] = [];
    for (const [file, text] of await pages())
      for (const tag of tagsOf(text)) {
        const { src = '' } = tag;
        if (!src.endsWith('.iife.js') || !/^(https?:)?\/\//.test(src)) continue;
        seen.push(file);
        expect(tag, file).toMatchObject({ crossorigin: 'anonymous' });
        // What people read shows where the hash stands; the tag to paste has it.
        const wanted = [hashes['progressive-form.iife.js'], ...(file === 'README.md' ? ['sha384-…'] : [])];
        expect(wanted, file).toContain(tag['integrity']);
        expect(src, file).toContain(`/${name}@${version}/`);
      }
    expect(seen).toEqual(expect.arrayContaining(['README.md', 'dist/snippet.html']));
  });

  it('SEC10 put no hash on the module, whose parts it would not cover, and say so', async () => {
    for (const [file, text] of await pages())
      for (const { src = '', ...tag } of tagsOf(text))
        if (src.endsWith('progressive-form.js')) expect(tag, file).not.toHaveProperty('integrity');
    const readme = (await read('README.md')).replace(/\s+/g, ' ');
    const says = (words: RegExp) => words.test(readme);
    expect(says(/the module loads further files beside it, which an `integrity` attribute .* does not cover/)).toBe(true); // prettier-ignore
    expect(says(/progressive-form@0\/\S+ is weaker/)).toBe(true);
  });
});

describe('the package', () => {
  it('SEC10 runs nothing when it is installed, nor does anything it brings along', async () => {
    const { scripts, dependencies } = await readJson<Package>('package.json');
    const { packages } = await readJson<Lock>('package-lock.json');
    expect(Object.keys(scripts).filter((name) => /^(pre|post)?(install|prepare)$/.test(name))).toEqual([]);
    const reached = new Set<string>();
    const reach = (name: string) => {
      if (reached.has(name)) return;
      reached.add(name);
      Object.keys(packages[`node_modules/${name}`]?.dependencies ?? {}).forEach(reach);
    };
    Object.keys(dependencies).forEach(reach);
    for (const name of reached)
      expect(packages[`node_modules/${name}`]).not.toHaveProperty('hasInstallScript');
    expect(reached.size).toBeGreaterThanOrEqual(Object.keys(dependencies).length);
  });

  it('SEC10 names its dependencies to the version, and what it was built with to the hash', async () => {
    const { dependencies } = await readJson<Package>('package.json');
    for (const version of Object.values(dependencies)) expect(version).toMatch(/^\d+\.\d+\.\d+$/);
    const { packages } = await readJson<Lock>('package-lock.json');
    for (const [name, { integrity, link }] of Object.entries(packages))
      if (name && !link) expect(integrity, name).toMatch(/^sha512-/);
  });

  it('SEC10 is published for everybody, with a statement of where it was built', async () => {
    const { publishConfig } = await readJson<Package>('package.json');
    expect(publishConfig).toEqual({ access: 'public', provenance: true });
  });
});

describe('two builds of the same sources, in different places', () => {
  const places: string[] = [];
  afterAll(() => Promise.all(places.map((place) => rm(place, { recursive: true, force: true }))));

  /** What a build in a folder of its own writes: each file with its hash. */
  async function build(name: string, config?: string): Promise<Readonly<Record<string, string>>> {
    const place = await mkdtemp(join(tmpdir(), name));
    places.push(place);
    const sources = ['src', 'package.json', 'package-lock.json', 'rollup.config.mjs', 'tsconfig.json'];
    for (const source of sources) await cp(join(root, source), join(place, source), { recursive: true });
    await symlink(join(root, 'node_modules'), join(place, 'node_modules'), 'junction');
    if (config) await writeFile(join(place, 'some.config.mjs'), config);
    const rollup = join(root, 'node_modules/rollup/dist/bin/rollup');
    const args = [rollup, '--silent', '-c', config ? 'some.config.mjs' : 'rollup.config.mjs'];
    await run(process.execPath, args, { cwd: place });
    const written = await readdir(join(place, 'dist'), { recursive: true, withFileTypes: true });
    const files = written
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name));
    const hashes = files.map(
      async (file) => [file.slice(place.length), sha384(await readFile(file))] as const,
    );
    return Object.fromEntries(await Promise.all(hashes));
  }

  // A whole build takes a quarter of a minute, so only the full run makes two of them.
  const some = `import all from './rollup.config.mjs';
    const parts = ['src/element/friction.ts', 'src/locales/de.ts'];
    export default all.filter(({ input }) => parts.includes(input));`;
  const [what, config, count] = full ? ['all of them', undefined, 100] : ['part by part', some, 2];

  it(`SEC10 give the same bytes, ${what}`, { timeout: 240_000 }, async () => {
    const [one, other] = [await build('pf-a-', config), await build('pf-elsewhere-', config)];
    expect(Object.keys(one).length).toBeGreaterThanOrEqual(count);
    expect(one).toEqual(other);
  });
});
