import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { describe, expect, it } from 'vitest';
import { FormSession, type Submission } from '../src/index.js';
import { en } from '../src/locales/en.js';
import { enLate } from '../src/locales/en-late.js';
import { createParts } from '../src/parts.js';
import { sevenFacts, signup } from './fixtures/forms.js';

const open = (options: Partial<Parameters<typeof FormSession.open>[0]> = {}) =>
  FormSession.open({ config: { ...signup, adapter: { use: 'http' } }, ...options });

describe('FormSession of the package, in Node', () => {
  it('S20 S21 asks the rest of what the profile knows and delivers it to ten lines of adapter', async () => {
    const sent: Submission[] = [];
    const adapter = {
      name: 'mine',
      send: (submission: Submission) => {
        sent.push(submission);
        return { kind: 'delivered' as const };
      },
    };
    const session = await open({ profile: { email: 'ada@firma.example', lastName: 'L' }, adapter });
    expect(session.fields.map(({ name }) => name)).toEqual(['firstName', 'password']);
    session.answer('firstName', 'Ada');
    session.answer('password', 'correct horse');
    expect(await session.submit()).toMatchObject({ kind: 'done', receipt: { state: 'sent' } });
    expect(sent.map(({ answers }) => answers)).toEqual([{ firstName: 'Ada' }]);
  });

  it('S21 asks exactly the rest of the seven facts, for every subset that is known', async () => {
    const values: Record<string, string> = { email: 'ada@firma.example', employees: '1-9' };
    const config = { ...signup, ask: {}, fields: signup.fields.filter(({ name }) => name !== 'password') };
    const steps = config.steps.map((step) => ({
      ...step,
      fields: step.fields.filter((name) => name !== 'password'),
    }));
    for (let subset = 0; subset < 128; subset++) {
      const known = sevenFacts.filter((_, i) => subset & (1 << i));
      const session = await open({
        config: { ...config, steps },
        endpoint: 'https://collector.example/',
        profile: Object.fromEntries(known.map((name) => [name, values[name] ?? 'x'])),
        visits: 3,
      });
      const asked = session.steps.flatMap(({ ask }) => ask.map(({ field }) => field));
      expect(asked).toEqual(sevenFacts.filter((name) => !known.includes(name)));
    }
  });

  it.each([
    'http://collector.example',
    'file:///x',
    'ftp://localhost/',
    'https://u:p@collector.example',
    '/relative',
  ])('BAD22 SEC33 refuses %s as the place where answers go, when the form opens', async (endpoint) => {
    await expect(open({ endpoint })).rejects.toMatchObject({ name: 'ConfigError', path: 'endpoint' });
  });

  it('tells when nobody said where answers go, or named an adapter that is not there', async () => {
    await expect(open()).rejects.toMatchObject({ path: 'endpoint' });
    await expect(open({ adapter: 'fax', endpoint: 'https://a.example' })).rejects.toMatchObject({
      path: 'adapter.use',
    });
  });
});

describe('where answers go', () => {
  it('M13 SEC33 never to the address that the definition gives for another adapter', async () => {
    const config = { ...signup, adapter: { use: 'http', endpoint: 'https://collector.example' } };
    await expect(open({ config, adapter: 'webhook' })).rejects.toMatchObject({ path: 'adapter.endpoint' });
    await expect(open({ config })).resolves.toBeDefined();
  });

  it('M13 tells of a mirror that is set up wrongly before anybody answers, where no page is there to show it', async () => {
    const mirrors = [{ use: 'segment' }];
    const config = { ...signup, adapter: { use: 'http', endpoint: 'https://collector.example', mirrors } };
    await expect(open({ config })).rejects.toMatchObject({ path: 'adapter.mirrors[0].writeKey' });
  });
});

describe('who is asked who the visitor is', () => {
  /** The paths a back end is asked for while a form opens for somebody who came by a link. */
  async function pathsAsked(options: Partial<Parameters<typeof FormSession.open>[0]>): Promise<string[]> {
    const paths: string[] = [];
    const server = createServer(({ url = '' }, response) => {
      paths.push(url);
      response.end('{}');
    });
    await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
    const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;
    await open({ endpoint, link: { token: 'a.signed.token' }, ...options });
    server.closeAllConnections();
    await new Promise((resolve) => void server.close(resolve));
    return paths;
  }

  it('M12 SEC33 never a webhook, which would get the token of the link', async () => {
    expect(await pathsAsked({ adapter: 'webhook' })).toEqual([]);
    const config = { ...signup, adapter: { use: 'webhook' } };
    expect(await pathsAsked({ config })).toEqual([]);
  });

  it('M13 the collector, also where the page has an adapter of its own', async () => {
    expect(await pathsAsked({})).toEqual(['/hook/v1/recognise']);
    const adapter = { name: 'mine', send: () => undefined };
    expect(await pathsAsked({ adapter })).toEqual(['/hook/v1/recognise']);
  });
});

describe('the words', () => {
  it.each(['../../x', 'xx-YY', 'ar', 'deutsch', ''])(
    'BAD23 are English for the locale "%s"',
    async (locale) => {
      const parts = createParts();
      expect(await parts.firstWords(locale)).toBeUndefined();
      expect(await parts.words(locale)).toBe(enLate);
    },
  );

  it.each(['de', 'de-AT', 'DE'])('are German for "%s", none missing', async (locale) => {
    const words = await createParts().words(locale);
    expect(Object.keys(words).sort()).toEqual(Object.keys(en).sort());
    expect(words.send).toBe('Absenden');
  });
});
