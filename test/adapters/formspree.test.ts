import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { createFormspreeAdapter } from '../../src/adapters/formspree/formspree.js';
import { mapSubmission } from '../../src/adapters/formspree/map-submission.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const formId = 'xyzabcde';
const refusal = (status: number, ...errors: unknown[]) =>
  Response.json({ error: 'Validation errors', errors }, { status });
const parked = { kind: 'retryable', park: true } as const;

const cases = listAdapterCases({
  name: 'formspree',
  create: (given) => createFormspreeAdapter({ formId, ...given }),
  accepts: () => Response.json({ next: '/thanks', ok: true }),
  outcome: 'delivered',
  failures: [
    ...(
      [
        ['TYPE_EMAIL', 'email', 'email'],
        ['TYPE_NUMERIC', 'employees', 'number'],
        ['REQUIRED_FIELD_EMPTY', 'company', 'required'],
        ['REQUIRED_FIELD_MISSING', 'company', 'required'],
      ] as const
    ).map(([code, field, word]) => ({
      title: `${code} of ${field}`,
      response: refusal(422, { code, field, message: 'No.' }),
      outcome: { kind: 'rejected' as const, status: 422, issues: [{ field, code: word }] },
    })),
    ...['BLOCKED', 'EMPTY', 'FORM_NOT_FOUND', 'INACTIVE', 'constructor'].map((code) => ({
      title: `${code} as a fault of the set-up`,
      response: refusal(400, { code, message: 'No.' }, null, 'email'),
      outcome: parked,
    })),
    {
      title: 'a required field that was not asked as a fault of the set-up',
      response: refusal(422, { code: 'REQUIRED_FIELD_MISSING', field: 'colour', message: 'No.' }),
      outcome: parked,
    },
    {
      title: 'errors of a 429 as too many',
      response: refusal(429, { code: 'TYPE_EMAIL', field: 'email', message: 'No.' }),
      outcome: { kind: 'retryable' },
    },
    {
      title: 'ok: false as no proof',
      response: Response.json({ ok: false }),
      outcome: { kind: 'retryable' },
    },
  ],
});

describe('M13 formspree keeps the contract', () => {
  for (const { title, run } of cases) it(title, run);
});

it('S57 S72 tells of the stage and the segments by the names of the definition', () => {
  const reached = { stage: 'mql', segments: ['it', 'dach'] };
  const told = Object.fromEntries(
    mapSubmission({ ...sampleSubmission, reached }, { stage: '', segments: 'groups' }),
  );
  expect(told).toMatchObject({ groups: 'it, dach', session_id: sampleSubmission.sessionId });
  expect(told).not.toHaveProperty('stage');
  expect(told).not.toHaveProperty('entered_segments');
});

it('M13 goes by the id of a form, or by the whole path of one that is in a project', () => {
  const keys = [formId, 'p/1234567890/f/contact'].map(
    (one) => createFormspreeAdapter({ formId: one }).endpointKey,
  );
  expect(keys).toEqual([
    `formspree:https://formspree.io/f/${formId}`,
    'formspree:https://formspree.io/p/1234567890/f/contact',
  ]);
});

describe('over a real socket', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  it('M13 posts a form to Formspree that needs no preflight, and asks for JSON', async () => {
    server.answer = (socket) => reply(socket, 200, '{"ok":true,"next":"/t"}');
    const urls: string[] = [];
    const send = (url: unknown, init?: RequestInit) => (urls.push(String(url)), fetch(server.url, init));
    const adapter = createFormspreeAdapter({ formId, names: { phone: '' }, fetch: send });
    expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
      kind: 'delivered',
    });
    expect(urls).toEqual([`https://formspree.io/f/${formId}`]);
    expect(server.heads[0]).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect(server.heads[0]).toMatch(/accept: application\/json/i);
    const pairs = [...new URLSearchParams(server.bodies[0])];
    expect(pairs).toEqual(mapSubmission(sampleSubmission, { phone: '' }));
    expect(Object.fromEntries(pairs)).toMatchObject({
      submission_id: sampleSubmission.id,
      email: 'ada@analytical.example',
      topics: 'engines, weaving & more',
      consent_profiling: 'Yes, please.',
    });
    expect(pairs.map(([name]) => name)).not.toContain('phone');
  });
});
