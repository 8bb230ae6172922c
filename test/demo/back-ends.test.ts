import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { createBackEnds } from '../../demo/back-ends.js';
import { scopeThemes } from '../../demo/scope-themes.js';
import { createVisits, type Visit } from '../../demo/visits.js';
import { checkConfig } from '../../src/check/check-config.js';

const visit = '/00000000-0000-4000-8000-000000000001';
const other = '/00000000-0000-4000-8000-000000000002';

function start() {
  const app = createBackEnds();
  const post = (path: string, body: string) => app.request(path, { method: 'POST', body });
  return {
    post,
    next: (next: unknown) => post(`${visit}/next`, JSON.stringify({ next })),
    read: async (id = visit) => (await (await app.request(id)).json()) as Visit,
    forget: () => app.request(visit, { method: 'DELETE' }),
  };
}

describe('the back ends of the demo', () => {
  it('the webhook echoes the id, and what it was sent is told to that visit alone, until it is forgotten', async () => {
    const { post, read, forget } = start();
    const response = await post(`${visit}/webhook`, 'submission_id=one&email=ada%40example.org');
    expect(await response.json()).toEqual({ id: 'one' });
    expect((await read()).received).toMatchObject([
      { by: 'webhook', outcome: 'taken', body: 'submission_id=one&email=ada%40example.org' },
    ]);
    expect((await read(other)).received).toEqual([]);
    await forget();
    expect((await read()).received).toEqual([]);
  });

  it('fails the next time only, and then says when to come again', async () => {
    const { post, next, read } = start();
    await next('fail');
    const failed = await post(`${visit}/webhook`, 'submission_id=one');
    expect([failed.status, failed.headers.get('retry-after')]).toEqual([503, '2']);
    expect((await post(`${visit}/webhook`, 'submission_id=one')).status).toBe(200);
    expect((await read()).received.map(({ outcome }) => outcome)).toEqual(['failed', 'taken']);
  });

  it('Mautic refuses the next address in words, and a mirror uses up nothing of that', async () => {
    const { post, next } = start();
    await next('refuse');
    await post(`${visit}/segment/v1/batch`, '{}');
    const answers = [];
    for (let i = 0; i < 2; i++)
      answers.push(await (await post(`${visit}/mautic/form/submit?ajax=1`, 'mauticform[email]=a')).json());
    expect(answers).toEqual([
      { success: 0, validationErrors: { email: expect.stringContaining('on the list already') as string } },
      { success: 1 },
    ]);
  });

  it.each(['explode', 'toString', 1, null])('is told to %j in vain', async (word) =>
    expect((await start().next(word)).status).toBe(400),
  );

  it('takes no body that is larger than a form’s, and no visit by another name', async () => {
    const { post } = start();
    expect((await post(`${visit}/webhook`, 'x'.repeat(20_000))).status).toBe(413);
    expect((await post('/somebody/webhook', 'x')).status).toBe(404);
  });

  it('keeps no more than some visits, and no more than some of each', () => {
    const visits = createVisits();
    const one = { by: 'webhook', at: '', outcome: 'taken', body: '' } as const;
    for (let i = 0; i < 150; i++) visits.hear('long', one);
    expect(visits.read('long').received).toHaveLength(30);
    for (let i = 0; i < 150; i++) visits.hear(`visit ${i}`, one);
    expect(visits.read('long').received).toHaveLength(0);
    expect(visits.read('visit 149').received).toHaveLength(1);
  });
});

describe('the pages', () => {
  it.each(['back-ends/form', 'looks/en', 'looks/de', 'looks/ar'])(
    'show a definition that is right: %s',
    async (name) => {
      const file = new URL(`../../demo/pages/${name}.json`, import.meta.url);
      const text = (await readFile(file, 'utf8')).replaceAll('{visit}', visit.slice(1));
      expect(checkConfig(text)).toEqual([]);
    },
  );

  it('have the very themes of the package, each inside its own look', async () => {
    const css = await scopeThemes();
    for (const name of ['example', 'high-contrast']) {
      const theme = await readFile(new URL(`../../themes/${name}.css`, import.meta.url), 'utf8');
      expect(css).toContain(`.look-${name} {\n${theme}}`);
    }
  });
});
