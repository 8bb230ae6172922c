import { expect } from 'chai';
import { cleanUp, definition, email, name, open, twoViews, until } from './page.js';
import type { ProgressiveForm } from '../../src/element/progressive-form.js';

const light = { change: (element: ProgressiveForm) => (element.render = 'light') };

describe('a form drawn into the page', () => {
  const look = document.createElement('style');
  afterEach(async () => {
    look.remove();
    await cleanUp();
  });

  it('A11Y 1 S86 has its controls in the tree of the page, each with its label', async () => {
    const page = await open(definition([name, email]), light);
    expect(page.element.shadowRoot).to.equal(null);
    const control = document.querySelector<HTMLInputElement>('input[name=firstName]');
    expect(control?.labels?.[0]?.textContent).to.equal('First name');
    expect(control?.form?.getAttribute('aria-labelledby')).to.match(/title$/);
    expect(
      document.getElementById(control?.form?.getAttribute('aria-labelledby') ?? '')?.textContent,
    ).to.contain('First');
  });

  it('S86 keeps the ids of two forms on one page apart', async () => {
    await open(definition([name, email]), light);
    await open(definition([name, email]), light);
    const ids = [...document.querySelectorAll('[id]')].map(({ id }) => id);
    expect(ids.length).to.be.greaterThan(4);
    expect(new Set(ids).size).to.equal(ids.length);
  });

  it('M17 wears its own look, which gives way to a rule of the page that names more than one class', async () => {
    look.textContent =
      '.control { border-top-width: 7px; } .field .control { border-bottom-width: 7px; } form p.reason { color: rgb(1, 2, 3); }';
    document.head.append(look);
    const page = await open(definition([name]), light);
    const { borderTopWidth, borderBottomWidth, minHeight } = getComputedStyle(page.control('firstName'));
    expect(minHeight).to.equal('44px');
    expect(getComputedStyle(page.find('.reason')).color).to.equal('rgb(1, 2, 3)');
    expect(borderBottomWidth).to.equal('7px');
    expect(borderTopWidth).to.equal('1px'); // two rules that name one class: ours comes later
    const outside = document.body.appendChild(document.createElement('input'));
    outside.className = 'control';
    expect(getComputedStyle(outside).minHeight).not.to.equal('44px');
  });

  it('A11Y 18 moves the focus as in a tree of its own: to the summary, and from it to the control', async () => {
    const page = await open(definition([name, email]), light);
    page.press();
    await until(() => document.activeElement?.id === `${page.element.ids}summary`);
    page.find('[part=error-summary] a').click();
    expect(document.activeElement).to.equal(page.control('firstName'));
  });

  it('M10 takes what was typed through views, back, and to the back end', async () => {
    const page = await open(twoViews(), light);
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    page.press('back-button');
    await page.view('Who you are');
    expect(page.control('firstName').value).to.equal('Ada');
    page.press();
    await page.view('Where you are');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    expect(page.backEnd.sent.at(-1)?.answers).to.deep.equal({ email: 'ada@example.com' });
  });

  it('S86 shows what the page gives it again, when a form opened anew comes to its end', async () => {
    const page = await open(definition([name]), {
      change: (element) => {
        element.render = 'light';
        element.innerHTML = '<p slot="success" id="thanks">Bye</p>';
      },
    });
    const isSeen = () => page.element.querySelector('#thanks')?.checkVisibility() ?? false;
    const fillIn = async () => {
      page.type('firstName', 'Ada');
      page.press();
      await until(isSeen);
    };
    await fillIn();
    page.element.config = definition([name]);
    await until(() => !isSeen() && page.heard('pf-ready').length === 2);
    await fillIn();
  });

  it('S86 puts what the page gives it into its places, and shows nothing else of it', async () => {
    const page = await open(definition([name]), {
      change: (element) => {
        element.render = 'light';
        element.innerHTML =
          '<p slot="header" id="head">Hello</p><p slot="success" id="thanks">Bye</p><p id="other">No script?</p>';
      },
    });
    const find = (id: string) => page.element.querySelector<HTMLElement>(`#${id}`);
    const isSeen = (id: string) => find(id)?.checkVisibility() ?? false;
    expect(['head', 'thanks', 'other'].map(isSeen)).to.deep.equal([true, false, false]);
    expect(find('head')?.closest('[part=base]')).not.to.equal(null);
    page.type('firstName', 'Ada');
    page.press();
    await until(() => isSeen('thanks'));
    expect(find('thanks')?.closest('[part=success]')).not.to.equal(null);
  });
});

describe('a form inside a form of the page', () => {
  afterEach(cleanUp);

  for (const render of ['shadow', 'light'])
    it(`S86 gives it the answers under its name, and no password (${render})`, async () => {
      const outer = document.createElement('form');
      const config = definition(
        [
          name,
          { name: 'code', type: 'password', transient: true },
          {
            name: 'likes',
            type: 'multiselect',
            options: ['a', 'b'].map((value) => ({ value, label: value })),
          },
          { name: 'later' },
        ],
        {
          steps: [
            { id: 'a', title: 'One', reason: 'r', fields: ['firstName', 'code', 'likes'] },
            { id: 'b', title: 'Two', reason: 'r', fields: ['later'], when: { firstName: 'Bob' } },
          ],
        },
      );
      const page = await open(config, {
        change: (element) => {
          element.name = 'lead';
          element.render = render;
        },
      });
      outer.append(page.element);
      document.body.append(outer);
      page.type('firstName', 'Ada');
      page.type('code', 'open sesame');
      for (const end of ['', '-1']) page.find(`#${page.element.ids}f-likes${end}`).click();
      const entries = () => [...new FormData(outer)].filter(([key]) => key.startsWith('lead.'));
      await until(() => entries().length === 3);
      expect(entries()).to.deep.equal([
        ['lead.firstName', 'Ada'],
        ['lead.likes', 'a'],
        ['lead.likes', 'b'],
      ]);
      outer.remove();
    });
});
