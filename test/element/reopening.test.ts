import { expect } from 'chai';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { Field } from '../../src/model/form-config.js';
import { cleanUp, definition, email, name, open, quiet, until, type Page } from './page.js';

/** As a page whose login names somebody. */
const known = (profile: object) => (element: ProgressiveForm) => (element.profile = profile);

async function notYou(page: Page): Promise<void> {
  await until(() => page.all('[part=not-you-button]').length);
  page.find('[part=not-you-button]').click();
  await until(() => page.status.startsWith('This form starts again'));
}

const remembered = { profile: { remember: 'afterSubmit' } } as const;

/** Answers once, so that the device knows somebody. */
async function wasHere(config: ReturnType<typeof definition>): Promise<void> {
  const page = await open(config);
  page.type('firstName', 'Ada');
  page.press();
  await page.done();
  await until(() => page.backEnd.sent.length);
  await quiet();
  page.element.remove();
}

describe('a form that is opened again', () => {
  afterEach(cleanUp);

  it('M6 after “Not you?” shows all of a long view, also where a field is called like a member of the form', async () => {
    const fields: Partial<Field>[] = [...Array(26).keys()].map((i) => ({ name: `q${i}` }));
    const config = definition([name, ...fields, { name: 'reset' }], {
      ...remembered,
      steps: [
        { id: 'a', title: 'One', reason: 'r', fields: ['firstName'] },
        {
          id: 'b',
          title: 'Many',
          reason: 'r',
          fields: [...fields.map((one) => one.name ?? ''), 'reset', 'firstName'],
        },
      ],
    });
    await wasHere({ ...config, steps: config.steps.slice(0, 1) });
    const page = await open({ ...config, steps: config.steps.slice(1) });
    await until(() => page.all('input').length === 27);
    await notYou(page);
    await until(() => page.all('input').length === 28);
    expect(page.element.matches(':state(submitting)')).to.equal(false);
  });

  it('S86 tells a form of the page what is filled in, and nothing of whoever says that it is not her', async () => {
    const outer = document.body.appendChild(document.createElement('form'));
    const config = definition([name, { name: 'city', prefill: true }], remembered);
    await wasHere(config);
    const page = await open(definition([{ name: 'city', prefill: true }, { name: 'more' }], remembered), {
      change: (element) => {
        element.name = 'lead';
        known({ city: 'Ely' })(element);
      },
    });
    outer.append(page.element);
    const entries = () => [...new FormData(outer)].map(([key, value]) => `${key}=${String(value)}`);
    await until(() => entries().includes('lead.city=Ely'));
    page.type('more', 'Canary-Golf');
    await until(() => entries().includes('lead.more=Canary-Golf'));
    await notYou(page);
    expect(entries()).to.deep.equal([]);
    outer.remove();
  });

  it('S86 tells a form of the page what is filled in, also where the element is named late', async () => {
    const outer = document.body.appendChild(document.createElement('form'));
    const parts = ProgressiveForm.parts;
    if (!parts) throw new Error('No parts');
    let isAway = true;
    const extras = () => (isAway ? Promise.reject(new Error('Away')) : parts.extras());
    const page = await open(definition([name]), {
      change: (element) => (element.parts = { ...parts, extras }),
    });
    outer.append(page.element);
    await until(() => page.heard('pf-error').length); // warmed up, as far as it went
    isAway = false;
    page.element.name = 'lead';
    page.type('firstName', 'Ada');
    await until(() => new FormData(outer).get('lead.firstName') === 'Ada');
    outer.remove();
  });

  it('S70 waits for nothing that only measures', async () => {
    const parts = ProgressiveForm.parts;
    if (!parts) throw new Error('No parts');
    const page = await open(definition([name, email]), {
      change: (element) => (element.parts = { ...parts, friction: () => new Promise(() => undefined) }),
    });
    page.type('firstName', 'Ada');
    await until(() => page.heard('pf-answer').length);
    expect(page.heard('pf-answer')[0]?.event).to.include({ field: 'firstName' });
    expect(page.heard('pf-answer')[0]?.event).not.to.have.property('seconds');
  });

  it('M1 names countries in the language of the definition that is shown', async () => {
    const config = definition([{ name: 'land', type: 'country' }]);
    const page = await open(config);
    const text = () => page.control('land').textContent ?? '';
    await until(() => text().includes('Germany'));
    page.element.config = { ...config, id: 'other', locale: 'de' };
    await until(() => text().includes('Deutschland'));
    expect(text()).not.to.contain('Germany');
  });

  it('A11Y 23 takes the language of the page, not that of the definition before', async () => {
    const own = document.documentElement.lang;
    document.documentElement.lang = 'en';
    const page = await open({ ...definition([name]), locale: 'de' });
    expect(page.element.lang).to.equal('de');
    const { locale: _, ...silent } = definition([name]);
    page.element.config = silent;
    await until(() => page.find('[part=submit-button]').textContent?.trim() === 'Send');
    expect(page.element.lang).to.equal('en');
    document.documentElement.lang = own;
  });

  it('A11Y 19 counts what is left to answer, not what is filled in', async () => {
    const config = definition([
      { name: 'city', prefill: true },
      { name: 'team' },
      { name: 'size', when: { team: 'a' } },
    ]);
    const page = await open(config, { change: known({ city: 'Ely' }) });
    expect(page.control('city').value).to.equal('Ely');
    expect(page.find('[part=progress]').textContent).to.contain('about 1');
  });

  it('M11 shows the newest definition, also where the element was moved while that was fetched', async () => {
    const page = await open(definition([name]));
    page.element.config = new URL('fixtures/contact.json', import.meta.url).href;
    await page.element.updateComplete;
    const place = document.body.appendChild(document.createElement('div'));
    place.append(page.element);
    await until(() => page.find('h2').textContent?.includes('Contact us'));
  });
});
