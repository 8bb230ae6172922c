import { beforeEach, describe, expect, it } from 'vitest';
import type { Db } from '../../src/collector/db.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { agreed, createWorld, emptyTables, erika, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';
import {
  agree,
  askByMail,
  click,
  everything,
  nurture,
  operatorKey,
  pathOf,
  personal,
  post,
  tokenOf,
} from './one-click.js';

const day = 24 * hour;

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db, { operatorKey });
  await emptyTables(db);
});

/** The whitepaper form with its mailed question changed. */
async function change(over: Partial<FormConfig>, field: object = {}): Promise<void> {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((one) => (one.name === 'plm' ? { ...one, ...field } : one));
  world = await createWorld(db, { operatorKey, forms: [{ ...form, fields, ...over }] });
}
const lead = async () => (await world.collector.leads())[0];
const plm = async () => factsOf(await lead())['plm'];
const textOf = async (path: string, headers?: Record<string, string>) =>
  (await world.get(path, headers)).text();
const onward = (page: string) => /http:\/\/site\.test\/whitepaper\/#pf=([\w.-]+)/.exec(page)?.[1];

describe('the page of the question', () => {
  it('F7 S39 shows all answers with their pictures and words, the clicked one chosen, and a button', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    const page = await textOf(pathOf(answers[1]));
    expect(page).toContain('<html lang="de" dir="ltr">');
    expect(page).toContain('Mit welchem PLM-System arbeiten Sie?</h1>');
    const shown = [...page.matchAll(/<input type="radio" name="option" value="(\w+)" (checked)?/g)];
    expect(shown.map(([, value, checked]) => [value, checked])).toEqual([
      ['kordis', undefined],
      ['velano', 'checked'],
      ['tristol', undefined],
    ]);
    expect(page.match(/<img src="[^"]+" alt="" \/>/g)).toHaveLength(3);
    for (const { label } of answers) expect(page).toContain(`<span>${label}</span>`);
    expect(page).toMatch(
      /<form method="post" action="\.\.\/v1\/answers">[^]*<button>Antwort absenden<\/button>/,
    );
  });

  it('SEC12 SEC17 allows no script, frame, referrer or index, and pictures from where they come only', async () => {
    const { answers } = await askByMail(world);
    const response = await world.get(pathOf(answers[0]));
    expect(response.headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; img-src http:\/\/localhost:4173; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(response.headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(response.headers.get('Cache-Control')).toBe('no-store');
    const page = await response.text();
    expect(page).toContain('<meta name="robots" content="noindex" />');
    expect(page).not.toMatch(/<script|style=|http-equiv|\son\w+=/);
  });

  it('SEC12 shows no picture from where it would do harm, and escapes what the definition says', async () => {
    const options = [
      { value: '"><b>', label: '<i>Kordis</i>', image: 'http://other.example/a.svg' },
      { value: 'b', label: 'B', image: "https://pictures.example/b.svg?a='; script-src *" },
    ];
    await change({}, { options });
    const { answers } = await askByMail(world);
    expect(answers[0]).not.toHaveProperty('image');
    const response = await world.get(pathOf(answers[0]));
    expect(response.headers.get('Content-Security-Policy')).not.toMatch(/script|other\.example/);
    expect(await response.text()).not.toMatch(/<b>|<i>|other\.example/);
  });

  it('SEC17 tells nothing about who she is', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    expect(await textOf(pathOf(answers[0]))).not.toMatch(/Erika|Muster|firma/i);
  });
});

describe('the click', () => {
  it('F7 S39 S14 writes the answer as one submission and one dated fact of this person', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    world.clock.now += hour;
    const response = await click(world, answers[0]);
    expect([response.status, await response.text()]).toEqual([200, expect.stringContaining('Danke')]);
    const { facts = [], submissions = [] } = (await lead()) ?? {};
    expect(facts.find(({ name }) => name === 'plm')).toMatchObject({
      value: 'kordis',
      text: 'Kordis',
      source: 'typed',
      at: new Date(world.clock.now).toISOString(),
    });
    expect(submissions.map(({ step }) => step)).toEqual(['contact', 'mail']);
  });

  it('F7 takes the answer that is chosen on the page, not the one of the mail', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[0], 'tristol');
    expect(await plm()).toBe('tristol');
  });

  it('F7 again, at once or later, with this answer or another, it changes nothing and shows the same thanks', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    const pages = await Promise.all(
      Array.from({ length: 10 }, async (_, i) => (await click(world, answers[i % 3])).text()),
    );
    expect(new Set(pages).size).toBe(1);
    const [said, before] = [await plm(), await everything(world)];
    world.clock.now += day;
    for (const answer of answers) expect(await (await click(world, answer)).text()).toBe(pages[0]);
    expect(await everything(world)).toBe(before);
    expect((await lead())?.submissions).toHaveLength(2);
    expect(answers.map(({ value }) => value)).toContain(said);
  });

  it('F7 a question that is mailed twice is answered once', async () => {
    await agree(world);
    const [first, second] = [await askByMail(world), await askByMail(world)];
    await click(world, first.answers[0]);
    await click(world, second.answers[1]);
    expect([await plm(), (await lead())?.submissions.length]).toEqual(['kordis', 2]);
    const third = await askByMail(world);
    world.clock.now += hour;
    await click(world, third.answers[2]);
    expect([await plm(), (await lead())?.submissions.length]).toEqual(['tristol', 3]);
  });

  it('S39 an answer may move her to the next stage of the lifecycle, like any other', async () => {
    await change({ stages: [{ id: 'user', when: { plm: 'kordis' } }] });
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[0]);
    expect((await lead())?.stage).toBe('user');
  });

  it('F7 the answer stands with the step that asks the question on the page, where one does', async () => {
    const { steps } = await readForm('whitepaper');
    await change({ steps: [...steps, { id: 'tools', reason: 'r', fields: ['plm'] }] });
    await agree(world);
    const { answers } = await askByMail(world);
    world.clock.now += hour;
    await click(world, answers[0]);
    expect((await lead())?.submissions.map(({ step }) => step)).toEqual(['contact', 'tools']);
  });

  it('F7 of a question with several answers to tick it is the one', async () => {
    await change({}, { type: 'checkbox' });
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[1]);
    expect(await plm()).toEqual(['velano']);
  });

  it('SEC13 is taken from the own page, also in views that tell no origin, and from no other', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    const fields = { token: tokenOf(answers[0]), option: 'kordis' };
    const foreign = await post(world, fields, { Origin: 'http://site.test' });
    expect([foreign.status, foreign.headers.get('Access-Control-Allow-Origin')]).toEqual([403, null]);
    expect(await plm()).toBeUndefined();
    expect((await post(world, fields, { Origin: 'http://collector.test' })).status).toBe(200);
    expect(await plm()).toBe('kordis');
  });

  it('F7 without a choice the question is shown again, in words', async () => {
    const { answers } = await askByMail(world);
    const response = await post(world, { token: tokenOf(answers[0]) });
    expect(response.status).toBe(422);
    expect(await response.text()).toMatch(/role="alert">Bitte wählen[^]*value="kordis" checked/);
  });
});

describe('what follows', () => {
  it('S10 S38 the thanks lead on to the form, by a link that is good once', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    const token = onward(await (await click(world, answers[0])).text());
    expect(await world.recognise({ token })).toMatchObject({
      strength: 'link',
      facts: { firstName: { value: 'Erika' } },
      known: { plm: expect.any(String) as string },
    });
    const again = onward(await (await click(world, answers[0])).text());
    expect(await world.recognise({ token: again })).toEqual(await world.recognise({}));
  });

  it('SEC17 that link is as old as the mail: after a day it shows no value any more', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    world.clock.now += day + 1000;
    const token = onward(await (await click(world, answers[0])).text());
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link', facts: {} });
    world.clock.now += 14 * day;
    expect((await click(world, answers[0])).status).toBe(410);
  });

  it('F7 whoever only opens the link of a question that is answered gets no way on', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[0]);
    const page = await textOf(pathOf(answers[1]));
    expect(page).toContain('Danke für Ihre Antwort');
    expect(onward(page)).toBeUndefined();
  });
});

describe('nothing is kept of whoever did not agree', () => {
  it('S47 an address that was never here is thanked, told so, and led on', async () => {
    const { answers } = await askByMail(world);
    for (const answer of [answers[0], answers[1]]) {
      const page = await (await click(world, answer)).text();
      expect(page).toContain('Gespeichert haben wir sie nicht');
      expect(onward(page)).toBeDefined();
    }
    expect((await lead())?.submissions).toEqual([]);
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
  });

  it.each([
    ['which the form needs to remember her', {}],
    ['which the question needs', { purpose: 'profiling' }],
  ])(
    'SEC20 S47 a consent %s, ticked beside her address by somebody else, keeps nothing',
    async (_, field) => {
      const { profile } = await readForm('whitepaper');
      await change('purpose' in field ? { profile: { ...profile, remember: 'always' } } : {}, field);
      await world.submit({ ...erika, firstName: 'Eve' }, { anonymousId: 'eve', ...agreed(world) });
      const { answers } = await askByMail(world);
      expect(await (await click(world, answers[0])).text()).toContain('Gespeichert haben wir sie nicht');
      expect(await plm()).toBeUndefined();
      expect((await lead())?.submissions).toHaveLength(1);
    },
  );

  it('S47 a consent that came with a link is her own', async () => {
    const { url } = await askByMail(world);
    const { proof } = await world.recognise({ token: url.split('#pf=')[1] });
    await world.submit({ company: 'Firma' }, { step: 'company', proof: String(proof), ...agreed(world) });
    await click(world, (await askByMail(world)).answers[0]);
    expect(await plm()).toBe('kordis');
  });

  it('SEC20 S47 whose answer it is by then decides, not whose it was when the page was asked for', async () => {
    let [before, id] = [async () => undefined as unknown, ''];
    const late: Db = { ...db, tx: async (work) => (await before(), db.tx(work)) };
    world = await createWorld(late, { operatorKey });
    await agree(world);
    const { answers } = await askByMail(world);
    await askByMail(world, { email: 'other@firma.example' });
    [{ id }] = (await db.query("SELECT id FROM person WHERE email_key LIKE 'other@%'")) as [{ id: string }];
    before = () => db.query('UPDATE answer_link SET person_id = $1', [id]);
    await click(world, answers[0]);
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
    expect(await db.query("SELECT 1 FROM fact WHERE name = 'plm'")).toEqual([]);
  });

  it('S50 somebody who took the consent back since then is', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    await db.query('UPDATE consent SET withdrawn_at = $1', [new Date(world.clock.now)]);
    await click(world, answers[0]);
    expect(await plm()).toBeUndefined();
  });

  it('S50 a purpose of its own needs its own consent', async () => {
    const { purposes } = await readForm('whitepaper');
    const news = { label: 'News', legalBasis: 'explicit', retention: 'P1Y' } as const;
    await change({ purposes: { ...purposes, news } }, { purpose: 'news' });
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[0]);
    expect((await lead())?.submissions).toHaveLength(1);
    const [given] = agreed(world).consents;
    await world.submit(erika, { consents: [given!, { ...given!, purpose: 'news' }] });
    await click(world, (await askByMail(world)).answers[1]);
    expect((await lead())?.submissions).toHaveLength(2);
    await world.click(await world.confirmPath());
    await click(world, (await askByMail(world)).answers[1]);
    expect(await plm()).toBe('velano');
  });

  it('S47 a form that may always remember keeps it', async () => {
    const { purposes } = await readForm('whitepaper');
    const profiling = { ...purposes['profiling']!, legalBasis: 'implicit' } as const;
    await change({ purposes: { ...purposes, profiling }, profile: { remember: 'afterSubmit' } });
    const { answers } = await askByMail(world);
    await click(world, answers[0]);
    expect(await plm()).toBe('kordis');
  });
});

describe('a link that is not good', () => {
  const gone = async (path: string) => {
    const response = await world.get(path, { 'Accept-Language': 'de' });
    return [response.status, [...response.headers], await response.text()];
  };
  const none = () => gone(`/l/${'A'.repeat(43)}`);

  it.each<[string, (path: string) => unknown]>([
    ['expired', () => (world.clock.now += 14 * day)],
    ['revoked', () => world.collector.revokeLinks(personal)],
    ['of a person who was erased', () => world.collector.erase(personal)],
    ['of a form that is not here any more', async () => (world = await createWorld(db, { forms: [] }))],
    ['of a question that is not mailed any more', () => change({}, { byMail: false })],
    ['of an answer that is none any more', () => change({}, { options: [{ value: 'a', label: 'A' }] })],
  ])('BAD41 SEC17 one %s shows the page of none, and its click writes nothing', async (_, spoil) => {
    await agree(world);
    const { answers } = await askByMail(world);
    await spoil(pathOf(answers[0]));
    const before = await everything(world);
    expect(await gone(pathOf(answers[0]))).toEqual(await none());
    const posted = await post(world, { token: tokenOf(answers[0]), option: 'kordis' });
    expect(posted.status).toBe(410);
    expect(await everything(world)).toBe(before);
  });

  it.each<[string, (good: string) => string]>([
    ['forged', (good) => `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`],
    ['longer', (good) => `${good}A`],
    ['of 100 KB', () => 'a'.repeat(100_000)],
    ['empty', () => ' '],
    ['with a null character', () => '%00'],
    ['with other signs', (good) => `${good.slice(0, -1)}'`],
    ['that is a signed one', () => 'eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.'],
  ])('BAD40 BAD41 one %s shows the page of none, and its click writes nothing', async (_, make) => {
    const { answers } = await askByMail(world);
    const token = make(tokenOf(answers[0]));
    const before = await everything(world);
    expect(await gone(`/l/${encodeURIComponent(token)}`)).toEqual(await none());
    expect((await post(world, { token, option: 'kordis' })).status).toBe(410);
    expect(await everything(world)).toBe(before);
  });

  it('BAD40 the signed link of the same mail is no answer', async () => {
    const { url } = await askByMail(world);
    const token = url.split('#pf=')[1] ?? '';
    expect((await post(world, { token, option: 'kordis' })).status).toBe(410);
  });

  it('SEC17 one of another tenant is none', async () => {
    const { answers } = await askByMail(world);
    world = await createWorld(db, { operatorKey, tenant: 'other' });
    expect(await gone(pathOf(answers[0]))).toEqual(await none());
  });

  it('SEC17 the token is long, and only its hash is at rest; what is expired goes with the next mails', async () => {
    const { answers } = await askByMail(world);
    expect(Buffer.from(tokenOf(answers[0]), 'base64url')).toHaveLength(32);
    expect(await everything(world)).not.toContain(tokenOf(answers[0]));
    world.clock.now += 14 * day;
    await world.collector.sendDueMails();
    expect(await db.query('SELECT 1 FROM answer_link')).toEqual([]);
  });
});

describe('the mail two days later', () => {
  const subject = () => world.mails.at(-1)?.subject;

  it('S39 F7 asks the question with a link for each answer, as text and in pictures with their words', async () => {
    await agree(world);
    const { text, html } = await nurture(world);
    expect(text).toMatch(
      /#pf=[\w.-]+\n\nMit welchem PLM-System arbeiten Sie\?\n\nKordis: http:\S+\/l\/[\w-]{43}\nVelano: http:\S+\nTristol: http:\S+\n\nSie bekommen/,
    );
    for (const label of ['Kordis', 'Velano', 'Tristol']) {
      expect(html).toMatch(
        new RegExp(`<a href="http://collector\\.test/l/[\\w-]{43}"><img src="http:[^"]+" alt="${label}"`),
      );
    }
    expect(html).not.toMatch(/<script|<style|position/);
  });

  it('S40 refers to her answer instead of asking again, and never in the subject', async () => {
    await agree(world);
    const { answers } = await askByMail(world);
    await click(world, answers[1]);
    const { text, html } = await nurture(world);
    for (const part of [text, html]) {
      expect(part).toContain('Sie arbeiten mit Velano: Die Checkliste');
      expect(part).not.toContain('Mit welchem PLM-System');
      expect(part).not.toContain('/l/');
    }
    expect(subject()).toBe('Zu „Leichtbau in Serie“');
  });

  it('S40 SEC24 escapes what the definition says, and tells no sensitive answer back', async () => {
    const options = [{ value: 'kordis', label: '<b>K</b>', mention: '<i>K</i> & mehr' }];
    await change({}, { options });
    await agree(world);
    await click(world, (await askByMail(world)).answers[0]);
    expect((await nurture(world)).html).toContain('&lt;i&gt;K&lt;/i&gt; &amp; mehr');
    await emptyTables(db);
    await change({}, { options, sensitive: true });
    await agree(world);
    await click(world, (await askByMail(world)).answers[0]);
    expect((await nurture(world)).text).not.toContain('K</i> & mehr');
  });

  it.each<[string, object, () => unknown]>([
    ['whose own condition does not hold', { when: { company: { known: true } } }, () => undefined],
    ['that mails may not ask', { byMail: false }, () => undefined],
    ['that she refused', {}, () => refuse()],
  ])('S10 F10 does not ask a question %s', async (_, field, act) => {
    await change({}, field);
    await agree(world);
    await act();
    const { text } = await nurture(world);
    expect(text).toContain('#pf=');
    expect(text).not.toContain('PLM');
  });

  const refuse = () => {
    const asks = { plm: { at: new Date(world.clock.now).toISOString(), outcome: 'refused' } } as const;
    return world.submit(erika, { ...agreed(world), asks });
  };

  it('F7 a mail that is sent a second time asks the same question: it is answered once', async () => {
    const mails: string[] = [];
    let down = true;
    const send = async ({ text }: { readonly text: string }) => {
      mails.push(text);
      if (down && text.includes('#pf=')) throw new Error('the connection broke after the mail was taken');
    };
    world = await createWorld(db, { mail: { transport: { send, close: () => {} }, from: 'a@b.example' } });
    await world.submit(erika, agreed(world));
    await world.collector.sendDueMails();
    const path = /http:\/\/collector\.test(\/v1\/confirm\/[\w-]+)/.exec(mails[0] ?? '')?.[1] ?? '';
    await world.get(await world.click(path));
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    down = false;
    world.clock.now += hour;
    await world.collector.sendDueMails();
    const answers = mails.slice(1).map((text) => /Kordis: (\S+)/.exec(text)?.[1] ?? '');
    expect(new Set(answers).size).toBe(2);
    for (const link of answers) await click(world, { url: link, value: 'kordis', label: 'Kordis' });
    expect((await lead())?.submissions).toHaveLength(2);
  });

  it('SEC17 goes to her own address alone, whatever others say it is', async () => {
    await agree(world);
    await world.get(await world.click(await world.confirmPath()));
    await db.query(
      `INSERT INTO fact (tenant, submission_id, name, purpose, person_id, value, source, at)
       SELECT tenant, $1::uuid, name, purpose, person_id, '"thief@evil.example"', 'backend', $2::timestamptz
       FROM fact WHERE name = 'email'`,
      [world.mintId(), new Date(world.clock.now + 1)],
    );
    world.clock.now += 48 * hour;
    await world.collector.sendDueMails();
    expect(world.mails.map(({ to }) => to)).toEqual([erika['email'], erika['email']]);
  });
});
