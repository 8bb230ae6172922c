import { expect } from 'chai';
import 'axe-core/axe.min.js';
import { everyType, ticked, typed } from '../fixtures/every-type.js';
import { cleanUp, open, until, type Page } from './page.js';

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

function answerAll(page: Page): void {
  for (const [field, value] of Object.entries(typed)) page.type(field, value);
  for (const field of ticked) page.tick(field);
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
    it(`A11Y 8 M17 has nothing to complain of from the first view to the last, in ${scheme}`, async () => {
      look.textContent = `html { color-scheme: ${scheme}; background: Canvas; color: CanvasText; }`;
      const page = await open(everyType);
      await expectAccessible(page, 'first view');
      page.press();
      await until(() => page.focused === 'summary');
      expect(page.all('.error')).to.have.length(everyType.steps[0]?.fields.length ?? 0);
      await expectAccessible(page, 'errors');
      answerAll(page);
      page.press();
      await page.view('Little');
      await expectAccessible(page, 'second view');
      page.press();
      await page.done();
      await expectAccessible(page, 'done');
    });

    it(`A11Y 8 M17 has nothing to complain of where a form is broken, in ${scheme}`, async () => {
      look.textContent = `html { color-scheme: ${scheme}; background: Canvas; color: CanvasText; }`;
      const page = await open({ schemaVersion: 2 });
      await until(() => page.all('[role=alert]').length);
      await expectAccessible(page, 'broken');
    });
  }

  it('A11Y 5 M17 fits 320 pixels without a scroll bar', async () => {
    document.body.style.width = '320px';
    const page = await open(everyType);
    page.press();
    await until(() => page.focused === 'summary');
    expect(page.element.scrollWidth).to.be.at.most(320);
    for (const control of page.all('input,select,textarea,button'))
      expect(control.getBoundingClientRect().right).to.be.at.most(320 + page.element.offsetLeft);
    document.body.removeAttribute('style');
  });

  it('A11Y 8 M17 gives every control a target of at least 24 pixels', async () => {
    const page = await open(everyType);
    for (const control of page.all('select,textarea,button,input.control,label.choice'))
      expect(control.getBoundingClientRect().height).to.be.at.least(24);
  });
});
