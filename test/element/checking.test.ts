import { expect } from 'chai';
import { cleanUp, definition, email, fill, name, open, quiet, until, type Page } from './page.js';

const pair = () => definition([name, email]);
const errorOf = (page: Page, field: string) =>
  page.all(`#f-${field}-e`)[0]?.textContent?.trim().replace(/\s+/g, ' ');
const announced = (page: Page) => page.all('[aria-invalid=true]').map(({ id }) => id);

describe('checking answers', () => {
  afterEach(cleanUp);

  it('A11Y 11 S91 is quiet until the first attempt to go on, whatever is typed, changed or left', async () => {
    const page = await open(pair());
    page.type('email', 'not an address');
    page.control('email').blur();
    page.control('firstName').focus();
    page.control('firstName').blur();
    fill(page.control('email'), '');
    await quiet();
    expect(announced(page)).to.deep.equal([]);
    expect(page.all('.error')).to.have.length(0);
    expect(page.control('email').getAttribute('aria-invalid')).to.equal('false');
  });

  it('S91 after an attempt checks again on change, clears on input, and never on blur alone', async () => {
    const page = await open(pair());
    page.press();
    await until(() => page.all('.error').length === 2);
    const control = page.control('email');
    control.focus();
    control.value = 'ada';
    control.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await until(() => announced(page).length === 1);
    expect(announced(page)).to.deep.equal(['f-firstName']);
    control.blur();
    await quiet();
    expect(announced(page)).to.deep.equal(['f-firstName']);
    control.dispatchEvent(new Event('change', { bubbles: true }));
    await until(() => announced(page).length === 2);
    expect(errorOf(page, 'email')).to.equal('Email: enter an address such as name@example.com');
    fill(control, 'ada@example.com');
    await quiet();
    expect(announced(page)).to.deep.equal(['f-firstName']);
  });

  it('S91 leaves unanswered what the visitor has not come to yet when another answer is checked', async () => {
    const page = await open(definition([name, email, { name: 'city', required: true }]));
    page.press();
    await until(() => page.all('.error').length === 3);
    page.type('firstName', 'Ada');
    await until(() => page.all('.error').length === 2);
    expect(announced(page)).to.deep.equal(['f-email', 'f-city']);
  });

  it('S91 reads what autofill changed without a focus, and what a script set without an event', async () => {
    const page = await open(pair());
    fill(page.control('firstName'), 'Ada');
    page.control('email').value = 'ada@example.com';
    expect(page.focused).to.equal('');
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada', email: 'ada@example.com' });
  });

  it('A11Y 13 M9 says what to do, in the words of the question', async () => {
    const page = await open(
      definition([
        { name: 'password', type: 'password', label: 'Password', transient: true, rules: { minLength: 10 } },
        { name: 'age', type: 'number', label: 'Age', rules: { min: 18, max: 99 } },
        { name: 'phone', type: 'tel', label: 'Phone' },
        { name: 'bio', label: 'About you', rules: { maxLength: 3 } },
      ]),
    );
    page.type('password', 'short');
    page.type('age', '17,5');
    page.type('phone', 'call me');
    page.type('bio', 'long');
    page.press();
    await until(() => page.all('.error').length);
    expect(page.all('.error').map((error) => error.textContent?.trim())).to.deep.equal([
      'Password: enter at least 10 characters',
      'Age: enter 18 or more',
      'Phone: enter 7 to 15 digits, with a + for the country code',
      'About you: enter at most 3 characters',
    ]);
    page.type('age', 'many');
    await until(() => errorOf(page, 'age') === 'Age: enter a number');
  });

  it('M9 says it in German, as everything else', async () => {
    const page = await open(
      definition([{ ...name, label: 'Vorname' }, email, { name: 'note', label: 'Notiz' }], { locale: 'de' }),
    );
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Absenden');
    expect(page.all('label')[2]?.textContent).to.contain('(freiwillig)');
    page.press();
    await until(() => page.all('.error').length);
    expect(errorOf(page, 'firstName')).to.equal('Bitte beantworten: Vorname');
    expect(page.find('#problem').textContent).to.equal('Bitte prüfen Sie Ihre Angaben');
  });

  it('S91 says nothing of an answer that has been put right while it was checked', async () => {
    const page = await open(pair());
    page.press();
    await until(() => page.all('.error').length === 2);
    const { session } = page.element;
    if (!session) throw new Error('There is no session.');
    const goOn: (() => void)[] = [];
    const check = session.check.bind(session);
    session.check = async () => {
      const found = await check();
      await new Promise<void>((resolve) => goOn.push(resolve));
      return found;
    };
    page.type('email', 'ada');
    await until(() => goOn.length === 1);
    page.type('email', 'ada@example.com');
    await until(() => goOn.length === 2);
    for (const end of goOn.reverse()) {
      end();
      await quiet();
    }
    expect(announced(page)).to.deep.equal(['f-firstName']);
    expect(errorOf(page, 'email')).to.equal(undefined);
  });

  it('A11Y 10 M9 ties the message to its control, after the hint', async () => {
    const page = await open(definition([{ ...name, hint: 'As in your passport.' }]));
    page.press();
    await until(() => page.all('.error').length);
    const ids = page.control('firstName').getAttribute('aria-describedby')?.split(' ') ?? [];
    expect(ids.map((id) => page.find(`#${id}`).textContent?.trim())).to.deep.equal([
      'As in your passport.',
      'Please answer: First name',
    ]);
  });

  it('A11Y 18 S91 one mistake: the focus goes to the question', async () => {
    const page = await open(pair());
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.focused === 'f-email');
    expect(page.all('#summary')).to.have.length(0);
  });

  it('S91 one mistake in a group: the focus goes to its first choice', async () => {
    const options = [{ value: 'a', label: 'A' }];
    const page = await open(definition([{ name: 'pick', type: 'radio', required: true, options }]));
    page.press();
    await until(() => page.focused === 'f-pick');
    expect(page.find('fieldset').getAttribute('aria-invalid')).to.equal('true');
    expect(page.find('fieldset').getAttribute('aria-describedby')).to.equal('f-pick-e');
  });

  it('A11Y 18 S91 several mistakes: a focused summary in the same words, with ways to each', async () => {
    const page = await open(pair());
    page.press();
    await until(() => page.focused === 'summary');
    const summary = page.find('#summary');
    expect(page.find(`#${summary.getAttribute('aria-labelledby')}`).textContent).to.equal(
      'There is a problem',
    );
    const links = page.all<HTMLAnchorElement>('#summary a');
    expect(links.map((link) => link.textContent?.trim())).to.deep.equal(
      page.all('.error').map((error) => error.textContent?.trim()),
    );
    links[1]?.click();
    await until(() => page.focused === 'f-email');
    expect(location.hash).to.equal('');
    page.type('email', 'ada@example.com');
    await until(() => page.all('#summary a').length === 1);
    page.type('firstName', 'Ada');
    await until(() => page.all('#summary').length === 0);
    page.press();
    await page.done();
  });

  it('A11Y 9 S91 changes nothing and moves nothing while answers are given', async () => {
    const page = await open(pair());
    page.type('email', 'ada@example.com');
    page.type('firstName', 'Ada');
    await quiet();
    expect(page.focused).to.equal('f-firstName');
    expect(page.backEnd.sent).to.have.length(0);
    expect(page.heard('pf-step')).to.have.length(0);
  });

  it('BAD50 BAD51 a refusal of the back end is shown at its question, in our words, with the answers kept', async () => {
    const page = await open(pair());
    page.backEnd.answer = { kind: 'rejected', issues: [{ field: 'email', code: 'refused' }] };
    page.type('firstName', 'Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await until(() => errorOf(page, 'email') === 'Email: please check this answer');
    expect(page.focused).to.equal('f-email');
    expect(page.control('firstName').value).to.equal('Ada');
    page.backEnd.answer = { kind: 'delivered' };
    page.press();
    await page.done();
    expect(new Set(page.backEnd.sent.map(({ id }) => id)).size).to.equal(2);
  });

  it('BAD50 a refusal that names nothing the visitor was asked still says that it did not work', async () => {
    const page = await open(pair());
    page.backEnd.answer = { kind: 'rejected', issues: [{ field: '<b>x</b>', code: 'refused' }] };
    page.type('firstName', 'Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await until(() => page.status.startsWith('That did not work.'));
    expect(page.control('email').value).to.equal('ada@example.com');
  });

  it('BAD53 says which answers are too long, at each and above them, also where nobody said by how much', async () => {
    const need = { name: 'need', type: 'textarea', label: 'What you need' } as const;
    const page = await open(definition([name, need]));
    const issues = [
      { field: 'firstName', code: 'tooLong', params: { max: 80 } },
      { field: 'need', code: 'tooLong' },
    ] as const;
    page.backEnd.answer = { kind: 'rejected', issues, status: 413 };
    page.type('firstName', 'Ada');
    page.type('need', 'x'.repeat(5000));
    page.press();
    await until(() => announced(page).length === 2);
    const summary = page.find<HTMLElement>('[part=error-summary]').textContent ?? '';
    expect(errorOf(page, 'firstName')).to.equal('First name: enter at most 80 characters');
    for (const text of [summary, errorOf(page, 'need')]) {
      expect(text).to.contain('What you need');
      expect(text).not.to.match(/[{}]|undefined/);
    }
    expect(page.control('need').value).to.have.length(5000);
  });
});
