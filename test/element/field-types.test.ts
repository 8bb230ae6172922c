import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { AnswerValue } from '../../src/model/answers.js';
import type { Field } from '../../src/model/form-config.js';
import { en } from '../../src/locales/en.js';
import { cleanUp, definition, open, quiet, until, type Page } from './page.js';

const options = [
  { value: 'a', label: 'Apples' },
  { value: 'b', label: 'Berries' },
];
const many = [...options, ...['c', 'd', 'e', 'f'].map((value) => ({ value, label: value }))];
const image = new URL('fixtures/dot.png', import.meta.url).href;
const pictures = options.map((option) => ({ ...option, image }));

interface Case {
  readonly field: Partial<Field>;
  /** What the control says of itself. */
  readonly control: Readonly<Record<string, string | null>>;
  readonly answer: (page: Page) => void | Promise<void>;
  /** The same by keyboard, from the moment the first control has the focus. */
  readonly keys: readonly string[] | ((control: HTMLInputElement) => readonly string[]);
  readonly value: AnswerValue;
}

const cases: readonly Case[] = [
  {
    field: { type: 'text', autocomplete: 'family-name' },
    control: {
      type: 'text',
      autocomplete: 'family-name',
      inputmode: null,
      enterkeyhint: 'send',
      autocapitalize: 'words',
    },
    answer: (page) => page.type('field', ' Lövelace '),
    keys: ['Lövelace'],
    value: 'Lövelace',
  },
  {
    field: { type: 'email', autocomplete: 'email' },
    control: { type: 'email', autocomplete: 'email', inputmode: 'email', enterkeyhint: 'send', dir: 'ltr' },
    answer: (page) => page.type('field', 'ada@example.com'),
    keys: ['ada@example.com'],
    value: 'ada@example.com',
  },
  {
    field: { type: 'tel', autocomplete: 'tel' },
    control: { type: 'tel', autocomplete: 'tel', inputmode: 'tel', enterkeyhint: 'send', dir: 'ltr' },
    answer: (page) => page.type('field', '+44 20 7946 0000'),
    keys: ['+44 20 7946 0000'],
    value: '+44 20 7946 0000',
  },
  {
    field: { type: 'number' },
    control: { type: 'text', autocomplete: 'off', inputmode: 'decimal', enterkeyhint: 'send' },
    answer: (page) => page.type('field', '12,5'),
    keys: ['12,5'],
    value: 12.5,
  },
  {
    field: { type: 'select', options: many },
    control: { autocomplete: 'off' },
    answer: (page) => page.type('field', 'b'),
    keys: ['ArrowDown', 'ArrowDown'],
    value: 'b',
  },
  {
    field: { type: 'select', options },
    control: { type: 'radio', value: 'a' },
    answer: (page) => page.find('#f-field-1').click(),
    keys: [' ', 'ArrowDown'],
    value: 'b',
  },
  {
    field: { type: 'url' },
    control: { type: 'url', autocomplete: 'url', inputmode: 'url', dir: 'ltr' },
    answer: (page) => page.type('field', 'www.example.com'),
    keys: ['https://www.example.com'],
    value: 'https://www.example.com',
  },
  {
    field: { type: 'date' },
    control: { type: 'date' },
    answer: (page) => page.type('field', '2027-03-31'),
    // In the parts that the engine shows, in the order of its language; as text where it has none.
    keys: ({ type }) => (type === 'date' ? datePartsOf(new Date(2027, 2, 31)) : ['2027-03-31']),
    value: '2027-03-31',
  },
  {
    field: { type: 'multiselect', options: [...options, { value: 'c', label: 'Cherries' }] },
    control: { type: 'checkbox', value: 'a' },
    answer: (page) => ['', '-2'].forEach((end) => page.find(`#f-field${end}`).click()),
    keys: [' ', 'Tab', 'Tab', ' '],
    value: ['a', 'c'],
  },
  {
    field: { type: 'country' },
    control: { autocomplete: 'country' },
    answer: async (page) => {
      await until(() => page.control<HTMLSelectElement>('field').length > 200);
      page.type('field', 'AT');
    },
    keys: ['Austri'],
    value: 'AT',
  },
  {
    field: { type: 'radio', options },
    control: { type: 'radio', value: 'a' },
    answer: (page) => page.find('#f-field-1').click(),
    keys: [' ', 'ArrowDown'],
    value: 'b',
  },
  {
    field: { type: 'radio', options: pictures },
    control: { type: 'radio', value: 'a' },
    answer: (page) => page.find('label[for=f-field-1] img').click(),
    keys: [' ', 'ArrowDown'],
    value: 'b',
  },
  {
    field: { type: 'multiselect', options: pictures },
    control: { type: 'checkbox', value: 'a' },
    answer: (page) => page.find('label[for=f-field-1] img').click(),
    keys: ['Tab', ' '],
    value: ['b'],
  },
  {
    field: { type: 'checkbox', options },
    control: { type: 'checkbox', value: 'a' },
    answer: (page) => page.all('input').forEach((box) => box.click()),
    keys: [' ', 'Tab', ' '],
    value: ['a', 'b'],
  },
  {
    field: { type: 'checkbox' },
    control: { type: 'checkbox' },
    answer: (page) => page.tick('field'),
    keys: [' '],
    value: true,
  },
  {
    field: { type: 'textarea' },
    control: { autocomplete: 'off' },
    answer: (page) => page.type('field', 'One\ntwo'),
    keys: ['One', 'Enter', 'two'],
    value: 'One\ntwo',
  },
  {
    field: { type: 'password', autocomplete: 'new-password' },
    control: { type: 'password', autocomplete: 'new-password' },
    answer: (page) => page.type('field', ' open sesame '),
    keys: [' open sesame '],
    value: ' open sesame ',
  },
  {
    field: { type: 'consent', purpose: 'profiling' },
    control: { type: 'checkbox' },
    answer: (page) => page.tick('field'),
    keys: [' '],
    value: true,
  },
];

const titleOf = ({ type, options: choices }: Partial<Field>) =>
  `${type}${type === 'checkbox' && choices ? ' with options' : ''}${type === 'select' && choices === options ? ' of a few' : ''}${choices === pictures ? ' of pictures' : ''}`;

/** Other engines go on to the next part by themselves once one is full. */
const staysInPart = !/Chrome|Firefox/.test(navigator.userAgent);

const datePartsOf = (day: Date): readonly string[] =>
  new Intl.DateTimeFormat(navigator.language.replace(/^C$/, 'en-US'), {
    day: '2-digit',
    month: '2-digit',
    year: 'numeric',
  })
    .formatToParts(day)
    .flatMap(({ type, value }) => (type !== 'literal' ? value : staysInPart ? 'ArrowRight' : []));

const isKey = (key: string) => /^(Tab|Enter|Arrow\w+)$/.test(key);

describe('a question', () => {
  afterEach(cleanUp);

  for (const { field, control, answer, keys, value } of cases) {
    const whole = { ...field, name: 'field', label: 'The question?', hint: 'A hint.', required: true };

    it(`A11Y 1 M1 shows ${titleOf(field)} as a native control with its label and hint`, async () => {
      const page = await open(definition([whole]));
      const shown = page.control('field');
      for (const [attribute, expected] of Object.entries(control))
        expect(shown.getAttribute(attribute), attribute).to.equal(expected);
      expect(shown.name).to.equal('field');
      const own = page.find<HTMLLabelElement>('label[for=f-field]');
      const group = shown.closest('fieldset');
      const asked = group?.querySelector('legend') ?? own;
      expect(asked.textContent).to.contain('The question?');
      expect(asked.checkVisibility()).to.equal(true);
      expect(asked.textContent).not.to.contain('optional');
      const described = (group ?? shown).getAttribute('aria-describedby');
      expect(page.find(`#${described}`).textContent).to.equal('A hint.');
      expect((group ?? shown).getAttribute('aria-invalid')).not.to.equal('true');
    });

    it(`M1 takes an answer to ${titleOf(field)} and hands it over as what it is`, async () => {
      const page = await open(definition([whole]));
      await answer(page);
      page.press();
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal({ field: value });
    });

    it(`A11Y 6 M1 answers ${titleOf(field)} by keyboard alone`, async () => {
      const page = await open(definition([whole]));
      document.body.tabIndex = -1;
      document.body.focus();
      if (field.type === 'country') await until(() => page.control<HTMLSelectElement>('field').length > 200);
      const pressed = typeof keys === 'function' ? keys(page.control('field')) : keys;
      for (const key of ['Tab', ...pressed]) await sendKeys(isKey(key) ? { press: key } : { type: key });
      // Behind the parts of a day stands the button of its picker.
      if (field.type !== 'date') await sendKeys({ press: 'Tab' });
      await sendKeys({ press: 'Enter' });
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal({ field: value });
    });
  }

  it('M1 shows nothing of a hidden field, neither a control nor the room of one, and sends its value', async () => {
    const form = { name: 'form', type: 'hidden', value: 'spring' } as const;
    const page = await open(definition([{ name: 'field' }, form]));
    expect(page.all('[part=form-control]')).to.have.length(1);
    expect(page.all('[name=form], [type=hidden]')).to.have.length(0);
    page.type('field', 'An answer');
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ field: 'An answer', form: 'spring' });
  });

  it('A11Y 12 M1 says in words which questions are optional, and shows select answers that can be taken back', async () => {
    const page = await open(definition([{ name: 'size', type: 'select', label: 'Size', options: many }]));
    expect(page.find('label').textContent).to.contain('(optional)');
    page.type('size', 'a');
    page.type('size', '');
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({});
  });

  for (const type of ['radio', 'select'] as const)
    it(`M1 lets an optional choice (${type}) be taken back`, async () => {
      const page = await open(definition([{ name: 'size', type, options }, { name: 'other' }]));
      page.find('[value=b]').click();
      await until(() => page.element.session?.value('size') === 'b');
      page.find('[value=""]').click();
      await until(() => page.element.session?.value('size') === '');
      await page.element.updateComplete;
      expect(page.all(':checked').map((one) => one.closest('label')?.textContent?.trim())).to.deep.equal([
        en.noAnswer,
      ]);
      page.press();
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal({});
    });

  it('M4 sends a number that was filled in as the visitor leaves it, also where it is cleared', async () => {
    for (const [left, answers] of [
      ['0', { rooms: 0 }],
      ['', {}],
    ] as const) {
      const page = await open(
        definition([{ name: 'rooms', type: 'number', prefill: true }, { name: 'other' }]),
        {
          change: (element) => (element.profile = { rooms: 0 }),
        },
      );
      expect(page.control('rooms').value).to.equal('0');
      page.type('rooms', left);
      page.press();
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal(answers);
    }
  });

  it('M4 takes nothing that was filled in for an answer of the visitor while she answers something else', async () => {
    const filled = [
      { name: 'rooms', type: 'number', prefill: true },
      { name: 'likes', type: 'multiselect', options, prefill: true },
      { name: 'news', type: 'checkbox', prefill: true },
    ] as const;
    const page = await open(definition([...filled, { name: 'other' }]), {
      change: (element) => (element.profile = { rooms: 0, likes: ['b', 'a'], news: true }),
    });
    expect(page.all(':checked')).to.have.length(3);
    page.type('other', 'An answer');
    const answers = () => page.element.session?.state.answers ?? {};
    await until(() => answers()['other']);
    expect(answers()).to.deep.equal({ other: 'An answer' });
    page.find('[value=b]').click();
    page.tick('news', false);
    await until(() => 'news' in answers());
    expect(answers()).to.deep.equal({ other: 'An answer', likes: ['a'], news: false });
  });

  for (const required of [true, false])
    it(`M9 does not send a day (${required ? 'required' : 'optional'}) that is half typed, and leaves it standing`, async () => {
      const page = await open(definition([{ name: 'day', type: 'date', required }, { name: 'other' }]));
      const control = page.control('day');
      control.focus();
      await sendKeys({ type: '12' });
      const isTold = control.validity.badInput; // not by every engine
      if (!isTold) Object.defineProperty(control, 'validity', { value: { badInput: true } });
      page.type('other', 'An answer');
      page.press();
      await until(() => page.all('.error').length);
      expect(page.find('.error').textContent).to.contain('31');
      if (isTold) expect(control.validity.badInput).to.equal(true);
      page.press();
      await quiet();
      expect(page.backEnd.sent).to.have.length(0);
      page.type('day', '2027-12-31');
      if (!isTold) Object.defineProperty(control, 'validity', { value: { badInput: false } });
      page.press();
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal({ day: '2027-12-31', other: 'An answer' });
    });

  it('M1 records what was agreed to in the exact words shown and in their language', async () => {
    const label = 'Ja, merken Sie sich meine Angaben.';
    const config = definition([{ name: 'profiling', type: 'consent', label, purpose: 'profiling' }]);
    const page = await open({ ...config, locale: 'de' }, { change: (element) => (element.locale = 'en') });
    page.tick('profiling');
    page.press();
    await until(() => page.backEnd.sent.length);
    const [consent, ...others] = page.backEnd.sent[0]?.consents ?? [];
    expect(consent).to.include({ purpose: 'profiling', text: label, locale: 'de' });
    expect(others).to.have.length(0);
  });

  for (const name of 'id name submit action method elements target title length children parentNode reset'.split(
    ' ',
  )) {
    it(`BAD9 works with a field called ${name}`, async () => {
      const page = await open(definition([{ name, required: true }, { name: 'other' }]));
      page.press();
      await until(() => page.all('.error').length);
      page.type(name, 'An answer');
      page.type('other', 'Another');
      page.press();
      await until(() => page.backEnd.sent.length);
      expect(page.backEnd.sent[0]?.answers).to.deep.equal({ [name]: 'An answer', other: 'Another' });
    });
  }

  it('BAD10 SEC1 shows markup in texts as text', async () => {
    const bad = '<img src=x onerror="window.pwned=1">';
    const label = `Name ${bad}`;
    const config = definition([
      { name: 'one', label, hint: bad, required: true, type: 'radio', options: [{ value: 'a', label: bad }] },
    ], { title: bad, submitLabel: bad, steps: [{ id: 's', title: bad, reason: bad, fields: ['one'] }] }); // prettier-ignore
    const page = await open(config);
    page.press();
    await until(() => page.all('.error').length);
    expect(page.all('img')).to.have.length(0);
    expect(page.text.split(bad)).to.have.length(8);
    expect('pwned' in window).to.equal(false);
  });

  it('BAD56 hands over emoji, bidirectional text and formulas as they were typed', async () => {
    const texts = ['👩🏽‍🚀 Ωmega', 'שלום abc', '=cmd()|1', 'O’Brien “x”', '\u202eevil'];
    const page = await open(definition(texts.map((_, i) => ({ name: `f${i}` }))));
    texts.forEach((text, i) => page.type(`f${i}`, text));
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(Object.values(page.backEnd.sent[0]?.answers ?? {})).to.deep.equal(texts);
  });
});
