import { expect } from 'chai';
import { sendKeys } from '@web/test-runner-commands';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import { backEnd, cleanUp, definition, email, everyRecord, name, open, quiet, until, type Page } from './page.js';

const consent = { name: 'remember', type: 'consent', label: 'Remember me.', purpose: 'profiling' } as const;
const settings = { profile: { remember: 'withConsent', purpose: 'profiling' } } as const;
const sleep = (n: number) => new Promise((r) => setTimeout(r, n));
const questions = Array.from({ length: 25 }, (_, i) => ({ name: `q${i}`, label: `Q ${i}` }));

async function known() {
  const config = definition([name, email, consent], settings);
  const page = await open(config);
  page.type('firstName', 'Ada'); page.type('email', 'ada@example.com'); page.tick('remember'); page.press();
  await page.done();
  await until(async () => (await everyRecord()).some(([k]) => k === 'p/device'));
  document.body.replaceChildren();
  return { ...config, fields: [...config.fields, ...questions.map((q) => ({ type: 'text' as const, purpose: 'service', ...q }))],
    steps: config.steps.map((s) => ({ ...s, fields: [...s.fields, ...questions.map((q) => q.name)] })) };
}
const notYou = '[part=not-you-button]';

describe('review', () => {
  beforeEach(cleanUp);
  afterEach(cleanUp);

  it('1 not you keeps all fields', async () => {
    const page = await open(await known());
    await sleep(300);
    console.log('before', page.all('input').length);
    await until(() => page.all(notYou).length);
    page.find(notYou).click();
    await until(() => /starts again/.test(page.status));
    await sleep(500);
    console.log('after', page.all('input').length);
    expect(page.all('input').length).to.equal(28);
  });
  it('2 page form forgets', async () => {
    const config = await known();
    const form = document.createElement('form');
    document.body.append(form);
    const page = await open(config, { change: (e) => { e.name = 'lead'; } });
    form.append(page.element);
    await sleep(100);
    page.type('q0', 'Canary');
    await until(() => new FormData(form).get('lead.q0') === 'Canary');
    await until(() => page.all(notYou).length);
    page.find(notYou).click();
    await until(() => /starts again/.test(page.status));
    await sleep(300);
    console.log('entries', JSON.stringify([...new FormData(form)]));
    expect([...new FormData(form)].length).to.equal(0);
  });
  it('3 countries follow language', async () => {
    const config = definition([{ name: 'land', type: 'country', label: 'Land' }]);
    const page = await open(config);
    await until(() => page.all('option').length > 5);
    page.element.config = { ...config, locale: 'de' };
    await sleep(600);
    expect(page.all('option').map((o) => o.textContent)).to.include('Deutschland');
  });
  it('4 focus after continue without title', async () => {
    const c0 = definition([name, { name: 'company', label: 'Company' }], { draft: { keepFor: 'P7D' }, profile: { remember: 'never' } });
    const config = { ...c0, steps: c0.steps.map(({ title: _, ...s }) => s) };
    const page = await open(config);
    page.find('#draft-keep').click();
    await until(async () => (await everyRecord()).some(([k]) => k.startsWith('draft/')));
    page.type('firstName', 'Ada');
    await sleep(600);
    page.element.remove();
    const again = await open(config);
    await until(() => again.all('[part=draft]').length);
    const b = again.find('[part=draft-continue-button]'); b.focus(); b.click();
    await until(() => again.control('firstName').value === 'Ada');
    await sleep(100);
    console.log('focused', again.focused, document.activeElement?.localName);
    expect(again.element.shadowRoot?.activeElement).to.not.equal(null);
  });
  it('5 friction hangs', async () => {
    const fields = [name, email];
    const config = definition(fields, { steps: [
      { id: 'who', title: 'Who', reason: 'a', fields: ['firstName'] }, { id: 'where', title: 'Where', reason: 'b', fields: ['email'] }] });
    const page = await open(config, { change: (e) => { e.parts = { ...ProgressiveForm.parts!, friction: () => new Promise<never>(() => undefined) }; } });
    page.type('firstName', 'Ada'); page.press();
    await page.view('Where');
    await sleep(500);
    console.log('focus', page.focused, 'answers', page.heard('pf-answer').length, 'steps', page.heard('pf-step').length);
    expect(page.heard('pf-step').length).to.equal(1);
  });
  it('6 clearing 0', async () => {
    const config = definition([name, { name: 'budget', type: 'number', label: 'Budget', prefill: true }]);
    const page = await open(config, { change: (e) => { e.profile = { budget: 0 }; } });
    console.log('budget', page.all('#f-budget').length && page.control('budget').value);
    page.type('firstName', 'Ada'); page.type('budget', '');
    page.press(); await page.done();
    console.log(JSON.stringify(page.backEnd.sent[0]?.answers));
    expect(page.backEnd.sent[0]?.answers).to.not.have.property('budget');
  });
  it('6b multiselect prefilled is no answer', async () => {
    const config = definition([name, { name: 'topics', type: 'multiselect', label: 'Topics', prefill: true, options: [{ value: 'a', label: 'A' }, { value: 'b', label: 'B' }] }]);
    const page = await open(config, { change: (e) => { e.profile = { topics: ['a'] }; } });
    console.log('boxes', page.all('[type=checkbox]').map((b) => (b as HTMLInputElement).checked));
    page.type('firstName', 'Ada');
    await quiet();
    console.log('answers', JSON.stringify(page.element.session?.state.answers));
    expect(page.element.session?.state.answers).to.not.have.property('topics');
  });
  it('7 light logo', async () => {
    const page = await open(definition([name]), { change: (e) => {
      e.setAttribute('render', 'light');
      e.innerHTML = '<img slot="header" width="300" height="60" src="data:image/svg+xml,<svg xmlns=\'http://www.w3.org/2000/svg\' width=\'300\' height=\'60\'/>">';
    } });
    await sleep(200);
    const r = page.find('img').getBoundingClientRect();
    console.log('img', r.width, r.height);
    expect(r.width).to.equal(300);
  });
  it('8 light submit in page form', async () => {
    const form = document.createElement('form');
    let heard = 0;
    form.addEventListener('submit', () => { heard++; });
    document.body.append(form);
    const page = await open(definition([name]), { change: (e) => { e.setAttribute('render', 'light'); } });
    page.element.remove(); form.append(page.element);
    await sleep(200);
    page.type('firstName', 'Ada'); page.press(); await page.done();
    expect(heard).to.equal(0);
  });
  it('9 half a date', async () => {
    const page = await open(definition([name, { name: 'day', type: 'date', label: 'Day' }]));
    page.type('firstName', 'Ada');
    page.control('day').focus();
    await sendKeys({ type: '12' });
    console.log('bad', page.control('day').validity.badInput);
    page.press();
    await sleep(500);
    console.log('date sent', JSON.stringify(page.backEnd.sent[0]?.answers), page.status);
    expect(page.backEnd.sent.length).to.equal(0);
  });
  it('10 done state', async () => {
    const page = await open(await known());
    await until(() => page.all(notYou).length);
    questions.forEach(({ name: q }) => page.type(q, 'x'));
    await sleep(200);
    page.press(); await page.done(); await sleep(100);
    console.log('done?', page.element.matches(':state(done)'));
    await until(() => page.all(notYou).length);
    page.find(notYou).click();
    await until(() => /starts again/.test(page.status));
    await sleep(200);
    expect(page.element.matches(':state(done)')).to.equal(false);
  });
  it('11 moved while another definition opens', async () => {
    const page = await open(definition([name]));
    const b = definition([email]);
    const url = URL.createObjectURL(new Blob([JSON.stringify(b)]));
    page.element.config = url;
    await page.element.updateComplete;
    const other = document.createElement('div'); document.body.append(other); other.append(page.element);
    await sleep(800);
    expect(page.all('#f-email').length).to.equal(1);
  });
});
