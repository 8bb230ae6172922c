/** The import table: what a part of `src/` is, what it may look at, and which packages it may use. */

const steps = ['check', 'plan', 'profile', 'consent', 'outbox', 'adapters', 'locales'];
const inner = ['model', ...steps];
const page = [...inner, 'session', 'element'];
const server = ['model', 'check', 'plan', 'profile', 'consent', 'locales', 'adapters'];

/** Files directly in `src/`, by their part; a folder is a part of its own name. */
const rootFiles: Readonly<Record<string, readonly string[]>> = {
  session: ['session'],
  composition: [
    'parts',
    'named-adapters',
    'target',
    'delivery',
    'extras',
    'recognition',
    'drafts',
    'device',
    'late-device',
    'english',
    'late-english',
    'plan-rules',
    'inspection',
    'special-checks',
    'countries',
  ],
  entry: ['define', 'script-tag', 'classic', 'index', 'server'],
};

/** Besides itself, a part may import these. */
const mayImport: Readonly<Record<string, readonly string[]>> = {
  model: [],
  ...Object.fromEntries(steps.map((step) => [step, ['model']])),
  session: inner,
  element: [...inner, 'session'],
  // Libraries that few forms need: whoever puts the parts together loads them by name.
  validators: ['model'],
  composition: [...page, 'validators'],
  entry: [...page, 'composition', 'validators'],
  collector: server,
  cli: [...server, 'collector'],
};

/** Packages by part. A package that is not named here belongs to nobody. */
const packages: Readonly<Record<string, RegExp>> = {
  element: /^lit(\/|$)/,
  check: /^zod\/mini$/,
  outbox: /^idb-keyval$/,
  validators: /^libphonenumber-js\/(core|min\/metadata)$/,
  // No browser ever loads these two.
  collector: /^(node:|zod\/mini$|(?!zod|lit|idb-keyval)[@a-z])/,
  cli: /^(node:|(?!zod|lit|idb-keyval)[@a-z])/,
};

/** The part a path such as `src/plan/plan-fields.ts` belongs to; nothing for a file that nobody placed. */
export function partOf(path: string): string | undefined {
  const [, first = '', second] = path.split('/');
  if (second !== undefined) return first in mayImport ? first : undefined;
  const name = first.replace(/\.ts$/, '');
  return Object.keys(rootFiles).find((part) => rootFiles[part]?.includes(name));
}

export function mayImportFile(from: string, to: string): boolean {
  const [own, other] = [partOf(from), partOf(to)];
  if (!own || !other) return false;
  // The server side maps with an adapter's pure half and never sends with the other.
  if (other === 'adapters' && (own === 'collector' || own === 'cli')) return /\/map-[^/]*$/.test(to);
  return own === other || (mayImport[own] ?? []).includes(other);
}

export function mayImportPackage(from: string, name: string): boolean {
  return packages[partOf(from) ?? '']?.test(name) ?? false;
}

/** Parts load on demand in one place, back ends by their names in another; the server side loads the database driver that is installed. */
export function mayLoad(from: string, specifier: string): boolean {
  if (from === 'src/parts.ts') return specifier.startsWith('.');
  if (from === 'src/named-adapters.ts') return specifier.startsWith('./adapters/');
  return ['collector', 'cli'].includes(partOf(from) ?? '') && /^[@a-z]/.test(specifier);
}
