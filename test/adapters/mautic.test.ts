import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/mautic/map-submission.js';
import { createMauticAdapter } from '../../src/adapters/mautic/mautic.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const options = { endpoint: 'https://mautic.example/m/', formId: '7', formName: 'paper' };
const said = (body: unknown) => Response.json(body);
const parked = { kind: 'retryable', park: true, status: 200 } as const;

const cases = listAdapterCases({
  name: 'mautic',
  create: (given) => createMauticAdapter({ ...options, ...given }),
  accepts: () => said({ success: 1, successMessage: ['Thanks'], formName: 'paper' }),
  outcome: 'delivered',
  failures: [
    {
      title: 'what its form says of an answer, without its markup',
      response: said({
        success: 0,
        validationErrors: { email: '<b>Give</b> another address<br />1 < 2 <img src=x', nobody: 'x' },
      }),
      outcome: {
        kind: 'rejected',
        status: 200,
        issues: [{ field: 'email', code: 'told', params: { message: 'Give another address 1 < 2' } }],
      },
    },
    {
      title: 'an error without words, and a contact field by its own name',
      response: said({ success: 0, validationErrors: { firstname: ['x'] } }),
      outcome: { kind: 'rejected', status: 200, issues: [{ field: 'firstName', code: 'refused' }] },
    },
    {
      title: 'a form that is not published',
      response: said({ success: 0, errorMessage: 'Form unavailable' }),
      outcome: parked,
    },
    {
      title: 'a required field that was not asked',
      response: said({ success: 0, validationErrors: { country: 'Required' } }),
      outcome: parked,
    },
    {
      title: 'errors that are none',
      response: said({ success: 0, validationErrors: 'email' }),
      outcome: parked,
    },
    {
      title: 'success in words as no proof',
      response: said({ success: 'yes' }),
      outcome: { kind: 'retryable', status: 200 },
    },
  ],
});

describe('M13 mautic keeps the contract', () => {
  for (const { title, run } of cases) it(title, run);
});

it('FLT30 shows no more of what Mautic says than anybody reads', async () => {
  const fetch = async () => said({ success: 0, validationErrors: { email: 'x'.repeat(5000) } });
  const outcome = await createMauticAdapter({ ...options, fetch }).send(
    sampleSubmission,
    sampleContext(sampleSubmission),
  );
  expect(outcome).toMatchObject({ issues: [{ params: { message: 'x'.repeat(200) } }] });
});

it('M13 Mautic gets aliases, an entry for each of a list, and yes and no as numbers', () => {
  const answers = { jobTitle: 'CTO', topics: ['a', 'b'], terms: false, need: '', own: 'x', formId: '9' };
  expect(mapSubmission({ ...sampleSubmission, answers }, { ...options, names: { own: 'f_own' } })).toEqual([
    ['mauticform[position]', 'CTO'],
    ['mauticform[topics][]', 'a'],
    ['mauticform[topics][]', 'b'],
    ['mauticform[terms]', '0'],
    ['mauticform[f_own]', 'x'],
    ['mauticform[formId]', '9'],
    ['mauticform[consent_profiling]', 'Yes, please.'],
    ['mauticform[submission_id]', sampleSubmission.id],
    ['mauticform[formName]', 'paper'],
    ['mauticform[formId]', '7'],
  ]);
});

it('SEC33 refuses an installation without encryption', () => {
  expect(() => createMauticAdapter({ ...options, endpoint: 'http://mautic.example' })).toThrow(ConfigError);
});

describe('over a real socket', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  it('M13 posts a form to Mautic that needs no preflight', async () => {
    server.answer = (socket) => reply(socket, 200, '{"success":1}');
    const adapter = createMauticAdapter({ endpoint: `${server.url}/m/`, formId: '7' });
    expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
      kind: 'delivered',
    });
    expect(server.heads[0]).toMatch(/^POST \/m\/form\/submit\?formId=7&ajax=1 HTTP/);
    expect(server.heads[0]).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect([...new URLSearchParams(server.bodies[0])]).toEqual(
      mapSubmission(sampleSubmission, { formId: '7' }),
    );
  });
});
