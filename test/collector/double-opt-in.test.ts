import { beforeEach, describe, expect, it } from 'vitest';
import {
  agreed,
  assetId,
  consentText,
  createWorld,
  emptyTables,
  erika,
  factsOf,
  hour,
  openTestDb,
  readForm,
} from './harness.js';
import type { World } from './harness.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

const rows = async (table: string) =>
  (await db.query<Record<string, unknown>>(`SELECT * FROM ${table}`)) as Record<string, unknown>[];
/** Everything stored but the mail queue, whose rows count attempts. */
const everything = async () =>
  JSON.stringify(
    await Promise.all(
      ['person', 'submission', 'consent', 'confirmation', 'confirmation_token', 'mail', 'device'].map(rows),
    ),
  );

describe('the confirmation page', () => {
  it('S42 opening the link changes nothing; only the click confirms', async () => {
    await world.submit(erika, agreed(world));
    const path = await world.confirmPath();
    const before = await everything();
    const page = await world.get(path);
    expect(page.status).toBe(200);
    expect(await page.text()).toContain('<form method="post">');
    await world.collector.fetch(new Request(`http://collector.test${path}`, { method: 'HEAD' }));
    expect(await everything()).toBe(before);
    await world.click(path);
    expect((await world.collector.leads())[0]?.confirmedAt).toBe(new Date(world.clock.now).toISOString());
  });

  it('S42 the file is there at once after the click, and not before', async () => {
    await world.submit(erika, agreed(world));
    const path = await world.confirmPath();
    expect((await world.get(`/v1/assets/${assetId}`)).status).toBe(403);
    expect(await (await world.get(path)).text()).not.toContain('/v1/assets/');
    const file = await world.get(await world.click(path));
    expect(file.status).toBe(200);
    expect(await file.text()).toBe('%PDF-1.7 of the test');
    expect(file.headers.get('Content-Disposition')).toBe(
      `attachment; filename="Leichtbau _f_r Serie_.pdf"; filename*=UTF-8''Leichtbau%20%28f%C3%BCr%20Serie%29.pdf`,
    );
    expect(file.headers.get('Cache-Control')).toBe('private, no-store');
  });

  it('S42 a repeated click is harmless and gives a fresh link', async () => {
    await world.submit(erika, agreed(world));
    const path = await world.confirmPath();
    const first = await world.click(path);
    const confirmed = (await world.collector.leads())[0]?.confirmedAt;
    world.clock.now += hour;
    const second = await world.click(path);
    expect((await world.collector.leads())[0]?.confirmedAt).toBe(confirmed);
    expect([(await world.get(first)).status, (await world.get(second)).status]).toEqual([403, 200]);
  });

  it('S42 after 72 hours the link is gone, and a click does nothing', async () => {
    await world.submit(erika, agreed(world));
    const path = await world.confirmPath();
    world.clock.now += 72 * hour;
    const page = await world.post(path, '');
    expect(page.status).toBe(410);
    expect(await page.text()).toContain('Dieser Link gilt nicht mehr');
    expect((await world.collector.leads())[0]?.confirmedAt).toBeUndefined();
  });

  it('S42 the record shows the words by their hash, the version, and both times', async () => {
    await world.submit(erika, agreed(world));
    const asked = new Date(world.clock.now);
    const path = await world.confirmPath();
    world.clock.now += hour;
    await world.click(path);
    expect(await rows('confirmation')).toMatchObject([
      {
        words_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        form_version: '1',
        purpose: 'delivery',
        requested_at: asked,
        confirmed_at: new Date(world.clock.now),
      },
    ]);
    expect(await rows('consent')).toMatchObject([
      {
        text: consentText,
        text_hash: expect.stringMatching(/^[0-9a-f]{64}$/),
        page_path: '/whitepaper/',
        confirmed_at: new Date(world.clock.now),
      },
    ]);
  });

  it('SEC20 the token is long, and only its hash is at rest', async () => {
    await world.submit(erika, agreed(world));
    expect(await everything()).not.toContain('token_hash');
    const token = (await world.confirmPath()).split('/').at(-1) ?? '';
    expect(Buffer.from(token, 'base64url')).toHaveLength(32);
    expect(await everything()).not.toContain(token);
  });

  it('SEC20 the page allows no script, no frame, no referrer and no cache, and its one style by hash', async () => {
    await world.submit(erika, agreed(world));
    const page = await world.get(await world.confirmPath());
    const policy = page.headers.get('Content-Security-Policy') ?? '';
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(page.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(page.headers.get('Cache-Control')).toBe('no-store');
    const text = await page.text();
    const style = /<style>([\s\S]*)<\/style>/.exec(text)?.[1] ?? '';
    const digest = Buffer.from(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(style)));
    expect(policy).toContain(`'sha256-${digest.toString('base64')}'`);
    expect(text).not.toMatch(/<script|style=|http-equiv|\son\w+=/);
  });

  it('SEC20 the words that were agreed to stand on the page, as text', async () => {
    const consents = [{ ...agreed(world).consents[0]!, text: '<img src=x onerror=alert(1)>' }];
    await world.submit(erika, { consents });
    const text = await (await world.get(await world.confirmPath())).text();
    expect(text).toContain('&lt;img src=x onerror=alert(1)&gt;');
  });

  it.each(['x', 'a'.repeat(43), `${'a'.repeat(42)}'`, '%00', '..%2f'])(
    'SEC24 a made-up token (%s) leads to a page in words, in the language of the browser',
    async (token) => {
      const page = await world.get(`/v1/confirm/${token}`, { 'Accept-Language': 'de-AT,en;q=0.5' });
      expect(page.status).toBe(410);
      expect(await page.text()).toContain('Dieser Link gilt nicht mehr');
    },
  );

  it('SEC20 a link sent to a mistyped address does not confirm the mended one', async () => {
    const sessionId = world.mintId();
    await world.submit({ ...erika, email: 'erik@firma.example' }, { sessionId, ...agreed(world) });
    const wrong = await world.confirmPath();
    world.clock.now += 1_000;
    await world.submit(erika, { sessionId, ...agreed(world) });
    await expect(world.click(wrong)).rejects.toThrow('no link found');
    const leads = await world.collector.leads();
    expect(leads.map((lead) => [factsOf(lead)['email'], Boolean(lead.confirmedAt)])).toEqual([
      [erika['email'], false],
    ]);
  });
});

describe('the file', () => {
  it.each([
    ['none', ''],
    ['a made-up one', '?grant=abc'],
    ['one of 100 KB', `?grant=${'a'.repeat(100_000)}`],
  ])('S41 with %s for a grant there is a page in words, in the language of the form', async (_, query) => {
    const page = await world.get(`/v1/assets/${assetId}${query}`);
    expect(page.status).toBe(403);
    expect(await page.text()).toContain('gilt nicht mehr');
    expect((await world.get('/v1/assets/constructor')).status).toBe(403);
  });

  it('S41 a grant lasts 15 minutes', async () => {
    await world.submit(erika, agreed(world));
    const download = await world.click(await world.confirmPath());
    world.clock.now += 14 * 60_000;
    expect((await world.get(download)).status).toBe(200);
    world.clock.now += 60_000;
    expect((await world.get(download)).status).toBe(403);
  });

  it('S41 the device that asked is given the file once its submission is confirmed, another is not', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    expect(await world.recognise({ anonymousId })).not.toHaveProperty('asset');
    await world.click(await world.confirmPath());
    const { asset } = (await world.recognise({ anonymousId })) as { asset: { id: string; url: string } };
    expect(asset.id).toBe(assetId);
    expect((await world.get(asset.url.replace('http://collector.test', ''))).status).toBe(200);
    const other = world.mintId();
    await world.submit(erika, { anonymousId: other, ...agreed(world) });
    expect(await world.recognise({ anonymousId: other })).not.toHaveProperty('asset');
  });
});

describe('only confirmed contacts count', () => {
  it('S43 a contact is pending until the click', async () => {
    await world.submit(erika, agreed(world));
    expect((await world.collector.leads())[0]).not.toHaveProperty('confirmedAt');
  });

  it('S43 a device whose address is confirmed is not asked to confirm it again', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    await world.click(await world.confirmPath());
    await world.submit({ ...erika, company: 'Firma' }, { anonymousId, step: 'company' });
    expect(await world.collector.sendDueMails()).toBe(0);
  });

  it('S43 somebody else who types a confirmed address is asked to confirm it', async () => {
    await world.submit(erika, agreed(world));
    await world.click(await world.confirmPath());
    await world.submit(erika, { anonymousId: world.mintId(), ...agreed(world) });
    expect(await world.collector.sendDueMails()).toBe(1);
  });
});

describe('without consent to be remembered', () => {
  it('S47 the request is served, and nothing is kept but the submission', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId });
    expect(await world.collector.leads()).toEqual([]);
    for (const table of ['person', 'fact', 'device']) expect(await rows(table)).toEqual([]);
    expect((await rows('submission'))[0]).toMatchObject({ person_id: null, anonymous_id: null });
    expect(JSON.stringify(await world.recognise({ anonymousId }))).toBe(
      JSON.stringify(await world.recognise({ anonymousId: world.mintId() })),
    );
    expect(await world.collector.submissionsWithoutPerson()).toMatchObject([
      { formId: 'whitepaper', confirmed: false },
    ]);
  });

  it('S47 the file still comes after the click, and no mail follows it', async () => {
    await world.submit(erika);
    const download = await world.click(await world.confirmPath());
    expect((await world.get(download)).status).toBe(200);
    world.clock.now += 49 * hour;
    expect(await world.collector.sendDueMails()).toBe(0);
    expect(await world.collector.submissionsWithoutPerson()).toMatchObject([{ confirmed: true }]);
  });

  it('S47 a consent once given from this device for this address holds for its next steps', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    await world.submit({ company: 'Firma', jobTitle: 'Leitung' }, { anonymousId, step: 'company' });
    expect(factsOf((await world.collector.leads())[0])).toMatchObject({
      company: 'Firma',
      jobTitle: 'Leitung',
    });
  });

  it('S47 it does not cover another person who then sits at the device', async () => {
    const anonymousId = world.mintId();
    await world.submit(erika, { anonymousId, ...agreed(world) });
    await world.submit({ ...erika, email: 'max@firma.example' }, { anonymousId });
    expect(await world.collector.leads()).toHaveLength(1);
    expect(await world.collector.submissionsWithoutPerson()).toHaveLength(1);
  });

  it('S47 a form that never remembers keeps no person even with consent', async () => {
    const form = { ...(await readForm('whitepaper')), profile: { remember: 'never' } as const };
    const forgetful = await createWorld(db, { forms: [form] });
    await forgetful.submit(erika, agreed(forgetful));
    expect(await forgetful.collector.leads()).toEqual([]);
  });

  it('SEC29 the consent stands with its exact words, language, version and time beside the lead', async () => {
    await world.submit(erika, agreed(world));
    const at = new Date(world.clock.now).toISOString();
    expect((await world.collector.leads())[0]?.consents).toEqual([
      { purpose: 'profiling', text: consentText, locale: 'de', at, version: '1' },
    ]);
  });
});
