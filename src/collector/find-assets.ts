/** The files of a folder as assets: `<id>.<ending>` is the asset of that id. */
import { readdir } from 'node:fs/promises';
import { extname, join } from 'node:path';
import type { Asset } from './asset.js';

const types: Readonly<Record<string, string>> = {
  '.pdf': 'application/pdf',
  '.zip': 'application/zip',
  '.epub': 'application/epub+zip',
  '.csv': 'text/csv',
};

export async function findAssets(folder: string): Promise<Readonly<Record<string, Asset>>> {
  const names = (await readdir(folder)).filter((name) => !name.startsWith('.'));
  return Object.fromEntries(
    names.map((filename) => {
      const ending = extname(filename);
      const id = filename.slice(0, filename.length - ending.length);
      const type = types[ending.toLowerCase()] ?? 'application/octet-stream';
      return [id, { file: join(folder, filename), filename, title: id.replace(/[-_]+/g, ' '), type }];
    }),
  );
}
