/** Rules of accessibility that hold in every engine; those that one engine alone can show are in journeys/a11y.spec.ts. */
import { expect } from 'chai';
import type { Field } from '../../src/model/form-config.js';
import { everyType, ticked, typed } from '../fixtures/every-type.js';
import { cleanUp, definition, email, name, open, quiet, twoViews, until, type Page } from './page.js';
import type { ProgressiveForm } from '../../src/element/progressive-form.js';

const city = { name: 'city', label: 'City' };
const twoViewsOfTwo = definition([name, email, city], {
  steps: [
    { id: 'a', title: 'One', reason: 'r', fields: ['firstName', 'email'] },
    { id: 'b', title: 'Two', reason: 'r', fields: ['city'] },
  ],
});
const controls = 'input:not([type=hidden]), select, textarea';
const textOf = (one: Element | null | undefined) => one?.textContent?.replace(/\s+/g, ' ').trim() ?? '';

async function onSecondView(page: Page): Promise<void> {
  await until(() => page.control<HTMLSelectElement>('f15').length > 200);
  for (const [field, value] of Object.entries(typed)) page.type(field, value);
  for (const field of ticked) page.tick(field);
  page.press();
  await page.view('Little');
}

function expectLabels(page: Page): void {
  const found = page.all<HTMLInputElement>(controls);
  expect(found.length).to.be.greaterThan(0);
  for (const control of found) {
    const [label, ...others] = page.all(`label[for="${control.id}"]`);
    expect(others, control.id).to.have.length(0);
    expect(textOf(label), control.id).not.to.equal('');
    expect(label?.checkVisibility(), control.id).to.equal(true);
    expect(label && label.getBoundingClientRect().height > 10, control.id).to.equal(true);
    expect(textOf(label), control.id).not.to.equal(control.placeholder);
  }
}

describe('rules of accessibility', () => {
  afterEach(cleanUp);

  for (const render of ['shadow', 'light'])
    it(`A11Y 1 every control has one visible label of its own in its tree (${render})`, async () => {
      const change = (element: ProgressiveForm) => (element.render = render);
      const page = await open({ ...everyType, draft: { keepFor: 'P7D' } }, { change });
      expectLabels(page);
      await onSecondView(page);
      expectLabels(page);
    });

  it('A11Y 2 choices stand in a fieldset whose legend is the question, one alone in nothing', async () => {
    const page = await open(everyType);
    const choices = page.all<HTMLInputElement>('[type=radio], [type=checkbox]');
    const grouped = choices.filter((choice) => choice.closest('fieldset'));
    const names = (some: readonly HTMLInputElement[]) => [...new Set(some.map((one) => one.name))];
    expect(names(grouped)).to.deep.equal(['f4', 'f5', 'f6', 'f12', 'f16']);
    expect(names(choices.filter((choice) => !grouped.includes(choice)))).to.deep.equal(['f7', 'f10']);
    for (const choice of grouped) {
      const legend = choice.closest('fieldset')?.firstElementChild;
      const field = everyType.fields.find(({ name: own }) => own === choice.name);
      expect(legend?.localName).to.equal('legend');
      expect(textOf(legend)).to.equal(field?.label);
    }
  });

  for (const [kind, field, selector] of [
    ['a line', { type: 'text' }, 'h2 label'],
    ['a choice', { type: 'radio', options: [{ value: 'a', label: 'A' }] }, 'fieldset > legend > h2'],
  ] as const)
    it(`A11Y 2 a lone question is the heading of its view: ${kind}`, async () => {
      const lone = definition([{ ...field, name: 'field', label: 'How many?' }], {
        steps: [{ id: 'a', reason: 'r', fields: ['field'] }],
      });
      const page = await open(lone);
      expect(textOf(page.find(selector))).to.equal('How many? (optional)');
      expect(page.all('h2')).to.have.length(1);
      const form = page.find('form');
      expect(textOf(page.find(`#${form.getAttribute('aria-labelledby')}`))).to.contain('How many?');
    });

  it('A11Y 3 what is personal carries its token for autofill, also where the definition names none', async () => {
    const options = ['Frau', 'Herr', 'Divers', 'Keine Angabe', 'Dr.', 'Prof.'].map((value) => ({ value, label: value })); // prettier-ignore
    const asked: readonly (Partial<Field> & { readonly token: string })[] = [
      { name: 'email', type: 'email', token: 'email' },
      { name: 'address', type: 'email', token: 'email' },
      { name: 'workEmail', type: 'email', autocomplete: 'work email', token: 'work email' },
      { name: 'name', token: 'name' },
      { name: 'firstName', token: 'given-name' },
      { name: 'lastName', token: 'family-name' },
      { name: 'salutation', type: 'select', options, token: 'honorific-prefix' },
      { name: 'anrede', type: 'select', autocomplete: 'honorific-prefix', options: options.slice(3), token: 'honorific-prefix' }, // prettier-ignore
      { name: 'company', token: 'organization' },
      { name: 'jobTitle', token: 'organization-title' },
      { name: 'website', type: 'url', token: 'url' },
      { name: 'phone', type: 'tel', token: 'tel' },
      { name: 'home', type: 'tel', autocomplete: 'tel-national', token: 'tel-national' },
      { name: 'country', type: 'country', token: 'country' },
      { name: 'postalCode', token: 'postal-code' },
      { name: 'city', token: 'address-level2' },
      { name: 'street', type: 'textarea', token: 'street-address' },
      { name: 'code', autocomplete: 'one-time-code', token: 'one-time-code' },
      { name: 'password', type: 'password', autocomplete: 'new-password', token: 'new-password' },
      { name: 'budget', type: 'number', token: 'off' },
      { name: 'employees', type: 'select', options, token: 'off' },
    ]; // prettier-ignore
    const page = await open(definition(asked.map(({ token: _, ...field }) => field)));
    await until(() => page.all('[part=form-control]').length === asked.length);
    const shown = asked.map((field) => [
      field.name,
      page.control(field.name ?? '').getAttribute('autocomplete'),
    ]);
    expect(shown).to.deep.equal(asked.map((field) => [field.name, field.token]));
  });

  it('A11Y 7 the summary shows that it has the focus, and like a heading keeps clear of the bars of a page', async () => {
    const page = await open(twoViewsOfTwo);
    page.press();
    await until(() => page.focused === 'summary');
    const look = getComputedStyle(page.find('#summary'));
    expect([look.outlineStyle, look.scrollMarginTop]).to.deep.equal(['solid', '96px']);
    page.type('firstName', 'Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await until(() => page.focused === 'title');
    expect(getComputedStyle(page.find('#title')).scrollMarginTop).to.equal('96px');
  });

  it('A11Y 9 no answer of any type moves the focus, turns the view or sends anything', async () => {
    const page = await open(everyType);
    const heading = page.find('h2');
    const before = page.all(controls).map(({ id }) => id);
    for (const [field, value] of Object.entries(typed)) {
      page.type(field, value);
      await page.element.updateComplete;
      expect(page.focused).to.equal(`f-${field}`);
    }
    const last = page.focused;
    for (const field of ticked) page.tick(field);
    await until(() => page.heard('pf-answer').length === Object.keys(typed).length + ticked.length);
    await quiet();
    expect(ticked.map((field) => `f-${field}`).concat(last)).to.include(page.focused);
    expect(page.find('h2')).to.equal(heading);
    expect(page.all(controls).map(({ id }) => id)).to.deep.equal(before);
    const types = new Set(page.events.map(({ type }) => type));
    expect([...types].sort()).to.deep.equal(['pf-answer', 'pf-plan', 'pf-ready']);
    expect(page.backEnd.sent).to.have.length(0);
  });

  it('A11Y 10 after an attempt every question that is not answered says so, and each of its parts that can', async () => {
    const page = await open(everyType);
    page.press();
    await until(() => page.focused === 'summary');
    for (const { name: field, label, hint } of everyType.fields.slice(0, -1)) {
      const control = page.control(field);
      const told = control.closest('[aria-invalid=true]');
      const described = control.closest('[aria-describedby]')?.getAttribute('aria-describedby') ?? '';
      expect(told, field).not.to.equal(null);
      const texts = described.split(' ').map((id) => textOf(page.find(`#${id}`)));
      expect(texts.at(-1), field).to.equal(`Please answer: ${label}`);
      expect(texts, field).to.have.length(hint ? 2 : 1);
      expect(control.hasAttribute('aria-errormessage')).to.equal(false);
    }
  });

  it('A11Y 11 a control that must be filled in says of itself that nothing is wrong yet', async () => {
    const page = await open(everyType);
    const required = page.all('[required], [aria-required]');
    expect(required.length).to.be.greaterThan(10);
    for (const control of required)
      expect(control.getAttribute('aria-invalid'), control.id).to.equal('false');
    expect(page.find('form').hasAttribute('novalidate')).to.equal(true);
  });

  it('A11Y 12 says in words which answers are optional, and how to write one before it is written', async () => {
    const fields = everyType.fields.map((field, i) => ({
      ...field,
      required: i % 2 > 0,
      hint: `Hint ${field.name}`,
    }));
    const page = await open(definition(fields, { purposes: everyType.purposes }));
    await until(() => page.all('[part=form-control]').length === fields.length);
    for (const { name: field, required, type } of fields) {
      const control = page.control(field);
      const whole = page.find(`#f-${field}-h`).parentElement;
      const label = whole?.querySelector('legend') ?? page.find(`label[for=f-${field}]`);
      // A consent is in the words that are agreed to, and those only.
      if (type !== 'consent')
        expect(/\(optional\)$/.test(textOf(label)), `${field} ${type}`).to.equal(!required);
      // A box that is ticked has nothing to be written.
      if (type === 'consent' || control.parentElement?.parentElement === whole) continue;
      const order = page.find(`#f-${field}-h`).compareDocumentPosition(control);
      expect(order & Node.DOCUMENT_POSITION_FOLLOWING, `${field} ${type}`).to.be.greaterThan(0);
    }
  });

  it('A11Y 14 what was told on one view is not asked on the next, and is there on the way back', async () => {
    const steps = [
      { id: 'a', title: 'One', reason: 'r', fields: ['firstName', 'email'] },
      { id: 'b', title: 'Two', reason: 'r', fields: ['email', 'city'] },
      { id: 'c', title: 'Three', reason: 'r', fields: ['firstName'] },
    ];
    const page = await open(definition([name, email, city], { steps }));
    page.type('firstName', 'Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await page.view('Two');
    expect(page.all(controls).map(({ id }) => id)).to.deep.equal(['f-city']);
    page.press('back-button');
    await page.view('One');
    expect(page.control('firstName').value).to.equal('Ada');
    expect(page.control('email').value).to.equal('ada@example.com');
    page.press();
    await page.view('Two');
    page.press();
    await page.done();
  });

  it('A11Y 16 one polite region stays, silent while the focus moves and for 150 ms after', async () => {
    const time = holdTime();
    try {
      const page = await open(definition([name, email]));
      const region = page.find('[role=status]');
      const log: string[] = [];
      const note = () => textOf(region) !== (log.at(-1) ?? '') && log.push(textOf(region));
      new MutationObserver(note).observe(region, { childList: true, characterData: true, subtree: true });
      page.element.renderRoot.addEventListener('focusin', () => log.push(`focus: ${page.focused}`));

      page.press();
      await until(() => page.focused === 'summary');
      await time.pass(1000);
      // Errors are told by the focus alone.
      expect(log).to.deep.equal(['Sending…', '', 'focus: summary']);
      expect(page.all('[role=alert], [aria-live]')).to.have.length(0);

      page.type('firstName', 'Ada');
      page.type('email', 'ada@example.com');
      log.length = 0;
      page.press();
      await until(() => page.focused === 'done');
      await quiet();
      expect(log.at(-1)).to.equal('focus: done');
      expect(time.waits()).to.include(150);
      await time.pass(150);
      expect(log.at(-1)).to.equal('Your answers have arrived.');
      expect(log.filter((one) => one === 'Your answers have arrived.')).to.have.length(1);
      expect(page.all('[role=status]')).to.deep.equal([region]);
      expect(region.getAttribute('aria-live') ?? 'polite').to.equal('polite');
    } finally {
      time.release();
    }
  });

  it('A11Y 19 the steps are a list that marks the one that is shown, and the heading says it in words', async () => {
    const page = await open(twoViews());
    const items = () =>
      page.all('ol > li').map((one) => `${textOf(one)} ${one.getAttribute('aria-current') ?? ''}`.trim());
    expect(items()).to.deep.equal(['Who you are step', 'Where you are']);
    expect(textOf(page.find('h2'))).to.equal('Step 1 of 2: Who you are');
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    expect(items()).to.deep.equal(['Who you are', 'Where you are step']);
    expect(textOf(page.find('h2'))).to.equal('Step 2 of 2: Where you are');
  });

  it('A11Y 19 says about how much is left where an answer may open other questions', async () => {
    const fields = [name, { ...email, when: { firstName: 'Ada' } }, city];
    const page = await open(definition(fields));
    expect(textOf(page.find('h2'))).to.equal('Still to answer: about 2: First');
    expect(page.all('ol')).to.have.length(0);
  });

  describe('with a page in English', () => {
    const { lang } = document.documentElement;
    before(() => void (document.documentElement.lang = 'en'));
    after(() => void (document.documentElement.lang = lang));

    it('A11Y 23 says its language where that is another than the page’s, and only there', async () => {
      const open2 = (locale: string) => open(definition([name], { locale }));
      const told = async (locale: string) => {
        const { element } = await open2(locale);
        return [element.lang, element.dir];
      };
      expect(await told('de')).to.deep.equal(['de', 'ltr']);
      expect(await told('ar-EG')).to.deep.equal(['ar-EG', 'rtl']);
      expect((await open2('en')).element.hasAttribute('lang')).to.equal(false);
      expect((await open2('en-GB')).element.hasAttribute('lang')).to.equal(false);
    });

    it('A11Y 23 says the language of each definition that follows', async () => {
      const page = await open(definition([name], { locale: 'ar' }));
      page.element.config = definition([{ ...name, label: 'Your name' }], { locale: 'en' });
      await until(() => page.text.includes('Your name'));
      expect([page.element.lang, page.element.dir]).to.deep.equal(['en', 'ltr']);
    });
  });

  it('A11Y 24 while it is sent the button keeps name and focus, and a second click does nothing', async () => {
    const page = await open(definition([name]));
    let release = () => {};
    page.element.addEventListener('pf-before-submit', ({ waitUntil }) =>
      waitUntil(new Promise<void>((resolve) => (release = resolve))),
    );
    page.type('firstName', 'Ada');
    const button = page.find<HTMLButtonElement>('[part=submit-button]');
    button.focus();
    button.click();
    await until(() => page.heard('pf-before-submit').length);
    await page.element.updateComplete;
    const state = () => [
      button.isConnected,
      textOf(button),
      button.getAttribute('aria-disabled'),
      button.disabled,
    ];
    expect(state()).to.deep.equal([true, 'Send', 'true', false]);
    expect(page.find('[part=submit-button]')).to.equal(button);
    expect((page.element.renderRoot as ShadowRoot).activeElement).to.equal(button);
    expect(page.status).to.equal('Sending…');
    button.click();
    await quiet();
    expect(page.heard('pf-before-submit')).to.have.length(1);
    release();
    await until(() => page.status === 'Your answers have arrived.');
    expect(page.backEnd.sent).to.have.length(1);
  });
});

/** The page's clock stands, and with it every timer that is longer than what drawing takes. */
function holdTime() {
  const real = { setTimeout: window.setTimeout, clearTimeout: window.clearTimeout };
  const waiting = new Map<number, { readonly at: number; readonly act: () => void }>();
  let now = performance.now();
  let count = 0;
  performance.now = () => now;
  window.setTimeout = ((act: () => void, wait = 0) => {
    if (wait < 100) return real.setTimeout.call(window, act, wait);
    waiting.set(--count, { at: now + wait, act });
    return count;
  }) as typeof setTimeout;
  window.clearTimeout = (id) => {
    if (!waiting.delete(Number(id))) real.clearTimeout.call(window, id);
  };
  return {
    waits: () => [...waiting.values()].map(({ at }) => Math.round(at - now)),
    async pass(ms: number): Promise<void> {
      now += ms;
      for (const [id, { at, act }] of waiting) {
        if (at > now) continue;
        waiting.delete(id);
        act();
      }
      await quiet();
    },
    release(): void {
      Object.assign(window, real);
      delete (performance as { now?: unknown }).now;
    },
  };
}
