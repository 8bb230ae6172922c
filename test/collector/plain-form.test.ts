/** The form for whoever has no script: what it asks, what it takes, and what it never does. */
import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { openVisit } from '../../src/collector/plain-form/show-view.js';
import type { Answers } from '../../src/model/answers.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import type { Submission } from '../../src/model/submission.js';
import { cases, noon } from '../fixtures/forms.js';
import { definitions } from '../plan/arbitraries.js';
import { lives } from '../plan/property-arbitraries.js';
import { form } from '../plan/rules/a-form.js';
import { createWorld, emptyTables, erika, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';
import { bodyOf, fillIn, open, readPage, send } from './plain-browser.js';
import type { PlainPage } from './plain-browser.js';
import { askedBy, openElement, visitElement, visitPages } from './plain-visits.js';

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db);
  await emptyTables(db);
});

/** Replaces the collector by one that has this form. */
async function use(config: FormConfig, over: object = {}): Promise<void> {
  world = await createWorld(db, { forms: [config], ...over });
}

const fill = (page: PlainPage, answers: Answers, id = 'whitepaper') =>
  fillIn(world.collector, id, page, answers);
/** As clocks are: no two requests come at one moment. */
const ticking = {
  fetch: (request: Request) => {
    world.clock.now += 1;
    return world.collector.fetch(request);
  },
};
const submissions = () =>
  db.query<Submission & Record<string, unknown>>('SELECT * FROM submission ORDER BY client_ms, step');
const lead = async () => (await world.collector.leads())[0];
const count = async () => (await submissions()).length;
const agrees = { ...erika, profiling: true };

const hidden: fc.Arbitrary<readonly Partial<Field>[]> = fc
  .subarray<Partial<Field>>([
    { name: 'source', purpose: 'delivery', value: 'fair' },
    { name: 'campaign', purpose: 'profiling', value: 'spring' },
    { name: 'broken', purpose: 'delivery', value: 'x', rules: { pattern: '[0-9]+' } },
  ])
  .map((list) => list.map((field) => ({ type: 'hidden', label: '', ...field })));

/** Some of the steps have fixed values, with and without consent, and a pattern that an answer keeps to or not. */
const fuller: fc.Arbitrary<FormConfig> = fc
  .tuple(definitions, hidden, fc.nat(2), fc.boolean())
  .map(([config, more, at, keeps]) => {
    const names = more.map(({ name = '' }) => name);
    const pattern = keeps ? '.*' : '[A-F].*';
    return {
      ...config,
      fields: [
        ...config.fields.map((field) => (field.type === 'text' ? { ...field, rules: { pattern } } : field)),
        ...(more as readonly Field[]),
      ],
      steps: config.steps.map((step, i) =>
        i === at % config.steps.length ? { ...step, fields: [...step.fields, ...names] } : step,
      ),
    };
  });

describe('the questions', () => {
  it.each(['whitepaper', 'signup', 'onboarding', 'feedback'])(
    'SEC34 F12 are those of the element to the same stranger: %s',
    async (id) => {
      const config = await readForm(id);
      await use(config);
      const page = await open(world.collector, id);
      expect(page.status).toBe(200);
      expect(page.names).toEqual(askedBy(await openElement(config)));
      expect(page.names.length).toBeGreaterThan(0);
    },
  );

  it('F12 are those of the element for whatever definition', async () => {
    const context = { clock: () => noon, mintId: () => 'id', pages: {} };
    await fc.assert(
      fc.asyncProperty(fuller, async (config) => {
        const names = askedBy(await openElement(config));
        // A view of secrets alone is not there.
        if (names.length > 0)
          expect(openVisit(context, config)?.fields.map(({ name }) => name)).toEqual(names);
      }),
      { numRuns: cases },
    );
  });

  it('F12 of a whole visit, and what is recorded of it, are those of the element for whatever definition', async () => {
    await fc.assert(
      fc.asyncProperty(lives(fuller), async ({ config: plain, answers }) => {
        const config: FormConfig = { ...plain, profile: { remember: 'afterSubmit' } };
        // Whoever has no script cannot be asked for a secret, nor can what follows from it.
        fc.pre(!config.fields.some(({ transient }) => transient));
        await use(config);
        await emptyTables(db);
        const element = await visitElement(config, answers);
        const pages = await visitPages(ticking, config, answers);
        // Answers that speak against their own questions have these come again for ever.
        fc.pre(new Set(pages.flat()).size === pages.flat().length);
        expect(pages).toEqual(element.views);
        const kept = (await submissions()).map((row) => ({
          step: row.step,
          answers: row.answers,
          questions: row.questions,
          asks: Object.entries(row.asks ?? {})
            .map(([name, { outcome }]) => [name, outcome])
            .sort(),
        }));
        expect(kept.sort((a, b) => (a.step < b.step ? -1 : 1))).toEqual(element.kept);
      }),
      { numRuns: Math.ceil(cases / 20) },
    );
  });

  it('F12 hold where a definition is at home, as on its page', async () => {
    const steps = [{ fields: ['a'], when: { 'page.path': '/whitepaper/' } }];
    const config = form([{ name: 'a' }], { signals: { 'page.path': 'use' } }, steps);
    await use(config, { pages: { f: 'http://site.test/whitepaper/' } });
    expect((await open(world.collector, 'f')).names).toEqual(['a']);
    await use(config, { pages: { f: 'http://site.test/elsewhere/' } });
    const page = await open(world.collector, 'f');
    expect([page.status, page.title, page.names]).toEqual([200, 'There is nothing to fill in here now.', []]);
  });

  it('SEC34 never hold a password or what only the host page can fill in; a fixed value is recorded', async () => {
    const fields = [
      { name: 'a' },
      { name: 'secret', type: 'password', transient: true, required: true },
      { name: 'source', type: 'hidden', value: 'fair' },
    ] as const;
    await use(form(fields));
    const page = await open(world.collector, 'f');
    expect(page.names).toEqual(['a']);
    const body = `${bodyOf(page, { a: 'yes' })}&secret=hunter2&source=forged`;
    expect((await send(world.collector, 'f', body)).status).toBe(303);
    expect((await submissions())[0]?.answers).toEqual({ a: 'yes', source: 'fair' });
  });

  it('F12 a fixed value goes with the consent to its purpose that is given beside it, unless it will not do', async () => {
    const purposes = { use: { label: 'Use', legalBasis: 'explicit', retention: 'P1Y' } } as const;
    await use(
      form(
        [
          { name: 'ok', type: 'consent' },
          { name: 'source', type: 'hidden', value: 'fair' },
          { name: 'bad', type: 'hidden', value: 'x', rules: { pattern: '[0-9]+' } },
        ],
        { purposes },
      ),
    );
    await fill(await open(world.collector, 'f'), { ok: false }, 'f');
    await fill(await open(world.collector, 'f'), { ok: true }, 'f');
    const kept = (await submissions()).map(({ answers }) => answers);
    expect(kept).toHaveLength(2);
    expect(kept).toEqual(expect.arrayContaining([{}, { ok: true, source: 'fair' }]));
  });

  it('M5 are counted without what has a fixed value', async () => {
    const steps = [{ fields: ['a', 'source'] }, { fields: ['b'] }];
    const source = { name: 'source', type: 'hidden', value: 'fair' } as const;
    await use(
      form([{ name: 'a' }, source, { name: 'b' }], { ask: { budget: { questions: 2, per: 'P1D' } } }, steps),
    );
    expect((await fill(await open(world.collector, 'f'), { a: '1' }, 'f')).names).toEqual(['b']);
  });

  it('A11Y 12 S37 are in the words, the language and the direction of the definition, with tokens for autofill', async () => {
    const fields = [
      { name: 'firstName' },
      { name: 'land', type: 'country' },
      { name: 'need', type: 'textarea' },
    ] as const;
    await use(form(fields, { locale: 'ar', words: { send: 'أرسل' } }));
    const { html } = await open(world.collector, 'f');
    expect(html).toContain('<html lang="ar" dir="rtl">');
    expect(html).toContain('<button>أرسل</button>');
    expect(html).toContain('<option value="DE" >ألمانيا</option>');
    expect(html).toMatch(/<textarea[^>]*dir="auto"/);
    expect(html).toMatch(/id="f-firstName"[^>]*autocomplete="given-name"/);
  });

  it('A11Y 10 A11Y 12 have a label, what is voluntary in words, hints, tokens and their reason', async () => {
    const { html, title } = await open(world.collector);
    expect(title).toBe('Whitepaper „Leichtbau in Serie“');
    expect(html).toContain('<html lang="de" dir="ltr">');
    expect(html).toContain('<p id="reason">Wir brauchen diese Angaben');
    expect(html).toMatch(/<form\s[^>]*aria-labelledby="title"\s+aria-describedby="reason"/);
    expect(html).toMatch(/<fieldset [^>]*role="radiogroup"[^>]*>\s*<legend>Anrede<\/legend>/);
    expect(html).toContain('<label class="caption" for="f-email">E-Mail-Adresse</label>');
    expect(html).toMatch(
      /id="f-email"[^>]*type="email"[^>]*autocomplete="email"[^>]*required[^>]*aria-describedby="f-email-h"/,
    );
    expect(html).toContain('<button>Absenden</button>');
    const need = form([{ name: 'need', type: 'textarea', label: 'Need' }], { locale: 'de' });
    await use(need);
    expect((await open(world.collector, 'f')).html).toContain(
      'Need <span class="optional">(freiwillig)</span>',
    );
  });

  it('S37 are native controls of every type', async () => {
    const options = ['1', '2', '3', '4', '5', '6'].map((value) => ({ value, label: `No. ${value}` }));
    const types = ['url', 'date', 'number', 'tel', 'select', 'multiselect', 'country', 'checkbox'] as const;
    const given = { select: options, multiselect: options, checkbox: undefined };
    const fields = types.map((type) => ({
      name: `a_${type}`,
      type,
      ...(type in given && type !== 'checkbox' && { options }),
    }));
    await use(form(fields, { locale: 'de' }));
    const page = await open(world.collector, 'f');
    expect(page.names).toEqual(fields.map(({ name }) => name));
    for (const type of ['url', 'date', 'tel'])
      expect(page.html).toMatch(new RegExp(`name="a_${type}"\\s+type="${type}"`));
    expect(page.html).toMatch(/name="a_number"\s+type="text"\s+inputmode="decimal"/);
    expect(page.html).toContain('<option value="DE" >Deutschland</option>');
    expect(page.html).not.toContain('<option value="EU"');
    const answers = {
      a_number: '1,5',
      a_select: '3',
      a_multiselect: ['2', '4'],
      a_checkbox: true,
      a_tel: '+49 30 1234567',
    };
    expect((await fill(page, answers, 'f')).status).toBe(303);
    expect((await submissions())[0]?.answers).toEqual({ ...answers, a_number: 1.5 });
  });
});

describe('answers', () => {
  it('SEC34 F12 are recorded with the consent in its exact words, and the address is asked to be confirmed', async () => {
    const page = await open(world.collector);
    const response = await send(world.collector, 'whitepaper', bodyOf(page, agrees));
    expect([response.status, response.headers.get('Location')]).toEqual([303, 'thanks?mail']);
    const consent = (await readForm('whitepaper')).fields.find(({ type }) => type === 'consent');
    const held = await lead();
    expect(factsOf(held)).toEqual(erika);
    expect(held?.consents.map(({ purpose, text }) => [purpose, text])).toEqual([
      ['profiling', consent?.label],
    ]);
    const [row] = await submissions();
    expect([row?.step, row?.['form_id'], row?.['form_version'], row?.signals]).toEqual([
      'contact',
      'whitepaper',
      '1',
      {},
    ]);
    const asset = await world.get(await world.click(await world.confirmPath()));
    expect(asset.headers.get('Content-Type')).toBe('application/pdf');
  });

  it('S47 without consent are recorded under nobody', async () => {
    await fill(await open(world.collector), erika);
    expect([await count(), await world.collector.leads()]).toEqual([1, []]);
    expect((await submissions())[0]?.asks).toEqual({});
  });

  it('SEC34 are thanked for at an address with nothing personal in it', async () => {
    const sent = await fill(await open(world.collector), agrees);
    expect(sent.html).toBe('');
    const thanks = await readPage(await world.get('/v1/forms/whitepaper/thanks?mail'));
    expect([thanks.status, thanks.title]).toEqual([200, 'Vielen Dank!']);
    expect(thanks.html).toContain('Bitte bestätigen Sie Ihre Adresse');
    for (const value of Object.values(erika)) expect(thanks.html).not.toContain(`>${String(value)}`);
  });

  it('S38 A11Y 10 A11Y 13 that will not do come back with a summary, an error at the field and what was typed', async () => {
    const wrong = { ...agrees, salutation: 'ms', email: 'erika@', lastName: '' };
    const page = await fill(await open(world.collector), wrong);
    expect(page.status).toBe(422);
    expect(page.errors).toEqual({
      lastName: 'Bitte beantworten: Nachname',
      email: 'E-Mail-Adresse: bitte eine Adresse wie name@example.com eingeben',
    });
    const links = [...page.html.matchAll(/<li><a href="#f-(\w+)">([^<]*)/g)].map(([, name, text]) => [
      name,
      text,
    ]);
    expect(Object.fromEntries(links)).toEqual(page.errors);
    expect(page.html).toMatch(
      /<div class="summary" role="group" aria-labelledby="problem" tabindex="-1" autofocus>/,
    );
    expect(page.html).toMatch(/id="f-email"[^>]*aria-invalid="true" aria-describedby="f-email-h f-email-e"/);
    expect(page.html).toMatch(/id="f-firstName"[^>]*aria-invalid="false"/);
    expect(Object.fromEntries(page.entries)).toMatchObject({
      firstName: 'Erika',
      email: 'erika@',
      salutation: 'ms',
      profiling: 'yes',
    });
    expect(await count()).toBe(0);
    await fill(page, { lastName: 'Muster', email: erika['email'] ?? '' });
    expect(factsOf(await lead())).toEqual(erika);
  });

  it('S38 are told wrong in English where the form is', async () => {
    const page = await fill(await open(world.collector, 'signup'), { firstName: 'Ada' }, 'signup');
    expect(page.html).toContain('There is a problem');
    expect(page.errors['lastName']).toBe('Please answer: Last name');
  });

  it('FLT3 sent twice, at once or by a reload, are recorded once, and thanked for each time', async () => {
    const body = bodyOf(await open(world.collector), agrees);
    const both = await Promise.all([1, 2].map(() => send(world.collector, 'whitepaper', body)));
    world.clock.now += hour;
    const reload = await send(world.collector, 'whitepaper', body);
    expect([...both, reload].map(({ status }) => status)).toEqual([303, 303, 303]);
    expect(await count()).toBe(1);
    await world.collector.sendDueMails();
    expect(world.mails).toHaveLength(1);
    expect((await db.query('SELECT * FROM consent')).length).toBe(1);
  });

  it('FLT3 of whoever goes back and mends them take the place of the first', async () => {
    const page = await open(world.collector);
    await fill(page, agrees);
    world.clock.now += 60_000;
    await fill(page, { ...agrees, lastName: 'Mustermann' });
    expect(await count()).toBe(1);
    expect(factsOf(await lead())['lastName']).toBe('Mustermann');
  });

  it('SEC34 of two visits at one moment stay two', async () => {
    const [one, other] = [await open(world.collector), await open(world.collector)];
    await fill(one, agrees);
    await fill(other, { ...agrees, email: 'max@firma.example' });
    expect(await count()).toBe(2);
  });

  it('S48 to a form that was erased meanwhile do not come back by a reload', async () => {
    const body = bodyOf(await open(world.collector), agrees);
    await send(world.collector, 'whitepaper', body);
    await world.collector.erase({ email: String(erika['email']) });
    expect((await send(world.collector, 'whitepaper', body)).status).toBe(303);
    expect([await count(), await world.collector.leads()]).toEqual([0, []]);
  });

  it('F12 open the download at once where no address is to be confirmed, for her who sent them alone', async () => {
    const config = await readForm('whitepaper');
    await use({ ...config, afterSubmit: { ...config.afterSubmit, doubleOptIn: false } });
    const done = await fill(await open(world.collector), erika);
    const link = /href="http:\/\/collector\.test(\/v1\/assets\/[^"]+)"/.exec(done.html)?.[1] ?? '';
    expect((await world.get(link)).headers.get('Content-Type')).toBe('application/pdf');
    expect((await readPage(await world.get('/v1/forms/whitepaper/thanks'))).html).not.toContain(
      '/v1/assets/',
    );
  });

  it('F13 are not thanked for with a mail that nobody sent', async () => {
    await use(
      form([{ name: 'a' }, { name: 'email', type: 'email' }], { afterSubmit: { doubleOptIn: true } }, [
        { fields: ['email'] },
        { fields: ['a'] },
      ]),
    );
    const thanks = async (email: string) => {
      const second = await fill(await open(world.collector, 'f'), { email }, 'f');
      const { headers } = await fill(second, { a: '1' }, 'f');
      return headers.get('Location');
    };
    expect(await thanks('')).toBe('thanks');
    expect(await thanks('ada@lovelace.example')).toBe('thanks?mail');
    const shown = async (path: string) => (await readPage(await world.get(`/v1/forms/f/${path}`))).html;
    expect(await shown('thanks')).not.toContain('please confirm your address');
    expect(await shown('thanks?mail')).toContain('please confirm your address');
  });

  it('S38 that a pattern, a policy or a validator speaks against come back as they were typed', async () => {
    const fields = [
      { name: 'email', type: 'email', emailPolicy: 'businessOnly', hint: 'At work.' },
      { name: 'code', rules: { pattern: '[A-Z]{3}' }, hint: 'Three letters.' },
      { name: 'vat', validator: 'vat' },
    ] as const;
    const validate = async () => ({ issues: [{ message: 'There is no such number.' }] });
    const vat = { '~standard': { version: 1 as const, validate } };
    await use(form(fields), { validators: { vat } });
    const wrong = { email: 'ada@gmail.com', code: 'abc', vat: 'DE1' };
    const page = await fill(await open(world.collector, 'f'), wrong, 'f');
    expect([page.status, Object.keys(page.errors)]).toEqual([422, ['email', 'code', 'vat']]);
    expect(Object.fromEntries(page.entries)).toMatchObject(wrong);
    expect(await count()).toBe(0);
    const right = { email: 'ada@lovelace.example', code: 'ABC', vat: '' };
    expect((await fill(page, right, 'f')).status).toBe(303);
  });

  it('S88 lead on where the definition says, if that is safe', async () => {
    const onward = async (redirect: string) => {
      await use(form([{ name: 'a' }], { afterSubmit: { redirect } }), {
        pages: { f: 'http://site.test/f/' },
      });
      const { html } = await readPage(await world.get('/v1/forms/f/thanks'));
      return /class="button" href="([^"]*)"/.exec(html)?.[1];
    };
    expect(await onward('/danke')).toBe('http://site.test/danke');
    expect(await onward('https://evil.example/')).toBeUndefined();
    expect(await onward('javascript:alert(1)')).toBeUndefined();
    const message = 'Thanks. [More of it](https://site.test/more).';
    await use(form([{ name: 'a' }], { afterSubmit: { message } }));
    const { html } = await readPage(await world.get('/v1/forms/f/thanks'));
    expect(html).toContain('<title>Thanks. More of it.</title>');
    expect(html).toMatch(/<h1 id="title">Thanks\. <a href="https:\/\/site\.test\/more"[^>]*>More of it<\/a>/);
  });
});

describe('several views', () => {
  const fields = [
    { name: 'topic', required: true },
    { name: 'other', required: true, when: { topic: 'other' } },
    { name: 'email', type: 'email', required: true, prefill: true },
    { name: 'need', sensitive: true },
    { name: 'more' },
  ] as const;
  const steps = [
    { id: 'one', title: 'One', fields: ['topic', 'other'] },
    { id: 'two', title: 'Two', fields: ['email', 'need', 'more'] },
  ];
  const config = form(fields, { profile: { remember: 'afterSubmit' } }, steps);

  it('S11 come one after the other, in words, and are one session on record', async () => {
    await use(config);
    const first = await open(world.collector, 'f');
    expect([first.title, first.names]).toEqual(['Step 1 of 2: One', ['topic']]);
    expect(first.html).toContain('<button>Continue</button>');
    const second = await fill(first, { topic: 'gears' }, 'f');
    expect([second.status, second.title, second.names]).toEqual([
      200,
      'Step 2 of 2: Two',
      ['email', 'need', 'more'],
    ]);
    expect(second.html).not.toContain('gears');
    expect((await fill(second, { email: 'ada@lovelace.example' }, 'f')).status).toBe(303);
    const rows = await submissions();
    expect(rows.map(({ step, answers }) => [step, answers])).toEqual([
      ['one', { topic: 'gears' }],
      ['two', { email: 'ada@lovelace.example' }],
    ]);
    expect(new Set(rows.map((row) => row['session_id'])).size).toBe(1);
    expect(factsOf(await lead())).toEqual({ topic: 'gears', email: 'ada@lovelace.example' });
  });

  it('F12 a question that an answer leads to is put before anything is recorded; one it speaks against is not kept', async () => {
    await use(config);
    const more = await fill(await open(world.collector, 'f'), { topic: 'other' }, 'f');
    expect([more.status, more.names, more.errors]).toEqual([422, ['topic', 'other'], {}]);
    expect(more.html).toContain('Your answers lead to further questions.');
    expect([await count(), Object.fromEntries(more.entries)['topic']]).toEqual([0, 'other']);
    expect((await fill(more, { other: '' }, 'f')).errors).toEqual({ other: 'Please answer: other' });
    await fill(more, { topic: 'gears', other: 'typed before' }, 'f');
    expect((await submissions())[0]?.answers).toEqual({ topic: 'gears' });
  });

  it('F12 a definition that changes meanwhile costs neither the visit nor what was typed, but consents in other words', async () => {
    const boxes = (label: string) =>
      [
        { name: 'same', type: 'consent', label: 'The same.' },
        { name: 'ok', type: 'consent', label },
      ] as const;
    const first = { id: 'one', reason: 'because', title: 'One', fields: ['topic', 'other'] };
    const last = { ...first, id: 'two', title: 'Two', fields: ['need', 'more', 'same', 'ok'] };
    await use({ ...form([...fields, ...boxes('Yes.')]), steps: [first, last] });
    const second = await fill(await open(world.collector, 'f'), { topic: 'gears' }, 'f');
    const newer = [
      ...fields.filter(({ name }) => name !== 'more'),
      ...boxes('Yes, to all.'),
      { name: 'new' },
    ];
    await use({ ...form(newer), steps: [first, { ...last, fields: ['need', 'new', 'same', 'ok'] }] });
    const typed = { need: 'Cards', more: 'Ink', same: true, ok: true };
    const again = await fill(second, typed, 'f');
    expect([again.status, again.title, again.names]).toEqual([
      422,
      'Step 2 of 2: Two',
      ['need', 'new', 'same', 'ok'],
    ]);
    expect(again.html).toContain('This form has been changed');
    const entries = Object.fromEntries(again.entries);
    expect([entries['need'], entries['same'], entries['ok']]).toEqual(['Cards', 'yes', undefined]);
    expect((await fill(again, {}, 'f')).status).toBe(303);
    const rows = await submissions();
    expect(rows.map(({ answers }) => answers)).toEqual([{ topic: 'gears' }, { need: 'Cards', same: true }]);
    expect(new Set(rows.map((row) => row['session_id'])).size).toBe(1);
  });

  it('S86 a step that fills two views is one submission, with the answers and consents of both', async () => {
    const consent = { name: 'ok', type: 'consent', label: 'Yes, you may.' } as const;
    await use(
      form([{ name: 'a' }, consent, { name: 'b' }], {
        ask: { maxFields: 1 },
        profile: { remember: 'afterSubmit' },
      }),
    );
    const second = await fill(await open(world.collector, 'f'), { a: '1', ok: true }, 'f');
    expect(second.names).toEqual(['b']);
    world.clock.now += 1000;
    expect((await fill(second, { b: '2' }, 'f')).status).toBe(303);
    expect((await submissions()).map(({ answers }) => answers)).toEqual([{ a: '1', b: '2', ok: true }]);
    const consents = await db.query('SELECT text FROM consent WHERE withdrawn_at IS NULL');
    expect(consents).toEqual([{ text: 'Yes, you may.' }]);
  });

  it('M8 a trap that was filled in is told of, where it is declared, and of nobody else', async () => {
    const config = form([{ name: 'a' }], { signals: { 'form.trap': 'use' } });
    await use(config);
    const page = await open(world.collector, 'f');
    expect(page.names).toEqual(['a']);
    expect(page.html).toContain('name="contact_reason"');
    expect(page.html).toMatch(/<div class="unseen" aria-hidden="true">[^]*tabindex="-1"/);
    await fill(page, { a: '1' }, 'f');
    expect((await submissions())[0]?.signals).toEqual({});
    const filled = bodyOf(await open(world.collector, 'f'), { a: '2' }).replace(/(contact_reason=)/, '$1Buy');
    await send(world.collector, 'f', filled);
    expect((await submissions()).map(({ signals }) => signals)).toContainEqual({ 'form.trap': true });
    await use(form([{ name: 'a' }]));
    expect((await open(world.collector, 'f')).html).not.toContain('contact_reason');
  });

  it('M10 a step that may be put off can be, and nothing of it is recorded', async () => {
    const config = form([{ name: 'a', required: true }, { name: 'b' }], {}, [
      { fields: ['a'], skippable: true },
      { fields: ['b'] },
    ]);
    await use(config);
    const first = await open(world.collector, 'f');
    const skip = async (page: PlainPage) =>
      readPage(await send(world.collector, 'f', `${bodyOf(page, {})}&pf-skip=yes`));
    expect(first.html).toMatch(/<button class="other" name="pf-skip" value="yes">Not now/);
    const second = await skip(first);
    expect([second.names, await count()]).toEqual([['b'], 0]);
    // This one may not.
    expect((await skip(second)).status).toBe(303);
    expect((await submissions()).map(({ answers }) => answers)).toEqual([{}]);
  });
});

describe('what the page refuses', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(2)>&amp;' autofocus onfocus='x`;

  it('SEC34 SEC13 is sent by no other site, as no other type, and at no length; a form it does not know is told', async () => {
    const body = bodyOf(await open(world.collector), erika);
    const status = async (headers: Record<string, string>, text = body) =>
      (await send(world.collector, 'whitepaper', text, headers)).status;
    expect(await status({ Origin: 'http://site.test' })).toBe(403);
    expect(await status({ 'Content-Type': 'text/plain' })).toBe(415);
    expect(await status({ 'Content-Type': 'application/json' }, '{}')).toBe(415);
    expect(await status({}, `${body}&need=${'x'.repeat(70_000)}`)).toBe(413);
    expect((await send(world.collector, 'nowhere', body)).status).toBe(404);
    expect((await world.get('/v1/forms/nowhere/page')).status).toBe(404);
    expect(await count()).toBe(0);
    expect(await status({ Origin: 'http://collector.test' })).toBe(303);
  });

  it('SEC12 SEC17 has the headers of our other pages: no script, frame, referrer, cache or cookie', async () => {
    const { headers, html } = await open(world.collector);
    expect(headers.get('Content-Security-Policy')).toMatch(
      /^default-src 'none'; style-src 'sha256-[^']+'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'$/,
    );
    expect(headers.get('Referrer-Policy')).toBe('no-referrer');
    expect(headers.get('Cache-Control')).toBe('no-store');
    expect(headers.get('Set-Cookie')).toBeNull();
    expect(html).not.toMatch(/<script|style=|\son\w+=/);
  });

  it('SEC34 is never markup: what was typed, and what the definition says, stays text', async () => {
    const option = { value: hostile, label: hostile };
    const config = form(
      [
        { name: 'a', label: hostile, hint: hostile, type: 'email' },
        { name: 'b', type: 'textarea', rules: { maxLength: 3 } },
        { name: 'c', type: 'select', autocomplete: 'sex', options: [option] },
        { name: 'd', type: 'radio', options: [option] },
      ],
      { locale: hostile, submitLabel: hostile },
      [{ fields: ['a', 'b', 'c', 'd'], title: hostile, reason: hostile }],
    );
    await use(config);
    const page = await fill(
      await open(world.collector, 'f'),
      { a: hostile, b: `\n</textarea>${hostile}`, c: hostile, d: hostile },
      'f',
    );
    expect(page.status).toBe(422);
    expect(page.html).not.toMatch(/<script|<img/i);
    expect(page.title).toBe(hostile);
    expect(Object.fromEntries(page.entries)).toMatchObject({ a: hostile, c: hostile, d: hostile });
    // A blank line at the start is lost on the way, as everywhere; nothing else is.
    expect(Object.fromEntries(page.entries)['b']).toBe(`</textarea>${hostile}`);
  });

  it('SEC34 takes whatever is sent without failing: strange fields, bytes, lists, tokens of its own', async () => {
    const page = await open(world.collector);
    const bodies = [
      '',
      '%',
      '%FF%FE=%00',
      'pf-visit=',
      'pf-visit={"__proto__":1}',
      `pf-visit=${encodeURIComponent(JSON.stringify({ session: 'x', edition: 'y', views: [] }))}`,
      `${bodyOf(page, erika)}&__proto__=1&constructor=2&email=a&email=b`,
      bodyOf(page, { ...erika, salutation: 'toString', firstName: 'a\0b' }),
    ];
    for (const body of bodies) {
      const { status } = await send(world.collector, 'whitepaper', body);
      expect([303, 422]).toContain(status);
    }
    expect(world.logs.filter((entry) => 'error' in entry)).toEqual([]);
    for (const { answers } of await submissions())
      expect(Object.keys(answers).sort()).toEqual(['email', 'firstName', 'lastName', 'salutation']);
  });

  it('SEC34 of fields that the page did not show is not taken', async () => {
    const body = `${bodyOf(await open(world.collector), erika)}&company=Firma&budget=lt50k`;
    await send(world.collector, 'whitepaper', body);
    expect((await submissions())[0]?.answers).toEqual(erika);
  });

  it('SEC34 is a consent whose words have changed meanwhile: what was typed stays, the box is open again', async () => {
    const old = await open(world.collector);
    const config = await readForm('whitepaper');
    const fields = config.fields.map((field) =>
      field.type === 'consent' ? { ...field, label: 'Ja, zu allem.' } : field,
    );
    await use({ ...config, fields });
    const page = await fill(old, agrees);
    expect([page.status, await count()]).toEqual([422, 0]);
    expect(page.html).toContain('Dieses Formular wurde inzwischen geändert.');
    const entries = Object.fromEntries(page.entries);
    expect([entries['lastName'], entries['profiling']]).toEqual(['Muster', undefined]);
    await fill(page, {});
    expect((await submissions())[0]?.answers).toEqual(erika);
  });
});
