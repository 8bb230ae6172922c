import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { ProgressiveForm } from '../../src/element/progressive-form.js';
import { cleanUp, definition, email, name, open, place, quiet, twoViews, until, type Page } from './page.js';

const options = [
  { value: 'us', label: 'United States' },
  { value: 'other', label: 'Elsewhere' },
  // As many as make a list of them.
  ...['de', 'fr', 'it', 'pl'].map((value) => ({ value, label: value })),
];

describe('the views of a form', () => {
  afterEach(cleanUp);

  it('S24 tells why things are asked, tied to the form', async () => {
    const page = await open(twoViews());
    const form = page.find('form');
    expect(page.find(`#${form.getAttribute('aria-describedby')}`).textContent).to.equal('To greet you.');
    expect(page.find('.reason').checkVisibility()).to.equal(true);
    expect(page.find(`#${form.getAttribute('aria-labelledby')}`).textContent).to.contain('Who you are');
  });

  it('A11Y 19 M10 shows one view at a time and where the visitor is, in words', async () => {
    const page = await open(twoViews());
    expect(page.find('h2').textContent?.replace(/\s+/g, ' ').trim()).to.equal('Step 1 of 2: Who you are');
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Continue');
    expect(page.all('[part=back-button]')).to.have.length(0);
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    expect(page.find('h2').textContent).to.contain('Step 2 of 2');
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Send');
    expect(page.heard('pf-step')[0]?.event).to.include({ step: 'where', index: 1, total: 2 });
  });

  it('M10 says nothing of steps where there is one', async () => {
    const page = await open(definition([name]));
    expect(page.find('h2').textContent?.trim()).to.equal('First');
  });

  it('M10 hands over each view as it is completed, under one session', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.backEnd.sent.length === 1);
    await page.view('Where you are');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    const [first, second] = page.backEnd.sent;
    expect(first?.answers).to.deep.equal({ firstName: 'Ada' });
    expect(second?.answers).to.deep.equal({ email: 'ada@example.com' });
    expect(first?.sessionId).to.equal(second?.sessionId);
    expect(first?.id).not.to.equal(second?.id);
    expect(page.heard('pf-submit').map(({ event }) => event['step'])).to.deep.equal(['who', 'where']);
  });

  it('M10 goes back with everything typed, and hands a changed view over again under the same session', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    page.type('email', 'ada@exam');
    page.press('back-button');
    await page.view('Who you are');
    expect(page.control('firstName').value).to.equal('Ada');
    page.type('firstName', 'Augusta');
    page.press();
    await page.view('Where you are');
    expect(page.control('email').value).to.equal('ada@exam');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    const who = page.backEnd.sent.filter(({ step }) => step === 'who');
    expect(who.map(({ answers }) => answers)).to.deep.equal([{ firstName: 'Ada' }, { firstName: 'Augusta' }]);
    expect(new Set(page.backEnd.sent.map(({ id }) => id)).size).to.equal(3);
    expect(new Set(page.backEnd.sent.map(({ sessionId }) => sessionId)).size).to.equal(1);
  });

  it('M10 keeps what a script or a password manager put into a view that is left backwards', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    page.control('email').value = 'ada@example.com';
    page.press('back-button');
    await page.view('Who you are');
    expect(page.control('firstName').value).to.equal('Ada');
    page.press();
    await page.view('Where you are');
    expect(page.control('email').value).to.equal('ada@example.com');
  });

  it('M10 never carries a choice of one view into the next', async () => {
    const select = (field: string) => ({ name: field, type: 'select', options }) as const;
    const page = await open(
      definition([select('home'), select('work')], {
        steps: [
          { id: 'a', title: 'Home', reason: 'r', fields: ['home'] },
          { id: 'b', title: 'Work', reason: 'r', fields: ['work'] },
        ],
      }),
    );
    page.control<HTMLSelectElement>('home').selectedIndex = 2;
    page.press();
    await page.view('Work');
    expect(page.control('work').value).to.equal('');
    page.press();
    await page.done();
    expect(page.backEnd.sent.map(({ answers }) => answers)).to.deep.equal([{ home: 'other' }, {}]);
  });

  it('A11Y 17 M10 never takes the focus when it first shows', async () => {
    const before = document.createElement('input');
    document.body.append(before);
    before.focus();
    await open(twoViews());
    await quiet();
    expect(document.activeElement).to.equal(before);
  });

  it('A11Y 17 M10 begins a new view at its heading, which is no stop for the Tab key afterwards', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.focused === 'title');
    page.control('email').focus();
    // A window that has not got the focus tells of none.
    if (!document.hasFocus()) page.find('#title').dispatchEvent(new Event('blur'));
    await until(() => !page.find('#title').hasAttribute('tabindex'));
  });

  it('A11Y 17 M10 goes back to where the visitor was', async () => {
    const page = await open(twoViews());
    page.type('firstName', 'Ada');
    await sendKeys({ press: 'Enter' });
    await page.view('Where you are');
    page.press('back-button');
    await until(() => page.focused === 'f-firstName');
  });

  for (const render of ['shadow', 'light']) {
    const change = (element: ProgressiveForm) => void (element.render = render);

    it(`A11Y 17 M10 goes back to the last question of the view, also from its button (${render})`, async () => {
      const page = await open(twoViews(), { change });
      page.type('firstName', 'Ada');
      page.find('[part=submit-button]').focus();
      await sendKeys({ press: 'Enter' });
      await page.view('Where you are');
      page.find('[part=back-button]').focus();
      await sendKeys({ press: 'Enter' });
      await until(() => page.focused === `${page.element.ids}f-firstName`);
    });

    for (const [what, typed] of [
      ['the thanks', 'Ada'],
      ['what is wrong', ''],
    ] as const)
      it(`A11Y 17 ${what} leaves the focus where the visitor has gone while her answers were under way (${render})`, async () => {
        const page = await open(definition([name]), { change });
        const search = document.body.appendChild(document.createElement('input'));
        search.id = 'search';
        page.type('firstName', typed);
        page.press();
        search.focus();
        await (typed ? page.done() : until(() => page.all('.error').length));
        await quiet();
        expect(document.activeElement?.id).to.equal('search');
        if (typed) await until(() => page.status === 'Your answers have arrived.');
      });

    it(`A11Y 17 a form in what has the focus itself, as a dialog may, takes it like any other (${render})`, async () => {
      const page = await open(definition([name]), { change });
      const dialog = document.body.appendChild(document.createElement('div'));
      dialog.tabIndex = -1;
      dialog.append(page.element);
      page.type('firstName', 'Ada');
      page.press();
      dialog.focus();
      await until(() => page.focused === `${page.element.ids}done`);
    });
  }

  it('A11Y 17 M10 puts the focus on the thanks at the end', async () => {
    const page = await open(definition([name], { afterSubmit: { message: 'See you soon.' } }));
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.focused === 'done');
    expect(page.find('#done').textContent).to.contain('See you soon.');
    expect(page.all('form')).to.have.length(0);
  });

  it('A11Y 9 S37 shows a question that an answer calls for, and leaves the others and the focus alone', async () => {
    const page = await open(
      definition([
        { name: 'country', type: 'select', options },
        { name: 'state', required: true, when: { country: 'us' } },
        { name: 'city' },
      ]),
    );
    const city = page.control('city');
    city.value = 'Half a wor'; // still being typed: no `change` yet
    page.type('country', 'us');
    await until(() => page.all('#f-state').length);
    expect(page.focused).to.equal('f-country');
    expect(page.control('state').value).to.equal('');
    expect(page.control('city')).to.equal(city);
    expect(city.value).to.equal('Half a wor');
    expect(page.all('input,select').map(({ id }) => id)).to.deep.equal(['f-country', 'f-state', 'f-city']);
    page.type('state', 'Ohio');
    page.type('country', 'other');
    await until(() => !page.all('#f-state').length);
    expect(city.value).to.equal('Half a wor');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ country: 'other', city: 'Half a wor' });
  });

  it('A11Y 16 S37 says that an answer has added a question, each time one has, and not where one is only drawn', async () => {
    const more = 'Another question has been added.';
    const page = await open(
      definition([
        { name: 'country', type: 'select', options },
        { name: 'state', when: { country: 'us' } },
        { name: 'county', when: { state: 'Ohio' } },
      ]),
    );
    const said: string[] = [];
    const note = () => page.status !== said.at(-1) && said.push(page.status);
    new MutationObserver(note).observe(page.find('[role=status]'), { childList: true, characterData: true, subtree: true }); // prettier-ignore
    page.type('country', 'fr');
    await until(() => page.heard('pf-answer').length === 1);
    await quiet();
    expect(said).to.deep.equal([]);
    page.type('country', 'us');
    await until(() => page.status === more);
    page.type('state', 'Ohio');
    await until(() => page.all('#f-county').length && page.status === more);
    page.type('county', 'Ross');
    await until(() => page.status === '');
    page.type('country', 'other');
    await until(() => !page.all('#f-state').length);
    page.element.screen = { ...page.element.screen };
    await quiet();
    expect(said).to.deep.equal([more, '', more, '']);
  });

  it('S37 keeps a view in which the visitor types, even where it was meant for those who have no answer', async () => {
    const config = definition([name, email], {
      steps: [
        {
          id: 'who',
          title: 'Who you are',
          reason: 'r',
          fields: ['firstName'],
          when: { firstName: { known: false } },
        },
        { id: 'where', title: 'Where', reason: 'r', fields: ['email'] },
      ],
    });
    const page = await open(config);
    page.type('firstName', 'Ada');
    await quiet();
    expect(page.control('firstName').value).to.equal('Ada');
    page.press();
    await page.view('Where');
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada' });
  });

  it('S37 a later view that an answer calls for comes next', async () => {
    const config = definition([{ name: 'country', type: 'select', options }, { name: 'state' }], {
      steps: [
        { id: 'a', title: 'Country', reason: 'r', fields: ['country'] },
        { id: 'b', title: 'State', reason: 'r', fields: ['state'], when: { country: 'us' } },
      ],
    });
    const page = await open(config);
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Send');
    page.type('country', 'us');
    await until(() => page.find('[part=submit-button]').textContent?.trim() === 'Continue');
    page.press();
    await page.view('State');
  });

  it('S5 shows nothing but the slot for success, at once and once, where everything is known', async () => {
    const page = place({
      config: definition([name, email]),
      change: (element) => {
        element.profile = { firstName: 'Ada', email: 'ada@example.com' };
        element.innerHTML = '<p slot="success">Welcome in</p>';
      },
    });
    let forms = 0;
    new MutationObserver(() => (forms += page.all('form').length)).observe(page.element.renderRoot, {
      childList: true,
      subtree: true,
    });
    await page.done();
    await quiet();
    expect(forms).to.equal(0);
    expect(page.heard('pf-complete')).to.have.length(1);
    expect(page.heard('pf-ready')[0]?.event).to.include({ complete: true });
    expect(page.element.querySelector('p')?.checkVisibility()).to.equal(true);
  });

  for (const render of ['shadow', 'light'])
    it(`S5 is complete within one frame of what is known of the visitor, and no form was there (${render})`, async () => {
      let page = undefined as unknown as Page;
      let tell: (profile: object) => void = () => undefined;
      const told = new Promise<object>((resolve) => (tell = resolve));
      const asked = new Promise<void>((resolve) => {
        const source = { name: 'sign-in', load: () => (resolve(), told) };
        page = place({
          config: definition([name, email]),
          change: (element) => {
            element.render = render;
            element.profile = [source];
            element.innerHTML = '<p slot="success">Welcome in</p>';
          },
        });
      });
      await asked;
      let forms = 0;
      const count = () => (forms += page.all('form').length);
      new MutationObserver(count).observe(page.element.renderRoot, { childList: true, subtree: true });
      const fact = (value: string) => ({ value, source: 'login', at: '2026-11-01T00:00:00.000Z' });
      const facts = { firstName: fact('Ada'), email: fact('ada@example.com') };
      const frames = countFrames();
      const ended = new Promise<number>((resolve) =>
        page.element.addEventListener('pf-complete', () => resolve(frames()), { once: true }),
      );
      tell({ profile: { facts, identity: { strength: 'login' } } });
      expect(await ended).to.be.at.most(1);
      await page.element.updateComplete;
      expect(page.element.querySelector('p')?.checkVisibility()).to.equal(true);
      await quiet();
      expect(page.heard('pf-complete')).to.have.length(1);
      expect(forms).to.equal(0);
    });
});

/** Painted since it was called. */
function countFrames(): () => number {
  let frames = 0;
  const next = () => requestAnimationFrame(() => (frames++, next()));
  next();
  return () => frames;
}
