import { expect } from 'chai';
import { backEnd, cleanUp, definition, email, name, open, place, quiet, until } from './page.js';

const address = '/test/element/fixtures/contact.json';

/** The first place and remedy that the author is told. */
async function problemOf(config: unknown): Promise<{ path: string; text: string; forms: number }> {
  const page = await open(config);
  await until(() => page.heard('pf-config-error').length);
  const { problems } = page.heard('pf-config-error')[0]?.event as unknown as {
    problems: { path: string; problem: string; remedy: string }[];
  };
  const [first] = problems;
  expect(first?.problem).not.to.equal('');
  expect(first?.remedy).not.to.equal('');
  expect(page.find('[role=alert]').textContent).to.contain('This form cannot be shown.');
  expect(page.find('[role=alert]').textContent).to.contain(first?.path ?? '');
  return { path: first?.path ?? '', text: page.text, forms: page.all('form').length };
}

describe('the definition', () => {
  const { error } = console;

  beforeEach(() => void (console.error = () => {}));
  afterEach(async () => {
    console.error = error;
    await cleanUp();
  });

  it('M11 comes from an address', async () => {
    const page = await open(undefined, { change: (element) => element.setAttribute('config', address) });
    expect(page.find('h2').textContent?.trim()).to.equal('Contact us');
  });

  it('M11 comes from a script inside the tag', async () => {
    const json = JSON.stringify(definition([name]));
    const page = await open(undefined, {
      change: (element) => (element.innerHTML = `<script type="application/json">${json}</script>`),
    });
    expect(page.all('#f-firstName')).to.have.length(1);
  });

  it('M11 comes as a property, also later', async () => {
    const page = place({});
    await quiet();
    expect(page.all('form')).to.have.length(0);
    page.element.config = definition([name]);
    await until(() => page.all('#f-firstName').length);
  });

  for (const order of ['the tag before the script', 'the script before the tag']) {
    it(`M11 does not mind ${order}, nor properties set before it is known`, async () => {
      const frame = document.createElement('iframe');
      const script = '<script type="module" src="/src/define.ts"></script>';
      const tag = `<progressive-form id="tag" config="${address}" endpoint="http://localhost:1"></progressive-form>
        <progressive-form id="early" endpoint="http://localhost:1"></progressive-form>
        <progressive-form endpoint="http://localhost:1"><script type="application/json">
        ${JSON.stringify(definition([email]))}</script></progressive-form>`;
      const early = `<script>early.config = ${JSON.stringify(definition([name]))}</script>`;
      frame.srcdoc = order.startsWith('the tag') ? tag + early + script : script + tag + early;
      document.body.append(frame);
      const shown = () =>
        [...(frame.contentDocument?.querySelectorAll('progressive-form') ?? [])].map((element) =>
          [...(element.shadowRoot?.querySelectorAll('input') ?? [])].map((input) => input.name).join(),
        );
      await until(() => shown().join(' ') === 'message firstName email');
    });
  }

  for (const debug of [false, true])
    it(`BAD1 tells its problem to the author, and on a page for visitors ${debug ? 'where that is asked for' : 'not to them'}`, async () => {
      const frame = document.createElement('iframe');
      // Such a page stands on no host that is known to be this machine.
      frame.srcdoc = `<script type="module" src="/src/define.ts"></script>
        <progressive-form ${debug ? 'debug' : ''} locale="de"><script type="application/json">{}</script></progressive-form>
        <script>
          told = [];
          console.error = (...said) => told.push('console', ...said);
          addEventListener('pf-config-error', ({ problems }) => told.push('event', problems[0].path));
        </script>`;
      document.body.append(frame);
      const own = () => frame.contentWindow as (Window & { told?: string[] }) | null;
      await until(() => own()?.told?.includes('event'));
      expect(own()?.told?.join(' ')).to.contain('console <progressive-form> schemaVersion');
      const root = () => frame.contentDocument?.querySelector('progressive-form')?.shadowRoot;
      await until(() => root()?.querySelector('[role=alert]'));
      await quiet();
      const text = root()?.querySelector('[role=alert]')?.textContent ?? '';
      expect(text).to.contain('Dieses Formular kann nicht angezeigt werden.');
      expect(text.includes('schemaVersion')).to.equal(debug);
    });

  it('M9 tells the author of a validator that nobody hands in, and shows the form', async () => {
    const config = definition([
      { ...name, validator: 'mine' },
      { ...email, validator: 'phon' },
      { name: 'phone', type: 'tel', validator: 'phone' },
    ]);
    const mine = { '~standard': { version: 1, validate: () => ({}) } } as const;
    const page = await open(config, {
      change: (element) => {
        element.validators = { mine };
        element.debug = true;
      },
    });
    await until(() => page.heard('pf-config-error').length);
    const [{ event } = { event: undefined }] = page.heard('pf-config-error');
    expect(event).to.deep.include({
      problems: [
        {
          path: 'fields[1].validator',
          problem: 'is no validator that the page hands in',
          remedy: 'Did you mean phone?',
        },
      ],
    });
    expect(page.all('#f-firstName')).to.have.length(1);
  });

  it('BAD1 BAD5 BAD6 BAD7 BAD8 BAD19 names the place of what is wrong, and shows no form', async () => {
    const good = definition([name, email]);
    const [first, second] = good.fields;
    const wrong: readonly (readonly [unknown, string])[] = [
      [null, ''],
      [[], ''],
      [{}, 'schemaVersion'],
      [{ ...good, schemaVersion: 99 }, 'schemaVersion'],
      [{ ...good, fields: [{ ...first, type: 'slider' }, second] }, 'fields[0].type'],
      [{ ...good, fields: [first, { ...second, name: 'firstName' }] }, 'fields[1].name'],
      [{ ...good, fields: [first, { ...second, name: 'toString' }] }, 'fields[1].name'],
      [{ ...good, fields: [first, { ...second, purpose: 'sale' }] }, 'fields[1].purpose'],
      [{ ...good, afterSubmit: { redirect: 'javascript:alert(1)' } }, 'afterSubmit.redirect'],
    ];
    for (const [config, path] of wrong) {
      const told = await problemOf(config);
      expect(told.forms).to.equal(0);
      expect(told.path, JSON.stringify(config)).to.equal(path);
      await cleanUp();
    }
  });

  it('BAD22 refuses an address that answers must not go to, before anybody has typed', async () => {
    const page = place({ config: definition([name]) });
    page.element.adapter = undefined;
    page.element.setAttribute('endpoint', 'http://example.com/');
    await until(() => page.heard('pf-config-error').length);
    expect(page.text).to.contain('endpoint');
    expect(page.all('form')).to.have.length(0);
  });

  it('BAD1 says in one message that a definition did not come', async () => {
    const page = await open('/test/element/fixtures/nowhere.json');
    await until(() => page.heard('pf-config-error').length);
    expect(page.all('[role=alert]')).to.have.length(1);
    expect(page.text).to.contain('This form cannot be shown. config: the address does not answer');
    expect(page.all('form')).to.have.length(0);
  });

  it('M9 M17 says so in the language of the page, and marks it as that', async () => {
    const page = place({
      config: new URL('./fixtures/nowhere.json', import.meta.url).href,
      change: (element) => (element.locale = 'de'),
    });
    await until(() => page.all('[role=alert]').length);
    expect(page.text).to.contain('Dieses Formular kann nicht angezeigt werden.');
    expect(page.element.lang).to.equal('de');
  });

  it('BAD1 works again once the definition is mended', async () => {
    const page = await open({});
    page.element.config = definition([name]);
    await until(() => page.all('#f-firstName').length);
    expect(page.all('[role=alert]')).to.have.length(0);
  });

  it('BAD26 keeps answers by field name when the definition changes, also what is still being typed', async () => {
    const page = await open(definition([name, email]));
    page.type('email', 'ada@example.com');
    page.control('firstName').focus();
    page.control('firstName').value = 'Ad';
    const city = { name: 'city', label: 'City' };
    page.element.config = definition([city, { ...email, label: 'Your email' }, name]);
    await until(() => page.all('#f-city').length);
    await page.element.updateComplete;
    expect(page.all<HTMLInputElement>('input').map(({ id, value }) => [id, value])).to.deep.equal([
      ['f-city', ''],
      ['f-email', 'ada@example.com'],
      ['f-firstName', 'Ad'],
    ]);
    expect(page.find('label[for=f-email]').textContent).to.contain('Your email');
  });

  it('BAD26 leaves the focus where it is when only words change', async () => {
    const config = definition([name, email]);
    const page = await open(config);
    page.control('email').focus();
    page.element.config = {
      ...config,
      fields: config.fields.map((field) => ({ ...field, label: 'New words' })),
    };
    await until(() => page.find('label').textContent?.includes('New words'));
    expect(page.focused).to.equal('f-email');
  });

  it('BAD26 a definition that comes while answers are under way is shown, and they arrive all the same', async () => {
    const page = await open(definition([name]));
    let answer = () => {};
    page.backEnd.answer = () => new Promise((resolve) => (answer = () => resolve({ kind: 'delivered' })));
    page.type('firstName', 'Ada');
    page.press();
    await until(() => page.backEnd.sent.length);
    page.element.config = definition([email]);
    await until(() => page.all('#f-email').length);
    answer();
    await until(() => page.heard('pf-delivered').length);
    await quiet();
    expect(page.all('#f-email')).to.have.length(1);
  });

  it('M11 two forms on a page do not mix', async () => {
    const one = await open(definition([name]));
    const two = await open(definition([name]), { backEnd: backEnd({ kind: 'retryable' }) });
    one.type('firstName', 'Ada');
    two.type('firstName', 'Grace');
    one.press();
    two.press();
    await Promise.all([one.done(), two.done()]);
    expect(one.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Ada' });
    expect(two.backEnd.sent[0]?.answers).to.deep.equal({ firstName: 'Grace' });
    expect(one.backEnd.sent[0]?.sessionId).not.to.equal(two.backEnd.sent[0]?.sessionId);
    await until(() => one.heard('pf-delivered').length);
    expect(one.heard('pf-queued')).to.have.length(0);
    expect(two.heard('pf-delivered')).to.have.length(0);
  });

  it('M11 works on after it was taken off the page and put back', async () => {
    const page = await open(definition([name, email]));
    page.type('firstName', 'Ada');
    page.element.remove();
    await quiet();
    document.body.append(page.element);
    await page.element.updateComplete;
    expect(page.control('firstName').value).to.equal('Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    expect(page.backEnd.sent).to.have.length(1);
    expect(page.heard('pf-ready')).to.have.length(1);
  });

  it('M12 leads on to a page of the own origin, with nothing in its address', async () => {
    const frame = document.createElement('iframe');
    const config = definition([name], { afterSubmit: { redirect: `${address}?thanks` } });
    frame.src = '/test/element/fixtures/frame.html';
    document.body.append(frame);
    await new Promise((resolve) => (frame.onload = resolve));
    const inner = frame.contentDocument;
    if (!inner) throw new Error('No document');
    const element = inner.createElement('progressive-form');
    Object.assign(element, { config, adapter: backEnd() });
    inner.body.append(element);
    const input = () => element.shadowRoot?.querySelector('input');
    await until(input);
    Object.assign(input() ?? {}, { value: 'Canary' });
    element.shadowRoot?.querySelector<HTMLButtonElement>('[part=submit-button]')?.click();
    await until(() => frame.contentWindow?.location.search === '?thanks');
    expect(frame.contentWindow?.location.href).to.equal(new URL(`${address}?thanks`, location.href).href);
  });
});
