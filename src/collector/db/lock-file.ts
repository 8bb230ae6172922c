/** Keeps a second process out of a folder, and tells a living holder from one that was killed. */
import { linkSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { randomUUID } from 'node:crypto';

interface Holder {
  readonly pid: number;
  /** Start of the process: a later process may be given the same number, always so in a container. */
  readonly since: number;
}

/** Takes the lock and returns its release; throws where a living process holds it. */
export function lockFile(path: string): () => void {
  if (!take(path) && !(clearStale(path) && take(path))) {
    throw new Error(
      `${path}: another process has this database open. Stop it first, or set DATABASE_URL to a PostgreSQL server, which many processes can share.`,
    );
  }
  return () => rmSync(path, { force: true });
}

/** Written aside and linked into place, so that nobody ever reads a half-written lock. */
function take(path: string): boolean {
  const draft = `${path}.${randomUUID()}`;
  const me: Holder = { pid: process.pid, since: performance.timeOrigin };
  writeFileSync(draft, JSON.stringify(me));
  try {
    linkSync(draft, path);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

function clearStale(path: string): boolean {
  if (isAlive(readHolder(path))) return false;
  rmSync(path, { force: true });
  return true;
}

function readHolder(path: string): Holder | undefined {
  try {
    return JSON.parse(readFileSync(path, 'utf8')) as Holder;
  } catch {
    return undefined; // gone meanwhile, or not ours to understand: nobody to respect
  }
}

function isAlive(holder: Holder | undefined): boolean {
  if (!holder) return false;
  if (holder.pid === process.pid) return holder.since === performance.timeOrigin;
  try {
    process.kill(holder.pid, 0);
    return true;
  } catch (error) {
    return codeOf(error) === 'EPERM';
  }
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
