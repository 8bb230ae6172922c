import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { required } from '../../src/adapters/pardot-form-handler/map-names.js';
import { mapSubmission } from '../../src/adapters/pardot-form-handler/map-submission.js';
import { createPardotAdapter } from '../../src/adapters/pardot-form-handler/pardot-form-handler.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const endpoint = 'https://go.example.com/l/1/2026-11-02/abc';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());

describe('M13 FLT29–32 Pardot', () => {
  for (const { title, run } of listAdapterCases({
    name: 'pardot-form-handler',
    create: (given) => createPardotAdapter({ endpoint, ...given }),
    accepts: () => new Response('<p>Thank you'),
    outcome: 'accepted',
  }))
    it(title, run);
});

describe('M13 what a form handler gets', () => {
  it('is flat text by its external field names', () => {
    const reached = { stage: 'mql', segments: ['it', 'dach'] };
    const map = { firstName: 'First Name', phone: '', consent_profiling: 'Opted In' };
    expect(Object.fromEntries(mapSubmission({ ...sampleSubmission, reached }, map))).toEqual({
      submission_id: sampleSubmission.id,
      form_id: 'whitepaper',
      step: 'contact',
      stage: 'mql',
      segments: 'it;dach',
      'Opted In': 'Yes, please.',
      'First Name': 'Ada',
      lastName: 'Lovelace',
      email: 'ada@analytical.example',
      company: 'Analytical Engines',
      employees: '42',
      topics: 'engines;weaving & more',
      terms: 'true',
    });
    expect(required).toEqual(['email']);
  });

  it('M13 is the address given on an earlier view, without which no prospect is made', () => {
    const { email, ...answers } = sampleSubmission.answers;
    const told = mapSubmission({ ...sampleSubmission, answers, earlier: { email: email ?? '' } });
    expect(Object.fromEntries(told)).toMatchObject({ email });
  });

  it('BAD9 keeps an answer whose name is one of ours', () => {
    const pairs = mapSubmission({ ...sampleSubmission, answers: { step: 'mine' } });
    expect(pairs.filter(([name]) => name === 'step')).toEqual([['step', 'mine']]);
  });

  it('goes out blind and form-encoded, and follows where it is led', async () => {
    server.answer = (socket) => {
      const isFirst = server.heads.at(-1)?.startsWith('POST');
      if (isFirst) reply(socket, 302, '', { location: `${server.url}/thanks` });
      else reply(socket, 200, '<p>Thank you');
    };
    const adapter = createPardotAdapter({ endpoint: `${server.url}/l/1/2/abc` });
    expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
      kind: 'accepted',
    });
    expect(server.heads[0]).toMatch(/^POST \/l\/1\/2\/abc HTTP/);
    expect(server.heads[0]).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect(server.heads[0]).not.toMatch(/cookie|authorization/i);
    expect(new URLSearchParams(server.bodies[0]).get('email')).toBe('ada@analytical.example');
    expect(server.heads[1]).toMatch(/^GET \/thanks HTTP/);
  });
});

it('SEC33 refuses a handler without encryption', () => {
  expect(() => createPardotAdapter({ endpoint: 'http://go.example.com/l/1' })).toThrow(ConfigError);
});
