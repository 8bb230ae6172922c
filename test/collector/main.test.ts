import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { cp, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findAssets } from '../../src/collector/find-assets.js';
import { readPages } from '../../src/collector/read-pages.js';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

let folder: string;
const running: ChildProcess[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pf-main-'));
  await cp(new URL('../../demo/forms', import.meta.url), join(folder, 'forms'), { recursive: true });
});
afterEach(async () => {
  for (const child of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

/** Starts the server on a free port and gathers what it prints. */
function start(env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ['--import', 'tsx', 'src/collector/main.ts'], {
    env: {
      PATH: process.env['PATH'],
      PORT: '0',
      DATA_DIR: join(folder, 'data'),
      FORMS_DIR: join(folder, 'forms'),
      ...env,
    },
  });
  running.push(child);
  const output = { text: '' };
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (chunk: Buffer) => (output.text += chunk.toString()));
  }
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  return { child, output, ended };
}

describe('npm run collector', () => {
  it('FLT59 starts on the environment alone, serves, and closes cleanly on SIGTERM', async () => {
    const { child, output, ended } = start();
    await expect.poll(() => output.text, { timeout: 60_000 }).toMatch(/listening on port \d+/);
    const port = /port (\d+)/.exec(output.text)?.[1];
    expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/v1/forms/whitepaper`)).status).toBe(200);
    expect((await stat(join(folder, 'data', 'collector.secret'))).mode & 0o777).toBe(0o600);
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
    await expect(stat(join(folder, 'data', 'collector.lock'))).rejects.toThrow('ENOENT');
  }, 90_000);

  it('S41 hands out the files of a folder and knows the pages, as the environment says', async () => {
    await writeFile(join(folder, 'leichtbau-in-serie.pdf'), '%PDF-1.7');
    expect(await findAssets(folder)).toMatchObject({
      'leichtbau-in-serie': { filename: 'leichtbau-in-serie.pdf', type: 'application/pdf' },
    });
    expect(readPages('guide=https://a.example/g?x=1, b=http://localhost/b')).toEqual({
      guide: 'https://a.example/g?x=1',
      b: 'http://localhost/b',
    });
    for (const bad of ['guide', '=https://a.example', 'guide=/g', 'guide=javascript:alert(1)'])
      expect(() => readPages(bad)).toThrow('PAGES');
  });

  it('BAD1 a definition that is not right stops it, with the file and the place', async () => {
    await writeFile(join(folder, 'forms', 'broken.json'), '{"schemaVersion": 99}');
    const { output, ended } = start();
    expect(await ended).not.toBe(0);
    expect(output.text).toMatch(/broken\.json: schemaVersion/);
  }, 90_000);
});
