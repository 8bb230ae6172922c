/** A disk of a few megabytes, mounted where a browser keeps its profile. */
import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { open, rm, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);
const mounting = 1n << 21n; // CAP_SYS_ADMIN

/** Only Linux, and there only who may mount, can be given a disk of a chosen size. */
export function mayMount(): boolean {
  if (process.platform !== 'linux') return false;
  const [, mask = '0'] = /^CapEff:\s*(\w+)/m.exec(readFileSync('/proc/self/status', 'utf8')) ?? [];
  return (BigInt(`0x${mask}`) & mounting) !== 0n;
}

export async function mountDisk(folder: string, megabytes: number): Promise<void> {
  await run('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]);
}

export async function unmountDisk(folder: string): Promise<void> {
  await run('umount', ['-l', folder]);
}

/** Writes until nothing more fits; gives what frees the room again. */
export async function fillDisk(folder: string): Promise<() => Promise<void>> {
  const path = join(folder, 'filler');
  const file = await open(path, 'a');
  try {
    for (const size of [1024 * 1024, 4096, 1]) {
      const piece = Buffer.alloc(size);
      while ((await statfs(folder)).bavail > 0 && (await file.write(piece).catch(() => undefined)));
    }
  } finally {
    await file.close().catch(() => {});
  }
  return () => rm(path);
}
