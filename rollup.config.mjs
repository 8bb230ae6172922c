import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { basename } from 'node:path';
import resolve from '@rollup/plugin-node-resolve';
import terser from '@rollup/plugin-terser';
import ts from 'typescript';

const { compilerOptions } = ts.parseConfigFileTextToJson(
  'tsconfig.json',
  readFileSync('tsconfig.json', 'utf8'),
).config;
const options = ts.convertCompilerOptionsFromJson({ ...compilerOptions, noEmit: false }, '.').options;

/** What a file comes to without its types; most stand in several parts. */
const stripped = new Map();

/** Types are checked by the compiler, once; the files for script tags only strip them. */
const strip = {
  name: 'strip-types',
  resolveId(source, importer) {
    if (!importer?.endsWith('.ts') || !source.startsWith('.') || !source.endsWith('.js')) return null;
    return new URL(source.replace(/\.js$/, '.ts'), `file://${importer}`).pathname;
  },
  transform(code, id) {
    if (!id.endsWith('.ts')) return null;
    const known = stripped.get(id);
    if (known?.source === code) return known.result;
    const { outputText, sourceMapText } = ts.transpileModule(squeeze(code, id), {
      fileName: id,
      compilerOptions: options,
    });
    const result = { code: outputText.replace(/\/\/# sourceMappingURL=.*/, ''), map: sourceMapText };
    stripped.set(id, { source: code, result });
    return result;
  },
};

/** Blanks between tags and in style sheets are for the reader of the source. */
function squeeze(code, id) {
  if (/element\/((late|rare)-)?styles\.ts$/.test(id))
    return code
      .replace(/\n\s*/g, '')
      .replace(/\s*([{};,>])\s*/g, '$1')
      .replace(/: /g, ':')
      .replace(/;}/g, '}')
      .replace(/\*\/import/, '*/\nimport');
  return /element\/.*view\.ts$/.test(id) ? code.replace(/\n\s+/g, '\n') : code;
}

/** Line ends are left in markup alone, where a blank does as well and packs better. */
const oneLine = {
  name: 'one-line',
  renderChunk: (code) => ({ code: code.trimEnd().replace(/\s*\n\s*/g, ' '), map: null }),
};

const minifyWith = (more) =>
  terser({
    ecma: 2021,
    module: true,
    // Nothing here is called with `new` but classes, and no code asks how many arguments a function takes.
    compress: {
      passes: 6,
      pure_getters: true,
      keep_fargs: false,
      unsafe_methods: true,
      unsafe_arrows: true,
      ...more,
    },
    format: { comments: false },
  });
const minify = minifyWith({});
/** Authors load these, and Node: a pass less is worth more than a few bytes. */
const minifyOnce = minifyWith({ passes: 1 });
/** In the one large file what is said twice costs less than what is said in two ways. */
const minifyClassic = minifyWith({ inline: 1 });

/** Circular imports within zod are its own affair; what comes late asks the parts for itself only when it is used. */
const onwarn = (warning, warn) => {
  const ids = warning.ids ?? [warning.id ?? ''];
  if (!/node_modules.zod|late-(device|english)/.test(ids.join())) warn(warning);
};

/** Loaded by name from the module for script tags. */
const parts = {
  'delivery.js': 'src/delivery.ts',
  'recognition.js': 'src/recognition.ts',
  'check-answers.js': 'src/check/check-answers.ts',
  'special-checks.js': 'src/special-checks.ts',
  'countries.js': 'src/countries.ts',
  'inspection.js': 'src/inspection.ts',
  'answering.js': 'src/element/answering.ts',
  'hear-page.js': 'src/element/hear-page.ts',
  'friction.js': 'src/element/friction.ts',
  'plan-rules.js': 'src/plan-rules.ts',
  'extras.js': 'src/extras.ts',
  'phone.js': 'src/validators/phone.ts',
  'drafts.js': 'src/drafts.ts',
  'device.js': 'src/device.ts',
  'de-first.js': 'src/locales/de-first.ts',
  'de.js': 'src/locales/de.ts',
  'en-late.js': 'src/locales/en-late.ts',
  'english.js': 'src/english.ts',
};
/** Back ends by name: each is one request, or speaks to a script of the page. The part that names them comes last. */
for (const [, name, file] of readFileSync('src/named-adapters.ts', 'utf8').matchAll(
  /'\.\/adapters\/([\w-]+)\/(wire|adapter)\.js'/g,
))
  parts[`${name}.js`] = `src/adapters/${name}/${file}.ts`;
parts['named-adapters.js'] = 'src/named-adapters.ts';
const written = new Map();

/** An adapter goes by its folder. */
const partName = (source) => source.replace(/^.*\/adapters\/([^/]+)\/.*$/, '$1.js').replace(/^.*\//, '');

/** One for all parts of a build: it changes with anything that goes into them, and is written into the first file once. */
const stamp = ['package-lock.json', ...readdirSync('src', { recursive: true }).map((file) => `src/${file}`)]
  .filter((file) => file.includes('.'))
  .sort()
  .reduce((hash, file) => hash.update(readFileSync(file)), createHash('sha256'))
  .digest('hex')
  .slice(0, 8);

/** Stands for it until all is minified: names are given by what is frequent, and would differ with every stamp. */
const blank = '00000000';

const toParts = (names) => ({
  name: 'to-parts',
  resolveDynamicImport(source) {
    const name = partName(source);
    const file = written.get(name)?.replace(stamp, blank);
    return names.includes(name) ? { id: `./${file}`, external: true } : null;
  },
});

const stamped = {
  name: 'stamped',
  renderChunk: (code) => ({ code: code.replaceAll(`-${blank}.js`, `-${stamp}.js`), map: null }),
};

/**
 * Each part stands alone: it repeats the few lines it shares with the first file rather than importing them, so that
 * no cached part ever depends on the version of a file that is not named by its content.
 */
const partBuilds = Object.entries(parts).map(([name, input]) => ({
  input,
  onwarn,
  plugins: [
    toParts(Object.keys(parts)),
    resolve(),
    strip,
    name === 'inspection.js' ? minifyOnce : minify,
    oneLine,
    stamped,
  ],
  output: {
    dir: 'dist',
    format: 'es',
    entryFileNames: `progressive-form.${basename(name, '.js')}-${stamp}.js`,
    plugins: [
      {
        name: 'remember',
        writeBundle: (_, bundle) => void written.set(name, Object.keys(bundle)[0]),
      },
    ],
  },
}));

/** What the classic file holds is there at once: it is named, and no promise of it is made. */
const atOnce = (outside) => ({
  name: 'at-once',
  transform(code, id) {
    if (!/\/parts\.ts$/.test(id)) return null;
    const heads = [];
    const body = code.replace(/\(await import\('([^']+)'\)\)/g, (all, path) => {
      if (outside.includes(partName(path))) return all;
      return `part${heads.push(`import * as part${heads.length + 1} from '${path}';`)}`;
    });
    return { code: heads.join('') + body, map: null };
  },
});

/** In the classic file the device, and most words, are parts of their own, loaded while the visitor fills the form in. */
const standIns = [
  [/\/(indexed-db-store|sealed-shelf|erase-all|lock-turn)\.js$/, 'late-device'],
  [/\/english\.js$/, 'late-english'],
];
const late = {
  name: 'late',
  resolveId(source, importer) {
    const [, name] = (importer && standIns.find(([pattern]) => pattern.test(source))) || [];
    return name ? new URL(`src/${name}.ts`, import.meta.url).pathname : null;
  },
};

/**
 * A classic script of another origin has no address of its own in `import()`, unless its tag asks for CORS; so what it
 * loads is named by the address that it was loaded from.
 */
const besideItself = {
  name: 'beside-itself',
  intro: () => 'const beside = document.currentScript?.src || document.baseURI;',
  renderChunk: (code) => ({
    code: code.replace(/import\((["']\.\/[^"']+["'])\)/g, 'import(new URL($1, beside))'),
    map: null,
  }),
};

/** Hashes for Subresource Integrity, and the tag that carries one; a hash never covers what its file loads later. */
const integrity = {
  name: 'integrity',
  writeBundle() {
    const files = ['progressive-form.js', 'progressive-form.iife.js', ...written.values()];
    const hash = (file) =>
      `sha384-${createHash('sha384')
        .update(readFileSync(`dist/${file}`))
        .digest('base64')}`;
    const list = Object.fromEntries(files.map((file) => [file, hash(file)]));
    writeFileSync('dist/integrity.json', `${JSON.stringify(list, null, 2)}\n`);
    writeFileSync('dist/snippet.html', snippet(list['progressive-form.iife.js']));
  },
};

/** The classic file of exactly this version, to paste. */
function snippet(hash) {
  const { name, version } = JSON.parse(readFileSync('package.json', 'utf8'));
  return `<!-- ${name} ${version}: the hash covers this file. Not covered: the few files it loads when they are needed. -->
<script
  async
  src="https://cdn.jsdelivr.net/npm/${name}@${version}/dist/progressive-form.iife.js"
  integrity="${hash}"
  crossorigin="anonymous"
></script>
`;
}

/**
 * The compiler checks the types and writes the files for npm, in a process of its own beside the bundles; its fault
 * is the fault of the build. The JSON Schema of definitions comes from what it wrote.
 */
let compiled;
const compile = {
  name: 'compile',
  buildStart() {
    const tsc = ['node_modules/typescript/bin/tsc', '-p', 'src/tsconfig.json'];
    const compiler = spawn(process.execPath, tsc, { stdio: ['ignore', 'inherit', 'inherit'] });
    compiled = once(compiler, 'exit').then(([code]) => code === 0);
  },
};
const schema = {
  name: 'schema',
  async writeBundle() {
    if (!(await compiled)) throw new Error('the compiler found faults, see above');
    const { describeSchema } = await import('./dist/check/describe-schema.js');
    writeFileSync('dist/form.schema.json', `${JSON.stringify(describeSchema(), null, 2)}\n`);
  },
};

const clean = { name: 'clean', buildStart: () => rmSync('dist', { recursive: true, force: true }) };

/** What few forms, few visitors or only authors need stays outside the classic file. */
const besideClassic = [
  'inspection.js',
  'plan-rules.js',
  'hear-page.js',
  'extras.js',
  'recognition.js',
  'drafts.js',
  'en-late.js',
  'special-checks.js',
  'countries.js',
  'phone.js',
  'friction.js',
  'named-adapters.js',
  'device.js',
  'de-first.js',
  'de.js',
];

const bundles = [
  ...partBuilds,
  {
    // The command line, in one file: whoever runs it has not installed what the build has.
    input: 'src/cli/main.ts',
    external: /^node:/,
    onwarn,
    plugins: [resolve(), strip, minifyOnce],
    output: { file: 'dist/cli.js', format: 'es', banner: '#!/usr/bin/env node' },
  },
  {
    input: 'src/script-tag.ts',
    plugins: [toParts(Object.keys(parts)), resolve(), strip, minify, oneLine, stamped],
    output: { file: 'dist/progressive-form.js', format: 'es' },
  },
  {
    input: 'src/classic.ts',
    onwarn,
    plugins: [
      toParts(besideClassic),
      late,
      resolve(),
      strip,
      atOnce(besideClassic),
      besideItself,
      minifyClassic,
      oneLine,
      stamped,
      integrity,
    ],
    output: {
      file: 'dist/progressive-form.iife.js',
      format: 'iife',
      inlineDynamicImports: true,
      freeze: false,
    },
  },
];

/** Written after the compiler has written its own of that name; the types beside it are the compiler's. */
bundles.push({
  // For npm, with its library inside: nobody installs that for a check that few forms need.
  input: 'src/validators/phone.ts',
  plugins: [
    { name: 'after-compiler', renderStart: () => compiled },
    resolve(),
    strip,
    minify,
    {
      name: 'one-file',
      writeBundle: () => rmSync('dist/validators/phone.js.map', { force: true }),
    },
  ],
  output: { file: 'dist/validators/phone.js', format: 'es' },
});

// The first to start empties the folder and sets the compiler going; the last to end waits for it.
const [first, last] = [bundles[0], bundles[bundles.length - 1]];
first.plugins.unshift(clean, compile);
last.plugins.push(schema);

export default bundles;
