import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { say } from './fake-io.js';

describe('progressive-form', () => {
  it.each([[[]], [['help']], [['--help']], [['-h']]])('tells how it is used: %j', async (args) => {
    const { code, out, err } = await say(args);
    expect([code, err]).toEqual([0, '']);
    for (const command of ['check', 'explain', 'link']) expect(out).toContain(`progressive-form ${command}`);
  });

  it('knows no other command, and guesses which one was meant', async () => {
    const { code, out, err } = await say(['chekc', 'form.json']);
    expect([code, out]).toEqual([2, '']);
    expect(err).toContain('chekc: no such command. Did you mean check?');
    expect((await say(['constructor'])).code).toBe(2);
  });

  it('runs as a program, with its exit code', { timeout: 60_000 }, async () => {
    const program = (...args: readonly string[]) =>
      promisify(execFile)(process.execPath, ['--import', 'tsx', 'src/cli/main.ts', ...args], {
        cwd: fileURLToPath(new URL('../../', import.meta.url)),
      });
    expect((await program('check', 'demo/forms/signup.json')).stdout).toMatch(
      /^demo\/forms\/signup\.json: fine\n/,
    );
    await expect(program('check', 'demo/forms/nowhere.json')).rejects.toMatchObject({
      code: 2,
      stderr: expect.stringContaining('demo/forms/nowhere.json: no such file') as string,
    });
  });
});
