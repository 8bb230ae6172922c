import { expect } from 'chai';
import 'axe-core/axe.min.js';
import type { Field } from '../../src/model/form-config.js';
import { cleanUp, definition, open, until, type Page } from './page.js';

interface Finding {
  readonly id: string;
  readonly nodes: readonly { readonly html: string; readonly failureSummary?: string }[];
}
declare const axe: {
  run(context: Element, options: object): Promise<{ readonly violations: readonly Finding[] }>;
};

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function expectAccessible(page: Page, state: string): Promise<void> {
  const { violations } = await axe.run(document.body, {
    runOnly: tags,
    rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
  });
  const told = violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary ?? ''}`),
  );
  expect(told, `${state} of ${page.element.localName}`).to.deep.equal([]);
}

const options = [
  { value: 'a', label: 'Apples' },
  { value: 'b', label: 'Berries' },
];
const types: readonly Partial<Field>[] = [
  { type: 'text', autocomplete: 'given-name', hint: 'As in your passport.' },
  { type: 'email', autocomplete: 'email' },
  { type: 'tel', autocomplete: 'tel' },
  { type: 'number' },
  { type: 'select', options },
  { type: 'radio', options, hint: 'One of them.' },
  { type: 'checkbox', options },
  { type: 'checkbox' },
  { type: 'textarea' },
  { type: 'password', autocomplete: 'new-password' },
  { type: 'consent', purpose: 'profiling', hint: 'You may take it back.' },
];

function everyType() {
  const fields = types.map((field, i) => ({
    ...field,
    name: `f${i}`,
    label: `Question ${i}`,
    required: true,
  }));
  return definition([...fields, { name: 'last', label: 'Anything else', hint: 'If you like.' }], {
    steps: [
      { id: 'a', title: 'Much', reason: 'To show it all.', fields: fields.map((field) => field.name) },
      { id: 'b', title: 'Little', reason: 'To end it.', fields: ['last'] },
    ],
  });
}

function answerAll(page: Page): void {
  const values = ['Ada', 'ada@example.com', '+44 20 7946 0000', '5', 'a', '', '', '', 'Text', 'open sesame'];
  values.forEach((value, i) => value && page.type(`f${i}`, value));
  for (const i of [5, 6, 7, 10]) page.tick(`f${i}`);
}

describe('accessibility', () => {
  const { error } = console;
  const look = document.createElement('style');

  before(() => {
    document.documentElement.lang = 'en';
    document.title = 'A page with a form';
    document.head.append(look);
  });
  after(() => look.remove());
  beforeEach(() => void (console.error = () => {}));
  afterEach(async () => {
    console.error = error;
    await cleanUp();
  });

  for (const scheme of ['light', 'dark']) {
    it(`M17 has nothing to complain of from the first view to the last, in ${scheme}`, async () => {
      look.textContent = `html { color-scheme: ${scheme}; background: Canvas; color: CanvasText; }`;
      const page = await open(everyType());
      await expectAccessible(page, 'first view');
      page.press();
      await until(() => page.focused === 'summary');
      expect(page.all('.error')).to.have.length(types.length);
      await expectAccessible(page, 'errors');
      answerAll(page);
      page.press();
      await page.view('Little');
      await expectAccessible(page, 'second view');
      page.press();
      await page.done();
      await expectAccessible(page, 'done');
    });

    it(`M17 has nothing to complain of where a form is broken, in ${scheme}`, async () => {
      look.textContent = `html { color-scheme: ${scheme}; background: Canvas; color: CanvasText; }`;
      const page = await open({ schemaVersion: 2 });
      await until(() => page.all('[role=alert]').length);
      await expectAccessible(page, 'broken');
    });
  }

  it('M17 fits 320 pixels without a scroll bar', async () => {
    document.body.style.width = '320px';
    const page = await open(everyType());
    page.press();
    await until(() => page.focused === 'summary');
    expect(page.element.scrollWidth).to.be.at.most(320);
    for (const control of page.all('input,select,textarea,button'))
      expect(control.getBoundingClientRect().right).to.be.at.most(320 + page.element.offsetLeft);
    document.body.removeAttribute('style');
  });

  it('M17 gives every control a target of at least 24 pixels', async () => {
    const page = await open(everyType());
    for (const control of page.all('select,textarea,button,input.control,label.choice'))
      expect(control.getBoundingClientRect().height).to.be.at.least(24);
  });
});
