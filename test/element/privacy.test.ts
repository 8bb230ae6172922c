import { expect } from 'chai';
import { isDeviceRecord } from '../../src/profile/device-record.js';
import { backEnd, cleanUp, databaseName, definition, email, everyRecord, name, open, place, quiet, until, type Page } from './page.js'; // prettier-ignore

const typed = { firstName: 'Canary-Ada', email: 'canary@example.com' };
const consent = { name: 'remember', type: 'consent', label: 'Remember me.', purpose: 'profiling' } as const;
const settings = { profile: { remember: 'withConsent', purpose: 'profiling' } } as const;
const asking = () => definition([name, email, consent], settings);

async function answer(page: Page, agrees: boolean): Promise<void> {
  page.type('firstName', typed.firstName);
  page.type('email', typed.email);
  if (agrees) page.tick('remember');
  page.press();
  await page.done();
}

const deviceRecord = async () => (await everyRecord()).find(([key]) => key === 'p/device')?.[1];

/** Every byte and text of a record, also what lies in buffers. */
function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array);
    return `${new TextDecoder('utf-8').decode(bytes)} ${new TextDecoder('utf-16le').decode(bytes)}`;
  }
  if (typeof value === 'object' && value) return Object.entries(value).flat().map(textOf).join(' ');
  return String(value);
}

const nothingWaits = async () => !(await everyRecord()).some(([key]) => key.startsWith('o/'));

describe('what is kept and shown', () => {
  beforeEach(cleanUp);
  afterEach(async () => {
    await quiet(); // what is remembered is written behind the visitor's back
    await cleanUp();
  });

  it('SEC31 keeps nothing on the device before the visitor acts', async () => {
    const page = await open(asking());
    page.type('firstName', typed.firstName);
    page.control('email').focus();
    await until(() => page.element.screen.phase === 'asking');
    await quiet();
    expect((await indexedDB.databases()).map((one) => one.name)).not.to.include(databaseName);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });

  it('S44 keeps a random id and names once the visitor agreed, and no value anywhere in clear', async () => {
    const page = await open(asking(), { backEnd: backEnd({ kind: 'retryable' }) });
    await answer(page, true);
    await until(deviceRecord);
    const record = await deviceRecord();
    if (!isDeviceRecord(record)) throw new Error('Not a record of ours');
    expect(record.id).to.equal(page.backEnd.sent[0]?.anonymousId);
    expect(Object.keys(record.known['service'] ?? {})).to.deep.equal(['firstName', 'email']);
    const all = textOf(await everyRecord());
    expect(all).to.contain('firstName');
    expect(all).not.to.match(/canary/i);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });

  it('S47 keeps nothing of a visitor who did not agree, and sends no id of the device', async () => {
    const page = await open(asking());
    await answer(page, false);
    await quiet();
    expect(await deviceRecord()).to.equal(undefined);
    expect(page.backEnd.sent[0]).not.to.have.property('anonymousId');
  });

  it('S45 does not ask again on a device that knows the names, and shows no value', async () => {
    const config = asking();
    await answer(await open(config), true);
    await until(deviceRecord);
    document.body.replaceChildren();
    const [step] = config.steps;
    if (!step) throw new Error('No step');
    const again = await open({
      ...config,
      fields: [...config.fields, { name: 'city', type: 'text', label: 'City', purpose: 'service' }],
      steps: [{ ...step, fields: [...step.fields, 'city'] }],
    });
    expect(again.all('input').map(({ id }) => id)).to.deep.equal(['f-city']);
    expect(again.element.shadowRoot?.innerHTML).not.to.match(/canary/i);
    expect(again.events.map(({ text }) => text).join()).not.to.match(/canary/i);
  });

  it('M6 a kiosk keeps nothing and knows nobody', async () => {
    const config = asking();
    await answer(await open(config), true);
    await until(deviceRecord);
    // Another back end in its place would leave to its retry what is still under way.
    await until(nothingWaits);
    const before = JSON.stringify(await deviceRecord());
    document.body.replaceChildren();
    const kiosk = await open(config, { change: (element) => (element.kiosk = true) });
    expect(kiosk.all('input')).to.have.length(3);
    await answer(kiosk, true);
    await quiet();
    expect(kiosk.backEnd.sent[0]).not.to.have.property('anonymousId');
    expect(JSON.stringify(await deviceRecord())).to.equal(before);
    await until(nothingWaits);
  });

  it('BAD60 a database of our name that is not ours keeps nobody from the form', async () => {
    const foreign = indexedDB.open(databaseName, 3);
    foreign.onupgradeneeded = () => void foreign.result.createObjectStore('theirs');
    await new Promise((resolve) => (foreign.onsuccess = resolve));
    foreign.result.close();
    const page = await open(asking());
    expect(page.all('input')).to.have.length(3);
    await answer(page, true);
    expect(page.backEnd.sent).to.have.length(1);
  });

  it('SEC18 takes the token out of the address before anybody is told anything', async () => {
    history.replaceState(null, '', '#about&pf=secret.token&x=1');
    let seen = '';
    const look = () => (seen ||= location.href);
    document.addEventListener('pf-ready', look, { capture: true, once: true });
    const page = place({ config: asking() });
    expect(location.hash).to.equal('#about&x=1');
    await until(() => page.heard('pf-ready').length);
    expect(seen).not.to.contain('secret');
    history.replaceState(null, '', '#');
  });

  it('S20 hides what the page knows, and fills in what may be shown', async () => {
    const config = definition([{ ...name, prefill: true }, email, { name: 'city', required: true }]);
    const page = await open(config, { change: (element) => (element.profile = typed) });
    expect(page.all<HTMLInputElement>('input').map(({ id, value }) => [id, value])).to.deep.equal([
      ['f-firstName', typed.firstName],
      ['f-city', ''],
    ]);
    page.type('city', 'London');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.answers).to.deep.equal({ firstName: typed.firstName, city: 'London' });
  });

  it('BAD27 asks only for the consent where all else is known', async () => {
    const page = await open(asking(), { change: (element) => (element.profile = typed) });
    expect(page.all('input').map(({ id }) => id)).to.deep.equal(['f-remember']);
  });

  it('BAD28 BAD29 BAD30 takes of a profile what fits the questions, and sends nothing of the rest back', async () => {
    const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, i) => [`x${i}`, 'canary']));
    const profile = {
      ...many,
      firstName: { value: { deep: 1 } },
      email: 7,
      remember: true,
      constructor: 'x',
    };
    const page = await open(asking(), { change: (element) => (element.profile = profile) });
    expect(page.all('input').map(({ id }) => id)).to.deep.equal(['f-firstName', 'f-email', 'f-remember']);
    page.type('firstName', 'Ada');
    page.type('email', 'ada@example.com');
    page.press();
    await page.done();
    expect(JSON.stringify(page.backEnd.sent)).not.to.contain('canary');
    expect(page.backEnd.sent[0]?.consents).to.deep.equal([]);
  });

  it('BAD31 shows a value that breaks the rules again, with the whole message', async () => {
    const config = definition([{ ...name, rules: { maxLength: 3 } }, email]);
    const page = await open(config, { change: (element) => (element.profile = typed) });
    expect(page.control('firstName').value).to.equal(typed.firstName);
    await until(
      () => page.all('.error')[0]?.textContent?.trim() === 'First name: enter at most 3 characters',
    );
    expect(document.activeElement).not.to.equal(page.element);
  });

  it('BAD31 never shows a sensitive value, not even a wrong one', async () => {
    const config = definition([{ ...name, sensitive: true, rules: { maxLength: 3 } }]);
    const page = await open(config, { change: (element) => (element.profile = typed) });
    expect(page.control('firstName').value).to.equal('');
  });

  for (const profile of [null, 7, 'x', [], () => 1, { firstName: null }, Object.create({ firstName: 'x' })]) {
    it(`BAD28 takes ${JSON.stringify(profile) ?? 'a function'} for a profile that knows nothing`, async () => {
      const page = await open(asking(), { change: (element) => (element.profile = profile) });
      expect(page.all('input')).to.have.length(3);
    });
  }

  it('BAD34 BAD38 BAD39 takes nothing from the address', async () => {
    history.replaceState(null, '', '?email=<script>&firstName=x&redirect=https://evil.example&pf=%FF%00');
    const page = await open(asking());
    expect(page.all<HTMLInputElement>('input').every(({ value }) => !value || value === 'on')).to.equal(true);
    await answer(page, false);
    expect(page.backEnd.sent[0]?.signals).to.deep.equal({});
    history.replaceState(null, '', location.pathname);
  });
});
