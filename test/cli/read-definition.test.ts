import { expect, it, vi } from 'vitest';
import { ConfigError } from '../../src/model/config-error.js';
import { say } from './fake-io.js';

vi.mock('../../src/check/read-config.js', () => ({
  readConfig: () => {
    throw new ConfigError('segments.odd', 'does not fit', 'See the schema.');
  },
}));

it('M9 tells what only the reader objects to as a problem like the others', async () => {
  expect(await say(['check', 'demo/forms/signup.json'])).toEqual({
    code: 1,
    out: 'demo/forms/signup.json: 1 problem\n  segments.odd: does not fit. See the schema.',
    err: '',
  });
});
