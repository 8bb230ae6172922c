import { expect } from 'chai';
import type { FormConfig } from '../../src/model/form-config.js';
import { createClaimsSource } from '../../src/profile/claims-source.js';
import { isDeviceRecord } from '../../src/profile/device-record.js';
import { backEnd, cleanUp, databaseName, definition, email, everyRecord, name, open, quiet, twoViews, until, type Page } from './page.js'; // prettier-ignore

const typed = { firstName: 'Canary-Ada', email: 'canary@example.com', city: 'Canary-City' };
const consent = { name: 'remember', type: 'consent', label: 'Remember me.', purpose: 'profiling' } as const;
const city = { name: 'city', label: 'City', onDevice: true, required: true };
const settings = {
  profile: { remember: 'withConsent', purpose: 'profiling', parameters: { utm_town: 'city', email: 'city' } },
} as const;
const asking = () => definition([name, email, city, consent], settings);
/** The same form with one more question. */
const more = (config: FormConfig): FormConfig => ({
  ...config,
  fields: [
    ...config.fields,
    { name: 'hobby', type: 'text', label: 'Hobby', purpose: 'service', prefill: true },
  ],
  steps: config.steps.map((step) => ({ ...step, fields: [...step.fields, 'hobby'] })),
});

const recordAt = async (key: string) => (await everyRecord()).find(([at]) => at === key)?.[1];
const deviceRecord = () => recordAt('p/device');
const idOf = async () => {
  const record = await deviceRecord();
  return isDeviceRecord(record) ? record.id : undefined;
};

async function answer(page: Page, agrees = true): Promise<void> {
  for (const [field, value] of Object.entries(typed)) page.type(field, value);
  if (agrees) page.tick('remember');
  page.press();
  await page.done();
}

/** Ada answered, agreed and left. */
async function adaWasHere(): Promise<FormConfig> {
  const config = asking();
  await answer(await open(config));
  await until(async () => {
    const record = await deviceRecord();
    return isDeviceRecord(record) && record.mark !== undefined && record.sealed !== undefined;
  });
  document.body.replaceChildren();
  return config;
}

const notYou = '[part=not-you-button]';
const shown = (page: Page) => page.all('input').map(({ id }) => id);

/** Every byte and text of a record, also what lies in buffers. */
function textOf(value: unknown): string {
  if (value instanceof ArrayBuffer || ArrayBuffer.isView(value)) {
    const bytes = value instanceof ArrayBuffer ? new Uint8Array(value) : (value as Uint8Array);
    return `${new TextDecoder('utf-8').decode(bytes)} ${new TextDecoder('utf-16le').decode(bytes)}`;
  }
  if (typeof value === 'object' && value) return Object.entries(value).flat().map(textOf).join(' ');
  return String(value);
}

async function everythingKept(): Promise<string> {
  const web = [{ ...localStorage }, { ...sessionStorage }, document.cookie, await caches.keys()];
  return textOf([web, await everyRecord()]);
}

describe('who is taken for whom', () => {
  beforeEach(cleanUp);
  afterEach(async () => {
    await quiet(); // what is remembered is written behind the visitor's back
    await cleanUp();
  });

  it('M6 “Not you?” wipes the person from the device and begins again, told and with the focus in the first field', async () => {
    const config = await adaWasHere();
    let forgotten = 0;
    const page = await open(more(config), {
      backEnd: Object.assign(backEnd(), { forget: () => void forgotten++ }),
    });
    expect(shown(page)).to.deep.equal(['f-hobby']);
    const before = await idOf();
    page.type('hobby', 'Canary-Golf');
    await until(() => page.all(notYou).length);
    const button = page.find<HTMLButtonElement>(notYou);
    expect([button.type, button.textContent?.trim()]).to.deep.equal(['button', 'Not you?']);
    button.focus();
    button.click();
    await until(() => page.focused === 'f-firstName');
    await until(() => page.status === 'This form starts again, without what was known.');
    expect(forgotten).to.equal(1);
    expect((await everyRecord()).filter(([key]) => key.startsWith('p/'))).to.deep.equal([]);
    expect(page.all<HTMLInputElement>('input').map(({ id, value }) => [id, value])).to.deep.equal([
      ['f-firstName', ''],
      ['f-email', ''],
      ['f-city', ''],
      ['f-remember', 'on'],
      ['f-hobby', ''],
    ]);
    expect(page.all(notYou)).to.have.length(0);
    await answer(page);
    await until(idOf);
    expect(await idOf()).not.to.equal(before);
    expect(page.backEnd.sent[0]?.anonymousId).to.equal(await idOf());
  });

  it('M6 “Not you?” is there too where nothing is asked', async () => {
    const config = await adaWasHere();
    const page = await open(config);
    await page.done();
    await until(() => page.all(notYou).length);
    page.find(notYou).click();
    await until(() => page.focused === 'f-firstName');
    expect(shown(page)).to.have.length(4);
    expect(await deviceRecord()).to.equal(undefined);
  });

  it('M6 “Not you?” lets go of what the page said, until the page says it again', async () => {
    const config = more(await adaWasHere());
    const page = await open(config, {
      change: (element) => (element.profile = { firstName: 'Canary-Ada', hobby: 'Canary-Golf', x: 1 }),
    });
    await page.done();
    await until(() => page.all(notYou).length);
    page.find(notYou).click();
    await until(() => page.focused === 'f-firstName');
    expect(
      page
        .all<HTMLInputElement>('input')
        .map(({ value }) => value)
        .join(''),
    ).to.equal('on');
    page.element.locale = 'de';
    await until(() => page.heard('pf-ready').length === 3);
    await quiet();
    expect(page.element.session?.state.profile.facts).to.deep.equal({});
    page.element.profile = { firstName: 'Bea' };
    await until(() => page.element.session?.state.profile.facts['firstName']?.value === 'Bea');
  });

  it('M6 asks nobody whether it is her who is taken for nobody', async () => {
    const page = await open(asking(), { change: (element) => (element.profile = { hobby: 'x' }) });
    await until(() => page.element.screen.phase === 'asking');
    page.control('firstName').focus();
    await quiet();
    expect(page.all(notYou)).to.have.length(0);
    await answer(page, false);
    await quiet();
    expect(page.all(notYou)).to.have.length(0);
  });

  it('M6 asks nobody whether it is her who tells on this very visit who she is, on no view and when she is thanked', async () => {
    const config = twoViews({ profile: { remember: 'always' } });
    const page = await open(config);
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    await until(deviceRecord);
    page.type('email', 'ada@example.com');
    await quiet();
    expect(page.all(notYou)).to.have.length(0);
    page.press();
    await page.done();
    await until(() => page.status === 'Your answers have arrived.');
    await quiet();
    expect(page.all(notYou)).to.have.length(0);
    page.element.remove();
    const again = await open(config);
    await until(() => again.all(notYou).length);
  });

  const claims = (who: string) =>
    createClaimsSource({ claims: { given_name: who, email: `${who.toLowerCase()}@example.com` } });
  const values = (page: Page) => ['firstName', 'email', 'city'].map((field) => page.control(field).value);
  const shownToWhomWeKnow = () =>
    definition([
      { ...name, autocomplete: 'given-name', prefill: true },
      { ...email, prefill: true },
      { name: 'city', label: 'City' },
    ]);
  const reopened = async (page: Page, change: () => void): Promise<void> => {
    const before = page.element.session;
    change();
    await until(() => page.element.session !== before);
    await page.element.updateComplete;
  };

  it('S64 F2 what is filled in for one login is gone with it, and what she typed too', async () => {
    const page = await open(shownToWhomWeKnow(), { change: (element) => (element.profile = claims('Ada')) });
    expect(values(page)).to.deep.equal(['Ada', 'ada@example.com', '']);
    page.type('city', 'Canary-City');
    await reopened(page, () => (page.element.profile = claims('Bea')));
    expect(values(page)).to.deep.equal(['Bea', 'bea@example.com', '']);
    await reopened(page, () => (page.element.profile = undefined));
    expect(values(page)).to.deep.equal(['', '', '']);
  });

  it('M6 F2 what is filled in for somebody is gone in a kiosk', async () => {
    const page = await open(shownToWhomWeKnow(), { change: (element) => (element.profile = claims('Ada')) });
    await reopened(page, () => (page.element.kiosk = true));
    expect(values(page)).to.deep.equal(['', '', '']);
  });

  it('M5 fills in what the page learns late, beside what is typed already', async () => {
    const page = await open(shownToWhomWeKnow());
    page.type('city', 'Zürich');
    await reopened(page, () => (page.element.profile = claims('Ada')));
    expect(values(page)).to.deep.equal(['Ada', 'ada@example.com', 'Zürich']);
    await reopened(page, () => (page.element.profile = claims('Ada')));
    expect(values(page)).to.deep.equal(['Ada', 'ada@example.com', 'Zürich']);
  });

  it('M6 a kiosk leaves storage empty, also when the answers cannot be sent at once', async () => {
    const end = backEnd({ kind: 'retryable' });
    const page = await open(asking(), { backEnd: end, change: (element) => (element.kiosk = true) });
    for (const [field, value] of Object.entries(typed)) page.type(field, value);
    page.tick('remember');
    page.press();
    await until(() => page.status.includes('keep this page open'));
    expect((await indexedDB.databases()).map((one) => one.name)).not.to.include(databaseName);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect([document.cookie, await caches.keys()]).to.deep.equal(['', []]);
    expect(page.heard('pf-error')).to.deep.equal([]);
    end.answer = { kind: 'delivered' };
    await page.element.session?.tools().then(({ delivery }) => delivery.passing().flush());
    await page.done();
    await quiet();
    expect((await indexedDB.databases()).map((one) => one.name)).not.to.include(databaseName);
  });

  it('M6 a kiosk neither reads nor changes what is kept', async () => {
    const config = await adaWasHere();
    const before = textOf(await everyRecord());
    const page = await open(config, { change: (element) => (element.kiosk = true) });
    expect(shown(page)).to.have.length(4);
    await answer(page);
    await quiet();
    expect(page.all(notYou)).to.have.length(0);
    expect(textOf(await everyRecord())).to.equal(before);
  });

  it('S44 S45 keeps a value that the definition asks to keep, and nobody can read it anywhere', async () => {
    const config = await adaWasHere();
    const kept = await everythingKept();
    expect(kept).to.contain('city');
    expect(kept).not.to.match(/canary/i);
    const page = await open(
      more({ ...config, fields: config.fields.map((field) => ({ ...field, prefill: true })) }),
    );
    expect(page.element.session?.state.profile.facts['city']).to.include({
      value: typed.city,
      source: 'device',
    });
    expect(shown(page)).to.deep.equal(['f-hobby']);
    page.type('hobby', 'x');
    page.press();
    await page.done();
    expect(page.element.shadowRoot?.innerHTML).not.to.match(/canary/i);
    expect(page.events.map(({ text }) => text).join()).not.to.match(/canary/i);
    expect(JSON.stringify(page.backEnd.sent)).not.to.match(/canary/i);
    expect(await everythingKept()).not.to.match(/canary/i);
  });

  it('S44 would have found it', async () => {
    localStorage.setItem('x', typed.city);
    expect(await everythingKept()).to.match(/canary/i);
    localStorage.clear();
  });

  it('SEC31 makes no key before the visitor is to be remembered', async () => {
    const page = await open(asking(), { backEnd: backEnd({ kind: 'retryable' }) });
    await answer(page, false);
    await quiet();
    expect(await recordAt('p/keys')).to.equal(undefined);
  });

  it('M5 SEC4 SEC18 fills in what an allowed parameter suggests, and warns of one that names somebody', async () => {
    const warned: string[] = [];
    const { warn } = console;
    console.warn = (text: string) => void warned.push(text);
    history.replaceState(null, '', '?utm_town=Berlin&email=canary%40example.com&firstName=Canary&agree=true');
    try {
      const page = await open(asking(), { change: (element) => (element.debug = true) });
      expect(page.control('city').value).to.equal('Berlin');
      expect(page.control('firstName').value + page.control('email').value).to.equal('');
      expect(page.control('remember').checked).to.equal(false);
      expect(page.backEnd.sent).to.deep.equal([]);
      await until(() => warned.length);
      expect(warned.join())
        .to.contain('email, firstName')
        .and.not.match(/canary/i);
      page.type('firstName', 'Ada');
      page.type('email', 'ada@example.com');
      page.press();
      await page.done();
      expect(page.backEnd.sent[0]?.answers).to.include({ city: 'Berlin' });
    } finally {
      console.warn = warn;
      history.replaceState(null, '', location.pathname);
    }
  });

  it('S66 takes the id that the page keeps, and another one’s record for nobody’s', async () => {
    const config = await adaWasHere();
    const page = await open(config, { change: (element) => element.setAttribute('visitor-id', 'host-1') });
    expect(shown(page)).to.have.length(4);
    await answer(page);
    expect(page.backEnd.sent[0]?.anonymousId).to.equal('host-1');
    await until(async () => (await idOf()) === 'host-1');
  });

  it('S66 takes the id that the page keeps where storage is blocked', async () => {
    const { open: own } = IDBFactory.prototype;
    IDBFactory.prototype.open = () => {
      throw new DOMException('blocked', 'SecurityError');
    };
    try {
      const page = await open(asking(), { change: (element) => (element.visitorId = 'host-1') });
      await answer(page);
      expect(page.backEnd.sent[0]?.anonymousId).to.equal('host-1');
    } finally {
      IDBFactory.prototype.open = own;
    }
  });

  it('M5 BAD45 asks the sources of the page, and waits for none that does not answer', async () => {
    const told = (value: string) => ({
      name: 'sign-in',
      load: () =>
        Promise.resolve({
          profile: {
            facts: { firstName: { value, source: 'login' as const, at: '2026-11-01T00:00:00.000Z' } },
            identity: { strength: 'login' as const },
          },
        }),
    });
    const silent = { name: 'silent', load: () => new Promise<never>(() => undefined) };
    const page = await open(definition([{ ...name, prefill: true }, email]), {
      change: (element) => (element.profile = [silent, told('Ada')]),
    });
    expect(page.all<HTMLInputElement>('input').map(({ id, value }) => [id, value])).to.deep.equal([
      ['f-firstName', 'Ada'],
      ['f-email', ''],
    ]);
    await until(() => page.all(notYou).length);
  });
});
