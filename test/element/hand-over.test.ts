import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { PfEvent } from '../../src/element/events.js';
import {
  cleanUp,
  definition,
  email,
  everyRecord,
  name,
  open,
  quiet,
  twoViews,
  until,
  type Page,
} from './page.js';

const password = {
  name: 'password',
  type: 'password',
  label: 'Password',
  required: true,
  transient: true,
} as const;

const beforeSubmit = (page: Page, act: (event: PfEvent<'pf-before-submit'>) => void) =>
  page.element.addEventListener('pf-before-submit', act);

const canary = { firstName: 'Canary-Ada', email: 'canary@example.com', password: 'Canary-Secret-1' };

function answerAll(page: Page): void {
  page.type('firstName', canary.firstName);
  page.type('email', canary.email);
  if (page.all('#f-password').length) page.type('password', canary.password);
}

describe('handing answers over', () => {
  afterEach(cleanUp);

  it('S49 a submission holds what was asked, and nothing else', async () => {
    const page = await open(definition([name, email, { name: 'nick' }]));
    answerAll(page);
    page.press();
    await until(() => page.backEnd.sent.length);
    const { id, sessionId, submittedAt, formId, ...rest } = page.backEnd.sent[0] ?? { id: '', sessionId: '' };
    expect(rest).to.deep.equal({
      step: 'first',
      formVersion: '1',
      answers: { firstName: canary.firstName, email: canary.email },
      consents: [],
      signals: {},
      exposures: [],
    });
    expect([id, sessionId].every((one) => /^[\da-f]{8}-[\da-f]{4}-7/.test(one))).to.equal(true);
    expect(new Date(submittedAt ?? '').toISOString()).to.equal(submittedAt);
    expect(formId).to.equal(page.element.session?.config.id);
  });

  it('S69 reads only the signals that the definition declares with a purpose', async () => {
    const why = {
      name: 'why',
      when: { 'page.path': { startsWith: '/' }, locale: 'en', 'device.kind': 'phone' },
    };
    const signals = { 'page.path': 'service', locale: 'service' };
    const page = await open({ ...definition([name, why]), signals });
    answerFirst(page);
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.signals).to.deep.equal({ 'page.path': location.pathname, locale: 'en' });
  });

  it('M11 gives a password to the page once, and to nobody else', async () => {
    const page = await open(definition([name, email, password]));
    const seen: unknown[] = [];
    beforeSubmit(page, ({ answers }) => void seen.push(answers));
    page.backEnd.answer = { kind: 'retryable' };
    answerAll(page);
    page.press();
    await page.done();
    expect(seen).to.deep.equal([canary]);
    expect(page.backEnd.sent[0]?.answers).not.to.have.property('password');
    expect(JSON.stringify(page.backEnd.sent)).not.to.contain(canary.password);
    expect(JSON.stringify(page.element.session?.state)).not.to.contain(canary.password);
    expect(await everyRecord()).not.to.have.length(0);
    expect(page.element.shadowRoot?.innerHTML).not.to.contain(canary.password);
  });

  it('M11 a page that says no keeps the visitor where she is, with her answers', async () => {
    const page = await open(definition([name, email]));
    beforeSubmit(page, (event) => event.preventDefault());
    answerAll(page);
    page.press();
    await until(() => page.heard('pf-before-submit').length);
    await until(() => page.element.screen.phase === 'asking');
    await quiet();
    expect(page.backEnd.sent).to.have.length(0);
    expect(page.control('email').value).to.equal(canary.email);
    expect(page.status).to.equal('');
  });

  it('M11 waits for what the page waits for, and goes on when that is done', async () => {
    const page = await open(definition([name, email]));
    let goOn = () => {};
    beforeSubmit(page, (event) => event.waitUntil(new Promise<void>((resolve) => (goOn = resolve))));
    answerAll(page);
    page.press();
    await until(() => page.heard('pf-before-submit').length);
    await quiet();
    expect(page.backEnd.sent).to.have.length(0);
    goOn();
    await page.done();
    expect(page.backEnd.sent).to.have.length(1);
  });

  it('M11 stops where what the page waits for fails, and works again afterwards', async () => {
    const page = await open(definition([name, email, password]));
    let fails = true;
    beforeSubmit(page, (event) =>
      event.waitUntil(fails ? Promise.reject(new Error('taken')) : Promise.resolve()),
    );
    answerAll(page);
    page.press();
    await until(() => page.heard('pf-before-submit').length === 1);
    await until(() => page.element.screen.phase === 'asking');
    expect(page.backEnd.sent).to.have.length(0);
    expect(page.control('password').value).to.equal(canary.password);
    fails = false;
    page.press();
    await page.done();
    expect(page.backEnd.sent).to.have.length(1);
  });

  it('SEC28 tells the document everything that happens, and nothing personal', async () => {
    const page = await open(twoViews());
    page.type('firstName', canary.firstName);
    page.press();
    await page.view('Where you are');
    page.press();
    await until(() => page.all('.error').length);
    page.type('email', canary.email);
    page.press();
    await page.done();
    await until(() => page.heard('pf-delivered').length === 2);
    expect([...new Set(page.events.map(({ type }) => type))]).to.have.members([
      'pf-ready',
      'pf-plan',
      'pf-answer',
      'pf-before-submit',
      'pf-submit',
      'pf-step',
      'pf-delivered',
      'pf-complete',
    ]);
    expect(page.events.every(({ event }) => event.bubbles && event.composed)).to.equal(true);
    const personal = page.events.filter(({ text }) => /canary/i.test(text));
    expect(new Set(personal.map(({ type }) => type))).to.deep.equal(new Set(['pf-before-submit']));
    expect(page.heard('pf-answer').map(({ event }) => event['field'])).to.deep.equal(['firstName', 'email']);
    expect(page.heard('pf-complete')).to.have.length(1);
  });

  it('BAD59 fifty clicks and the Enter key make one submission', async () => {
    const page = await open(definition([name, email]));
    let deliver = (): void => undefined;
    page.backEnd.answer = () => new Promise((resolve) => (deliver = () => resolve({ kind: 'delivered' })));
    answerAll(page);
    for (let i = 0; i < 25; i++) page.press();
    page.control('email').focus();
    await sendKeys({ press: 'Enter' });
    // On a busy machine the answers may be safe by now, and the view over.
    for (let i = 0; i < 25; i++) page.all('[part=submit-button]')[0]?.click();
    await until(() => page.backEnd.sent.length);
    deliver();
    await page.done();
    await quiet();
    expect(page.backEnd.sent).to.have.length(1);
    expect(page.heard('pf-before-submit')).to.have.length(1);
  });

  it('BAD59 fifty clicks on a view complete that view, and leave the next one alone', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    for (let i = 0; i < 50; i++) page.press();
    await page.view('Where you are');
    await until(() => page.backEnd.sent.length);
    await quiet();
    expect(page.all('.error')).to.have.length(0);
    expect(page.backEnd.sent).to.have.length(1);
  });

  it('BAD59 A11Y 17 a double click on the way back goes back one view', async () => {
    const fields = ['one', 'two', 'three'];
    const config = definition(
      fields.map((field) => ({ name: field })),
      { steps: fields.map((field) => ({ id: field, title: `View ${field}`, reason: 'r', fields: [field] })) },
    );
    const page = await open(config);
    for (const next of fields.slice(1)) {
      page.press();
      await page.view(`View ${next}`);
    }
    const click = (detail: number) =>
      page.find('[part=back-button]').dispatchEvent(new MouseEvent('click', { bubbles: true, detail }));
    click(1);
    await page.view('View two');
    click(2);
    await quiet();
    expect(page.find('h2').textContent).to.contain('View two');
    click(1);
    await page.view('View one');
  });

  it('BAD59 a double click completes one view, even where the next one asks for nothing', async () => {
    const page = await open(
      definition([name, { name: 'note' }], {
        steps: [
          { id: 'a', title: 'One', reason: 'r', fields: ['firstName'] },
          { id: 'b', title: 'Two', reason: 'r', fields: ['note'] },
        ],
      }),
    );
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Two');
    page
      .find('[part=submit-button]')
      .dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true, composed: true, detail: 2 }));
    await quiet();
    expect(page.heard('pf-before-submit')).to.have.length(1);
    expect(page.find('h2').textContent).to.contain('Two');
    expect(page.heard('pf-complete')).to.have.length(0);
  });

  it('BAD59 while answers are under way the button keeps its name and the focus, and says that it waits', async () => {
    const page = await open(definition([name]));
    let answer = () => {};
    page.backEnd.answer = () => new Promise((resolve) => (answer = () => resolve({ kind: 'delivered' })));
    page.type('firstName', 'Ada');
    const button = page.find<HTMLButtonElement>('[part=submit-button]');
    button.focus();
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.element.shadowRoot?.activeElement).to.equal(button);
    expect(button.getAttribute('aria-disabled')).to.equal('true');
    expect(button.disabled).to.equal(false);
    expect(button.textContent?.trim()).to.equal('Send');
    await until(() => page.status === 'Sending…');
    expect(page.text).not.to.contain('Thank you');
    answer();
    await page.done();
  });
});

function answerFirst(page: Page): void {
  page.type('firstName', canary.firstName);
  page.press();
}
