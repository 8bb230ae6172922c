import { brotliCompressSync } from 'node:zlib';
import { expect, it } from 'vitest';
import { bundleAlone } from '../size/bundle-alone.js';

it('M9 reads a definition in at most 1,650 bytes of the file that paints first', async () => {
  const { code, modules } = await bundleAlone(new URL('../../src/check/read-config.ts', import.meta.url));
  expect(modules.filter((module) => !module.includes('/src/'))).toEqual([]);
  expect(code).not.toContain('zod');
  expect(brotliCompressSync(code).length).toBeLessThanOrEqual(1_650);
});
