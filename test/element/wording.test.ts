import { expect } from 'chai';
import { cleanUp, definition, email, name, open, until } from './page.js';

describe('what a form says', () => {
  afterEach(cleanUp);

  it('S23 what is known and may be shown is confirmed by one tap on a button that says so', async () => {
    const title = {
      name: 'jobTitle',
      label: 'Job title',
      prefill: true,
      confirm: true,
      autocomplete: 'organization-title',
    };
    const page = await open(definition([title]), {
      change: (element) =>
        (element.profile = { jobTitle: { value: 'Engineer', at: '2026-01-01T00:00:00Z' } }),
    });
    expect(page.control('jobTitle').value).to.equal('Engineer');
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Yes, that is right');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ jobTitle: 'Engineer' });
  });

  it('S23 beside a question that is open the button sends as ever', async () => {
    const title = { name: 'jobTitle', prefill: true, confirm: true };
    const page = await open(definition([title, name]), {
      change: (element) => (element.profile = { jobTitle: 'Engineer' }),
    });
    expect(page.control('jobTitle').value).to.equal('Engineer');
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Send');
  });

  it('M17 speaks any language in which the definition says its words', async () => {
    const words = {
      send: 'Envoyer',
      optional: 'facultatif',
      required: 'Répondez : {label}',
      problem: 'Un problème',
    };
    const page = await open(definition([name, email, { name: 'city' }], { locale: 'fr', words }));
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Envoyer');
    expect(page.find('label[for=f-city]').textContent).to.contain('(facultatif)');
    page.press();
    await until(() => page.all('.error').length === 2);
    expect(page.find('.error').textContent?.trim()).to.equal('Répondez : First name');
    expect(page.find('#problem').textContent).to.equal('Un problème');
  });

  it('SEC1 shows links and emphasis of a text, and anything else of it as it was written', async () => {
    const label =
      'I agree to the [privacy policy](https://example.com/privacy), **always**. <img src=x onerror=alert(1)> [no](javascript:alert(1)) [on](//evil.example)';
    const page = await open(
      definition([{ name: 'agree', type: 'consent', label, purpose: 'profiling', required: true }]),
    );
    const [link, ...others] = page.all<HTMLAnchorElement>('label a');
    expect(link?.href).to.equal('https://example.com/privacy');
    expect([link?.target, link?.rel]).to.deep.equal(['_blank', 'noreferrer']);
    expect(others).to.have.length(0);
    expect(page.find('label strong').textContent).to.equal('always');
    expect(page.all('label img')).to.have.length(0);
    expect(page.find('label').textContent).to.contain(
      '<img src=x onerror=alert(1)> [no](javascript:alert(1))',
    );
    page.tick('agree');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.consents[0]?.text).to.equal(label);
  });

  it('M1 tells what a choice is beside its picture, which itself is silent', async () => {
    const image = new URL('fixtures/dot.png', import.meta.url).href;
    const options = ['Rail', 'Road'].map((label) => ({ value: label, label, image }));
    const way = { name: 'way', type: 'radio', label: 'By which way?', required: true, options } as const;
    const page = await open(definition([way]));
    expect(page.all('img').map((one) => one.getAttribute('alt'))).to.deep.equal(['', '']);
    expect(page.all('label.choice').map((one) => one.textContent?.trim())).to.deep.equal(['Rail', 'Road']);
  });
});
