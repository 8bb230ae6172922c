/** Answers travel encrypted, or not at all: refused when a form is set up, not when somebody has filled it in. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createHttpAdapter } from '../../src/adapters/http/http.js';
import { createWebhookAdapter } from '../../src/adapters/webhook/webhook.js';
import { FormSession } from '../../src/index.js';
import { ConfigError } from '../../src/model/config-error.js';
import { signup } from '../fixtures/forms.js';

const cases = { numRuns: Number(process.env['PF_CASES'] ?? 500) };

const makers = {
  http: (address: string) => createHttpAdapter({ endpoint: address }),
  webhook: (address: string) => createWebhookAdapter({ url: address }),
};

const open = [
  'http://example.com',
  'HTTP://EXAMPLE.COM',
  'http:example.com',
  'http:\\\\example.com',
  ' http://example.com ',
  'ht\ntp://example.com',
  'http://192.168.0.1',
  'http://0.0.0.0',
  'http://localhost.evil.example',
  'http://127.0.0.1.evil.example',
  'http://localhost@evil.example',
  'http://evil.example#localhost',
  'http://evil.example?localhost',
  'ws://localhost',
  'ftp://localhost/',
];
const local = ['http://localhost', 'http://localhost:4173/x', 'http://127.0.0.1:1', 'http://[::1]:1'];

function refusal(make: () => unknown): unknown {
  try {
    return make();
  } catch (error) {
    return error;
  }
}

describe.each(Object.entries(makers))('the address of the adapter %s', (name, make) => {
  it.each(open)('SEC33 BAD22 is refused where it is %j', (address) => {
    const error = refusal(() => make(address));
    expect(error).toBeInstanceOf(ConfigError);
    expect(error).toMatchObject({ path: 'adapter.endpoint' });
  });

  it.each(local)('SEC33 may be %s, on this machine', (address) => {
    expect(make(address).name).toBe(name);
  });

  it('SEC33 BAD22 is refused over any protocol but https, and never repeated', () => {
    const schemes = ['http', 'ws', 'wss', 'ftp', 'gopher'];
    const host = fc.oneof(fc.domain(), fc.ipV4()).filter((name) => name !== '127.0.0.1');
    const address = fc
      .tuple(fc.constantFrom(...schemes), host)
      .map(([scheme, name]) => `${scheme}://${name}/`);
    fc.assert(
      fc.property(address, (text) => {
        const error = refusal(() => make(text));
        expect(error).toBeInstanceOf(ConfigError);
        expect(String(error)).not.toContain(new URL(text).host);
      }),
      cases,
    );
  });
});

describe('a form that would send answers unencrypted', () => {
  const endpoint = 'http://collector.example';
  it.each([
    ['by its attribute', { endpoint }],
    ['by its attribute, to a webhook', { endpoint, adapter: 'webhook' }],
    ['by its definition', { config: { ...signup, adapter: { use: 'http', endpoint } } }],
    ['by its definition, to a webhook', { config: { ...signup, adapter: { use: 'webhook', endpoint } } }],
    [
      'by its attribute, which goes before its definition',
      { endpoint, config: { ...signup, adapter: { use: 'http', endpoint: 'https://collector.example' } } },
    ],
  ])('SEC33 BAD22 does not open: %s', async (_, options) => {
    const opening = FormSession.open({ config: { ...signup, adapter: { use: 'http' } }, ...options });
    await expect(opening).rejects.toMatchObject({
      name: 'ConfigError',
      path: expect.stringMatching(/endpoint$/) as unknown,
    });
    await expect(opening).rejects.not.toThrow(/collector\.example/);
  });
});
