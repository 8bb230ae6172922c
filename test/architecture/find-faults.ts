/** Reads a map of files and says, one line a fault, where it leaves the table of `layers.ts`. */
import { posix } from 'node:path';
import { findCycle, type Graph } from './find-cycle.js';
import { mayImportFile, mayImportPackage, mayLoad, partOf } from './layers.js';
import { listImports, type Import } from './list-imports.js';

/** Source text by path from the root, e.g. `src/session.ts`. */
export type Files = ReadonlyMap<string, string>;

export function findFaults(files: Files): readonly string[] {
  const faults: string[] = [];
  const graph = new Map<string, readonly string[]>();
  for (const [path, text] of files) {
    const { imports, looseExports } = listImports(path, text);
    faults.push(...judgeName(path), ...looseExports.map((text) => `${path} has a loose export: ${text}`));
    faults.push(...imports.flatMap((one) => judgeImport(files, path, one)));
    graph.set(path, listArrows(path, imports));
  }
  return [...faults, ...describeCycle(graph)];
}

const vague = /^(utils?|types?|helpers?|common|misc|index)\.ts$/;

function judgeName(path: string): readonly string[] {
  const name = posix.basename(path);
  return [
    ...(partOf(path) ? [] : [`${path} belongs to no part of the table`]),
    ...(vague.test(name) && path !== 'src/index.ts' ? [`${path} is not named for what is in it`] : []),
  ];
}

function judgeImport(files: Files, from: string, { specifier, kind }: Import): readonly string[] {
  const to = resolve(from, specifier);
  const arrow = `${from} → ${to ?? specifier}`;
  if (to !== undefined && !files.has(to)) return [`${arrow} (no such file)`];
  const allowed = to === undefined ? mayImportPackage(from, specifier) : mayImportFile(from, to);
  if (!allowed) return [`${arrow} (${kind} import)`];
  return kind === 'dynamic' && !mayLoad(from, specifier) ? [`${arrow} (import() outside src/parts.ts)`] : [];
}

function listArrows(from: string, imports: readonly Import[]): readonly string[] {
  return imports.flatMap(({ specifier }) => {
    const to = resolve(from, specifier);
    return to === undefined ? [] : [to];
  });
}

/** Path of a file of ours; nothing for a package. */
function resolve(from: string, specifier: string): string | undefined {
  if (!specifier.startsWith('.')) return undefined;
  return posix.join(posix.dirname(from), specifier).replace(/\.js$/, '.ts');
}

function describeCycle(graph: Graph): readonly string[] {
  const cycle = findCycle(graph);
  return cycle ? [`cycle: ${cycle.join(' → ')}`] : [];
}
