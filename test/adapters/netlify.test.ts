import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { listAdapterCases, sampleContext, sampleSubmission } from '../../src/adapters/contract/contract.js';
import { mapSubmission } from '../../src/adapters/netlify/map-submission.js';
import { createNetlifyAdapter, writeSkeleton } from '../../src/adapters/netlify/netlify.js';
import { ConfigError } from '../../src/model/config-error.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { whitepaper } from '../fixtures/forms.js';
import { reply, startFaultServer, type FaultServer } from './fault-server.js';

const formName = 'paper';
beforeEach(() => {
  vi.stubGlobal('location', new URL('https://site.example/deep/page?x=1'));
});
afterEach(() => vi.unstubAllGlobals());

const cases = listAdapterCases({
  name: 'netlify',
  create: (given) => createNetlifyAdapter({ formName, ...given }),
  accepts: () => new Response('<!doctype html><title>Thank you</title>'),
  outcome: 'accepted',
});

describe('M13 netlify keeps the contract', () => {
  for (const { title, run } of cases) it(title, run);
});

describe('where it posts', () => {
  it('M13 is a page of the same site', () => {
    expect(createNetlifyAdapter({ formName }).endpointKey).toBe('netlify:https://site.example/');
    const { endpointKey } = createNetlifyAdapter({ formName, path: '/thanks' });
    expect(endpointKey).toBe('netlify:https://site.example/thanks');
  });

  it.each([
    '//evil.example',
    '/\t/evil.example',
    '/\\evil.example',
    'https://evil.example',
    '@evil.example',
    '',
  ])('SEC26 is no other site: %j', (path) => {
    expect(() => createNetlifyAdapter({ formName, path })).toThrow(ConfigError);
  });

  it.each([undefined, { origin: 'null' }])('M13 must be a page at all, not %j', (location) => {
    vi.stubGlobal('location', location);
    expect(() => createNetlifyAdapter({ formName })).toThrow(/needs a page of the Netlify site/);
  });
});

const namesIn = (html: string) => [...html.matchAll(/<input .*?name="(.*?)"/g)].map(([, name]) => name);

describe('the static form', () => {
  it('M13 has every name that the definition ever sends', () => {
    const config: FormConfig = {
      ...whitepaper,
      fields: whitepaper.fields.map((field) =>
        field.name === 'email' ? { ...field, mapsTo: 'mail' } : field,
      ),
      stages: [{ id: 'a', when: true }],
      segments: { s: true },
      adapter: { use: 'netlify', formName, map: { company: 'firm', jobTitle: '' } },
    };
    const names = namesIn(writeSkeleton(config, formName));
    const submission = {
      ...sampleSubmission,
      answers: Object.fromEntries(
        config.fields.filter(({ type }) => type !== 'consent').map(({ name }) => [name, 'x']),
      ),
      reached: { stage: 'a', segments: ['s'] },
    };
    const sent = mapSubmission(submission, formName, { email: 'mail', company: 'firm', jobTitle: '' });
    expect(names.toSorted()).toEqual([...new Set(sent.map(([name]) => name))].toSorted());
    expect(names).toContain('mail');
    expect(names).toContain('consent_profiling');
    expect(names).not.toContain('jobTitle');
  });

  const text = { type: 'text', label: 'x', purpose: 'delivery' } as const;

  it('M13 has a consent by its purpose, whatever the box is mapped to', () => {
    const box = { ...text, name: 'tick', type: 'consent', purpose: 'profiling', mapsTo: 'OptIn' } as const;
    const config: FormConfig = {
      ...whitepaper,
      fields: [{ ...text, name: 'company' }, box],
      adapter: { use: 'netlify', formName },
    };
    const names = namesIn(writeSkeleton(config, formName));
    expect(names).toContain('consent_profiling');
    expect(names).not.toContain('tick');
    expect(names).not.toContain('OptIn');
  });

  it('M13 as a mirror goes by its own map alone, and has nothing sensitive that it does not name', () => {
    const config: FormConfig = {
      ...whitepaper,
      fields: [
        { ...text, name: 'company', mapsTo: 'CompanyName' },
        { ...text, name: 'need', mapsTo: 'Need__c' },
        { ...text, name: 'health', sensitive: true },
        { ...text, name: 'income', sensitive: true },
      ],
      adapter: {
        use: 'marketo',
        ...{ endpoint: 'https://app.marketo.example', munchkinId: '1', formId: '1' },
        mirrors: [
          { use: 'netlify', formName: 'other', map: { company: 'no' } },
          { use: 'netlify', formName, map: { need: 'wish', income: 'income' } },
        ],
      },
    };
    const names = namesIn(writeSkeleton(config, formName));
    expect(names).toEqual(expect.arrayContaining(['company', 'wish', 'income']));
    for (const name of ['CompanyName', 'Need__c', 'health', 'no']) expect(names).not.toContain(name);
    const { adapter: _, ...without } = config;
    expect(namesIn(writeSkeleton(without, formName))).toEqual(expect.arrayContaining(['company', 'need']));
  });

  it('S57 S72 has the stage and the segments by the names that the definition gives them', () => {
    const config: FormConfig = {
      ...whitepaper,
      stages: [{ id: 'a', when: true }],
      segments: { s: true },
      adapter: { use: 'netlify', formName, map: { stage: '', segments: 'groups' } },
    };
    const names = namesIn(writeSkeleton(config, formName));
    expect(names).toContain('groups');
    expect(names).toContain('session_id');
    expect(names).not.toContain('stage');
    expect(names).not.toContain('entered_segments');
  });

  it('M13 leaves out what is never sent, and has an answer under the name it gets beside ours', () => {
    const field = { type: 'text', label: 'x', purpose: 'delivery' } as const;
    const config: FormConfig = {
      ...whitepaper,
      fields: [
        { ...field, name: 'secret', type: 'password', transient: true },
        { ...field, name: 'step' },
        { ...field, name: 'stage' },
      ],
      stages: [{ id: 'a', when: true }],
    };
    const names = namesIn(writeSkeleton(config, formName));
    expect(names).not.toContain('secret');
    expect(names).toEqual(expect.arrayContaining(['answer_step', 'stage', 'answer_stage']));
    expect(new Set(names).size).toBe(names.length);
  });

  it('SEC5 holds no markup of its author', () => {
    const html = writeSkeleton(whitepaper, "\"><script>alert('1')</script>&");
    expect(html).not.toContain('<script');
    expect(html).toContain('name="&#34;&#62;&#60;script&#62;alert(&#39;1&#39;)&#60;/script&#62;&#38;"');
    expect(html).toMatch(/^<form [^>]*data-netlify="true" hidden>\n[^]*\n<\/form>$/);
  });
});

describe('over a real socket', () => {
  let server: FaultServer;
  beforeAll(async () => {
    server = await startFaultServer();
  });
  afterAll(() => server.close());

  it('M13 posts the name of the form first; a page proves nothing, and a site without it parks', async () => {
    vi.stubGlobal('location', new URL(server.url));
    const adapter = createNetlifyAdapter({ formName, path: '/contact' });
    const send = () => adapter.send(sampleSubmission, sampleContext(sampleSubmission));
    server.answer = (socket) => reply(socket, 200, '<p>Thanks</p>');
    expect(await send()).toEqual({ kind: 'accepted' });
    expect(server.heads[0]).toMatch(/^POST \/contact HTTP/);
    expect([...new URLSearchParams(server.bodies[0])]).toEqual(mapSubmission(sampleSubmission, formName));
    expect(server.bodies[0]).toMatch(/^form-name=paper&/);
    server.answer = (socket) => reply(socket, 404, '<p>Not found</p>');
    expect(await send()).toEqual({ kind: 'retryable', park: true, status: 404 });
  });
});
