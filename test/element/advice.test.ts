import { expect } from 'chai';
import { advise, takeAdvice } from '../../src/element/advise.js';
import type { Field } from '../../src/model/form-config.js';
import { en } from '../../src/locales/en.js';
import { cleanUp, definition, email, fill, name, open, quiet, until, type Page } from './page.js';

const button = (page: Page) => page.all('[part=suggestion-button]')[0];
const advice = (page: Page) => page.all('[part=advice]')[0];
const advised = (page: Page) => until(() => advice(page)?.textContent?.trim());

const emailField = (page: Page): Field => {
  const field = page.element.session?.fields.find(({ type }) => type === 'email');
  if (!field) throw new Error('No address is asked');
  return field;
};

/** What is found about an address, without the pause. */
async function find(page: Page, address: string): Promise<unknown> {
  page.type('email', address);
  await advise(page.element, emailField(page), 0);
  return page.element.screen.advice;
}

describe('a slip in an address', () => {
  afterEach(cleanUp);

  it('S91 A11Y 13 brings a button with what was probably meant, and changes nothing', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmial.com');
    await advised(page);
    expect(button(page)?.textContent?.trim()).to.equal('Did you mean ada@gmail.com?');
    expect(page.control('email').value).to.equal('ada@gmial.com');
    expect(page.all('[part=error]')).to.deep.equal([]);
    expect(page.control('email').getAttribute('aria-invalid')).to.equal('false');
  });

  it('S91 is put right by the button, as if typed, and the focus goes to the field', async () => {
    const page = await open(definition([name, email]));
    page.type('email', 'ada@gmial.com');
    page.control('firstName').focus();
    await advised(page);
    button(page)?.click();
    await page.element.updateComplete;
    expect(page.control('email').value).to.equal('ada@gmail.com');
    expect(page.focused).to.equal('f-email');
    await until(() => page.heard('pf-answer').length === 2);
    expect(page.heard('pf-answer').map(({ event }) => event['field'])).to.deep.equal(['email', 'email']);
    await until(() => !advice(page));
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada', email: 'ada@gmail.com' });
  });

  it('S91 is checked again once it is put right', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmail');
    page.press();
    await until(() => page.all('[part=error]').length);
    page.type('email', 'ada@gmail');
    await advised(page);
    expect(page.all('[part=error]').length).to.equal(1);
    button(page)?.click();
    await until(() => page.all('[part=error]').length === 0);
    expect(page.control('email').value).to.equal('ada@gmail.com');
  });

  it('S91 is sent as it was typed by who does not take the suggestion', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmial.com');
    await advised(page);
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ email: 'ada@gmial.com' });
  });

  it('S91 is not spoken of any more as soon as the field changes', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmial.com');
    await advised(page);
    page.control('email').value = 'ada@gmial.co';
    page.control('email').dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    await until(() => !advice(page));
  });

  it('S91 is found where autofill left it, without the focus', async () => {
    const page = await open(definition([email]));
    fill(page.control('email'), 'ada@gmail.con');
    await advised(page);
    expect(page.focused).to.equal('');
  });

  it('A11Y 16 is told politely: the place first, then its text; and again with the field', async () => {
    const page = await open(definition([{ ...email, hint: 'A hint.' }]));
    const seen: string[] = [];
    const watch = new MutationObserver(() => {
      const place = advice(page);
      if (place) seen.push(`${place.getAttribute('aria-live')}: ${place.textContent?.trim()}`);
    });
    watch.observe(page.element.renderRoot, { subtree: true, childList: true });
    page.type('email', 'ada@gmial.com');
    await advised(page);
    await quiet();
    watch.disconnect();
    expect([...new Set(seen)]).to.deep.equal(['polite: ', 'polite: Did you mean ada@gmail.com?']);
    expect(page.control('email').getAttribute('aria-describedby')).to.equal('f-email-h f-email-a');
  });

  it('S91 A11Y 9 moves nothing while something is pressed', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmial.com');
    let pressed: Element | null = page.find('[part=submit-button]');
    const { renderRoot } = page.element;
    const host = {
      ids: page.element.ids,
      session: page.element.session,
      screen: page.element.screen,
      updateComplete: Promise.resolve(),
      renderRoot: Object.assign(document.createElement('div'), {
        querySelector: (selector: string) =>
          selector === ':active' ? pressed : renderRoot.querySelector(selector),
      }),
      shown: [] as unknown[],
      show: (change: object) => void host.shown.push(change),
    };
    const advising = advise(host, emailField(page), 1);
    await quiet();
    expect(host.shown).to.deep.equal([{ advice: { field: 'email' } }]);
    pressed = null;
    await advising;
    expect(host.shown[1]).to.deep.equal({ advice: { field: 'email', address: 'ada@gmail.com' } });
  });

  it('S91 is nothing to speak of once the answer is another, or the view is gone', async () => {
    const page = await open(definition([email]));
    page.type('email', 'ada@gmial.com');
    const late = advise(page.element, emailField(page), 20);
    page.control('email').value = 'ada@example.com';
    await late;
    expect(page.element.screen.advice ?? {}).not.to.have.property('address');
    page.control('email').value = 'ada@gmial.com';
    const gone = advise(page.element, emailField(page), 20);
    page.element.remove();
    await gone;
    takeAdvice(page.element, { field: 'nothing', address: 'ada@gmail.com' });
    expect(page.element.screen.advice ?? {}).not.to.have.property('address');
  });
});

describe('a private address', () => {
  afterEach(cleanUp);

  it('M8 is spoken of where the definition warns, and stands in nobody’s way', async () => {
    const page = await open(definition([{ ...email, emailPolicy: 'warn' }]));
    page.type('email', 'ada@gmx.de');
    await advised(page);
    expect(advice(page)?.textContent?.trim()).to.equal(en.freeMail);
    expect(page.all('[part=error]')).to.deep.equal([]);
    expect(page.control('email').getAttribute('aria-invalid')).to.equal('false');
    page.press();
    await until(() => page.backEnd.sent.length);
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ email: 'ada@gmx.de' });
  });

  it('M8 is nobody’s business where the definition does not warn', async () => {
    for (const emailPolicy of [undefined, 'any'] as const) {
      const page = await open(definition([{ ...email, ...(emailPolicy && { emailPolicy }) }]));
      expect(await find(page, 'ada@gmx.de')).to.equal(undefined);
    }
  });

  it('M8 is told from one at work, and from a slip in either', async () => {
    const page = await open(definition([{ ...email, emailPolicy: 'warn' }]));
    expect(await find(page, 'ada@gmx.de')).to.deep.equal({ field: 'email', warn: true });
    expect(await find(page, 'ada@example.com')).to.equal(undefined);
    expect(await find(page, 'ada@gmial.com')).to.deep.equal({ field: 'email', address: 'ada@gmail.com' });
  });
});
