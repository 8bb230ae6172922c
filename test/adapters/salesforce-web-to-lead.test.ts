import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { names, required } from '../../src/adapters/salesforce-web-to-lead/map-names.js';
import { mapSubmission } from '../../src/adapters/salesforce-web-to-lead/map-submission.js';
import { createWebToLeadAdapter } from '../../src/adapters/salesforce-web-to-lead/salesforce-web-to-lead.js';
import { createWire } from '../../src/adapters/salesforce-web-to-lead/wire.js';
import type { Posting } from '../../src/adapters/wire.js';
import { ConfigError } from '../../src/model/config-error.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const orgId = '00D000000000001';
const page = '<meta http-equiv="refresh" content="0; url=https://example.com">';

let server: FaultServer;
beforeAll(async () => {
  server = await startFaultServer();
});
afterAll(() => server.close());
afterEach(() => vi.unstubAllGlobals());

describe('M13 FLT29–32 Web-to-Lead', () => {
  for (const { title, run } of listAdapterCases({
    name: 'salesforce-web-to-lead',
    create: (given) => createWebToLeadAdapter({ orgId, ...given }),
    accepts: () => new Response(page),
    outcome: 'accepted',
    failures: [
      {
        title: 'nothing of a refusal',
        response: new Response(page, { status: 400 }),
        outcome: { kind: 'accepted' },
      },
    ],
  }))
    it(title, run);
});

describe('M13 what Salesforce gets', () => {
  it('is a lead by the names of its form', () => {
    const lead = { orgId, returnTo: 'https://example.com', leadSource: 'Whitepaper' };
    expect(Object.fromEntries(mapSubmission(sampleSubmission, lead))).toEqual({
      oid: orgId,
      retURL: 'https://example.com',
      lead_source: 'Whitepaper',
      submission_id: sampleSubmission.id,
      form_id: 'whitepaper',
      step: 'contact',
      consent_profiling: 'Yes, please.',
      first_name: 'Ada',
      last_name: 'Lovelace',
      email: 'ada@analytical.example',
      company: 'Analytical Engines',
      phone: '+442071234567',
      employees: '42',
      topics: 'engines;weaving & more',
      terms: '1',
    });
  });

  it('takes custom fields for anything, and leaves out what is mapped to nothing', () => {
    const map = { topics: '00N1', submission_id: '00N2', stage: '00N3', phone: '', terms: '' };
    const reached = { stage: 'sql', segments: ['it'] };
    const pairs = new Map(
      mapSubmission({ ...sampleSubmission, reached }, { orgId, returnTo: 'https://x.example', names: map }),
    );
    expect(pairs.get('00N1')).toBe('engines;weaving & more');
    expect(pairs.get('00N2')).toBe(sampleSubmission.id);
    expect(pairs.get('00N3')).toBe('sql');
    expect([...pairs.keys()]).not.toContain('phone');
    expect([...pairs.keys()]).not.toContain('terms');
  });

  it('BAD9 can be given no other organisation by an answer, and lets an answer name the source', () => {
    const answers = { oid: 'mine', retURL: 'https://evil.example', from: 'A friend' };
    const lead = {
      orgId,
      returnTo: 'https://example.com',
      leadSource: 'Web',
      names: { from: 'lead_source' },
    };
    expect(Object.fromEntries(mapSubmission({ ...sampleSubmission, answers }, lead))).toMatchObject({
      oid: orgId,
      answer_oid: 'mine',
      retURL: 'https://example.com',
      answer_retURL: 'https://evil.example',
      lead_source: 'A friend',
    });
  });

  it('says which names it cannot do without', () => {
    expect(required).toEqual(['last_name', 'company']);
    expect(names['lastName']).toBe('last_name');
  });

  it('goes out blind, without cookies, to the organisation', async () => {
    server.answer = (socket) => reply(socket, 200, page, { 'set-cookie': 'a=b' });
    const adapter = createWebToLeadAdapter({ orgId, endpoint: `${server.url}/` });
    expect(await adapter.send(sampleSubmission, sampleContext(sampleSubmission))).toEqual({
      kind: 'accepted',
    });
    const head = server.heads.at(-1) ?? '';
    expect(head).toMatch(/^POST \/servlet\/servlet\.WebToLead\?encoding=UTF-8&orgId=00D000000000001 HTTP/);
    expect(head).toMatch(/content-type: application\/x-www-form-urlencoded/i);
    expect(head).not.toMatch(/cookie|authorization/i);
    expect(new URLSearchParams(server.bodies.at(-1)).get('last_name')).toBe('Lovelace');
  });

  const posting = () =>
    createWire({ orgId }).write(sampleSubmission, sampleContext(sampleSubmission)) as Posting;

  it.each([
    ['https://shop.example', 'https://shop.example'],
    ['null', 'https://webto.salesforce.com'], // a sandboxed frame
  ])('SEC28 is told of a page at %s no more than its origin', (origin, told) => {
    vi.stubGlobal('location', { origin, href: `${origin}/ada?email=ada@analytical.example` });
    expect(new URLSearchParams(posting().body).get('retURL')).toBe(told);
  });

  it('follows where it is led, which another mode would make a failure', () => {
    expect(posting().init).toEqual({ mode: 'no-cors', redirect: 'follow' });
  });
});

it('SEC33 refuses an address without encryption', () => {
  expect(() => createWebToLeadAdapter({ orgId, endpoint: 'http://sandbox.example' })).toThrow(ConfigError);
});
