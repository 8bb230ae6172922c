import { expect } from 'chai';
import 'axe-core/axe.min.js';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { isDraftRecord, openDraft, type Draft } from '../../src/profile/draft-record.js';
import { backEnd, cleanUp, databaseName, definition, email, everyRecord, leavePage, name, open, quiet, settled, until, type BackEnd, type Page, type Setting } from './page.js'; // prettier-ignore

declare const axe: {
  run(
    context: Element,
    options: object,
  ): Promise<{ readonly violations: readonly { readonly id: string }[] }>;
};

/** What stands around a form is the page's own affair. */
const rules = { region: { enabled: false }, 'page-has-heading-one': { enabled: false } };

const draft = { keepFor: 'P7D' };
const company = { name: 'company', label: 'Company' };
const hour = 3_600_000;

/** Three views; the last one has what no draft holds. */
const three = (over: Partial<FormConfig> = {}) =>
  definition(
    [
      name,
      email,
      company,
      { name: 'password', type: 'password', label: 'Password', transient: true },
      { name: 'illness', label: 'Illness', sensitive: true },
      { name: 'agree', type: 'consent', label: 'I agree.', purpose: 'profiling' },
    ],
    {
      steps: [
        { id: 'who', title: 'Who', reason: 'To greet you.', fields: ['firstName'] },
        { id: 'where', title: 'Where', reason: 'To write to you.', fields: ['email'] },
        {
          id: 'more',
          title: 'More',
          reason: 'To help you.',
          fields: ['company', 'password', 'illness', 'agree'],
        },
      ],
      draft,
      profile: { remember: 'never' },
      ...over,
    },
  );

const isDraft = ([key]: readonly [string, unknown]) => key.startsWith('draft/');
const drafts = async () => (await everyRecord()).filter(isDraft).map(([, record]) => record);

const wires = async () =>
  (await drafts()).map((one) => [...new Uint8Array((one as { wire: ArrayBuffer }).wire)]);

/** What lies on the device, opened: no script can read the key out, but any can use it. */
async function opened(page: Page): Promise<Draft | undefined> {
  const place = `draft/${page.element.session?.config.id}`;
  const record = (await everyRecord()).find(([key]) => key === place)?.[1];
  return isDraftRecord(record) ? openDraft(crypto, place, record) : undefined;
}

/** What was typed has come to be on the device, and where the visitor is. Of what came there before there may be more. */
async function kept(page: Page, field: string, value: string): Promise<void> {
  await until(async () => {
    const draft = await opened(page);
    const { step, state } = page.element.session ?? {};
    const sent = state?.done.every((one) => draft?.sent?.steps.includes(one.step.id));
    return sent && draft?.step === step?.id && draft?.answers[field] === value;
  });
}

async function typeKept(page: Page, field: string, value: string): Promise<void> {
  page.type(field, value);
  await kept(page, field, value);
}

const box = (page: Page) => page.find('#draft-keep');
const keep = async (page: Page): Promise<void> => {
  box(page).click();
  await until(() => opened(page));
};
const banner = (page: Page) => page.all('[part=draft]')[0];
const choose = (page: Page, part: 'continue' | 'again') => page.find(`[part=draft-${part}-button]`).click();

/** Until the device has told what it keeps: on a busy one a moment after the first view. */
async function openTold(config: unknown, over: Omit<Setting, 'config'> = {}): Promise<Page> {
  const page = await open(config, over);
  await until(() => banner(page) ?? page.all('#draft-keep').length);
  return page;
}

/** As a reload: nothing is left but what the device keeps. */
async function reload(page: Page, config: unknown, over: Omit<Setting, 'config'> = {}): Promise<Page> {
  page.element.remove();
  await leavePage();
  return openTold(config, { backEnd: page.backEnd, ...over });
}

async function begun(config: FormConfig, firstName = 'Canary-Ada'): Promise<Page> {
  const page = await openTold(config);
  await keep(page);
  await typeKept(page, 'firstName', firstName);
  return page;
}

/** The first of three views was sent to the back end, and an answer of the second is kept. */
async function onSecond(config: FormConfig, end: BackEnd): Promise<Page> {
  const page = await openTold(config, { backEnd: end });
  await keep(page);
  page.type('firstName', 'Ada');
  page.press();
  await page.view('Where');
  await typeKept(page, 'email', 'ada@example.com');
  return page;
}

/** The same form with another definition, in the same element. */
async function anew(page: Page, config: FormConfig): Promise<Page> {
  page.element.config = { ...config, title: 'Another title' };
  await until(() => page.heard('pf-ready').length === 2);
  await page.element.updateComplete;
  return page;
}

/** As a page does that goes from one place to another by itself: what was under way goes on. */
async function elsewhere(page: Page, config: FormConfig): Promise<Page> {
  page.element.remove();
  const now = await openTold(config, { backEnd: page.backEnd });
  choose(now, 'continue');
  await until(() => now.heard('pf-plan').length === 2);
  await now.element.updateComplete;
  return now;
}

/** As a back end keeps them: each once, however often it came. What was under way when the page was left comes again. */
const received = ({ backEnd: { sent } }: Page) => [
  ...new Map(sent.map(({ id, answers }) => [id, answers])).values(),
];

const realNow = Date.now;
const realTimeout = globalThis.setTimeout;
const moveClock = (ms: number) => (Date.now = () => realNow() + ms);

describe('a draft', () => {
  beforeEach(cleanUp);
  afterEach(async () => {
    Date.now = realNow;
    globalThis.setTimeout = realTimeout;
    await quiet();
    await cleanUp();
  });

  it('SEC31 is not offered where the definition does not say so', async () => {
    const page = await open(three({ draft: undefined as never }));
    expect(page.all('#draft-keep')).to.have.length(0);
  });

  it('SEC31 is offered, not begun: nothing is on the device before the visitor ticks', async () => {
    const page = await openTold(three());
    expect(box(page).checked).to.equal(false);
    expect(box(page).closest('label')?.textContent?.trim()).to.equal(
      'Keep what I type on this device until I send it, for 7 days at most',
    );
    page.type('firstName', 'Canary-Ada');
    dispatchEvent(new Event('pagehide'));
    await quiet();
    expect((await indexedDB.databases()).map((one) => one.name)).not.to.include(databaseName);
  });

  it('SEC31 the tick is no answer: neither the form nor the page hears of it', async () => {
    const page = await begun(three());
    expect(page.heard('pf-answer').map(({ event }) => event['field'])).to.deep.equal(['firstName']);
  });

  it('S44 S52 SEC16 keeps no value in clear, and none of what is secret at all', async () => {
    const page = await begun(three());
    page.press();
    await page.view('Where');
    page.type('email', 'canary@example.com');
    page.press();
    await page.view('More');
    page.type('password', 'Canary-word');
    page.type('illness', 'Canary-ill');
    page.tick('agree');
    await typeKept(page, 'company', 'Canary Ltd');
    const text = (await everyRecord()).filter(isDraft).map(([, record]) => {
      const { wire, key, ...clear } = record as { wire: ArrayBuffer; key: CryptoKey };
      expect(key.extractable).to.equal(false);
      return `${JSON.stringify(clear)} ${new TextDecoder().decode(wire)}`;
    });
    expect(text.join()).not.to.match(/canary/i);
    const again = await reload(page, { ...three(), id: page.element.session?.config.id });
    choose(again, 'continue');
    await again.view('More');
    expect(again.control('company').value).to.equal('Canary Ltd');
    expect([again.control('password').value, again.control('illness').value]).to.deep.equal(['', '']);
    expect(again.control('agree').checked).to.equal(false);
  });

  it('M10 a reload at each of three views goes on there, with what was typed', async () => {
    const config = three();
    let page = await begun(config, 'Ada');
    const views = [
      ['Who', 'firstName', 'Ada'],
      ['Where', 'email', 'ada@example.com'],
      ['More', 'company', 'Firma'],
    ] as const;
    for (const [title, field, value] of views) {
      await page.view(title);
      if (field !== 'firstName') await typeKept(page, field, value);
      page = await reload(page, config);
      choose(page, 'continue');
      await page.view(title);
      await until(() => page.focused === 'title');
      expect(page.control(field).value).to.equal(value);
      expect(box(page).checked).to.equal(true);
      page.press();
    }
    await page.done();
    await until(async () => (await drafts()).length === 0);
    expect(received(page)).to.deep.equal([
      { firstName: 'Ada' },
      { email: 'ada@example.com' },
      { company: 'Firma' },
    ]);
  });

  it('M10 is kept on the way out, also what is still being typed', async () => {
    const config = three();
    const page = await begun(config);
    page.control('firstName').value = 'Adalbert';
    page.control('firstName').dispatchEvent(new Event('input', { bubbles: true, composed: true }));
    dispatchEvent(new Event('pagehide'));
    await kept(page, 'firstName', 'Adalbert');
    const again = await reload(page, config);
    choose(again, 'continue');
    await until(() => again.control('firstName').value === 'Adalbert');
  });

  it('M10 an answer that is finished, and a view that has come, wait for no pause', async () => {
    const page = await openTold(three());
    await keep(page);
    globalThis.setTimeout = ((work: () => void, ms?: number) =>
      ms === 250 ? 0 : realTimeout(work, ms)) as typeof setTimeout;
    await typeKept(page, 'firstName', 'Ada');
    page.press();
    await page.view('Where');
    await until(async () => (await opened(page))?.step === 'where');
  });

  it('M10 a view that waits for the back end is asked again on no visit, and sent by none a second time', async () => {
    const config = three();
    const end = backEnd(() => new Promise(() => undefined));
    const page = await onSecond(config, end);
    expect(page.heard('pf-delivered')).to.have.length(0);
    const again = await reload(page, config);
    choose(again, 'continue');
    await again.view('Where');
    expect(again.element.session?.steps.map(({ id }) => id)).to.deep.equal(['where', 'more']);
    again.press();
    await again.view('More');
    expect(again.element.session?.state.done.map(({ step }) => step.id)).to.deep.equal(['where']);
    expect(new Set(end.sent.map(({ step }) => step)).size).to.equal(end.sent.length);
  });

  for (const [what, next] of [
    ['the page opens it anew', anew],
    ['the page shows it in another place', elsewhere],
  ] as const)
    it(`M10 what is typed once ${what} outlives what was known before`, async () => {
      let answer = (): void => undefined;
      const end = backEnd(() => new Promise((resolve) => (answer = () => resolve({ kind: 'delivered' }))));
      const config = three();
      const page = await onSecond(config, end);
      const { done = [] } = page.element.session?.state ?? {};
      const now = await next(page, config);
      const field = now.element.session?.fields[0]?.name ?? '';
      now.type(field, 'eve@example.com');
      await until(async () => (await opened(now))?.answers[field] === 'eve@example.com');
      answer();
      await done[0]?.receipt;
      await quiet();
      expect((await opened(now))?.answers[field]).to.equal('eve@example.com');
    });

  it('F2 SEC16 shows when it was begun, and nothing of it before it is asked for', async () => {
    const config = three();
    const page = await begun(config);
    moveClock(3 * hour);
    const again = await reload(page, config);
    const told = banner(again);
    expect(again.text).to.contain('This form was begun on this device 3 hours ago.');
    expect(again.element.shadowRoot?.innerHTML).not.to.match(/canary/i);
    expect(again.control('firstName').value).to.equal('');
    expect(JSON.stringify(again.element.session?.state)).not.to.match(/canary/i);
    expect(again.events.map(({ text }) => text).join()).not.to.match(/canary/i);
    expect([told?.getAttribute('role'), again.find(`#${told?.getAttribute('aria-labelledby')}`).tagName]).to.deep.equal(['group', 'SPAN']); // prettier-ignore
  });

  it('A11Y 6 A11Y 17 the banner takes no focus, and stands before the first field for the keyboard', async () => {
    const config = three();
    const again = await reload(await begun(config), config);
    expect(again.focused).to.equal('');
    const stops = again.all('button, input').map(({ part, id }) => part.value || id);
    expect(stops.slice(0, 2)).to.deep.equal(['draft-continue-button', 'draft-again-button']);
    expect(again.all('#draft-keep')).to.have.length(0);
  });

  it('A11Y 8 banner and choice break no rule of accessibility, also in the page’s own tree', async () => {
    const config = three();
    const page = await begun(config);
    expect((await axe.run(document.body, { rules })).violations).to.deep.equal([]);
    const change: Setting['change'] = (element) => element.setAttribute('render', 'light');
    page.element.remove();
    await openTold(config, { change });
    expect(document.querySelector('[part=draft-continue-button]')).not.to.equal(null);
    expect((await axe.run(document.body, { rules })).violations).to.deep.equal([]);
  });

  it('M10 is told of in the language of the form', async () => {
    const config = three({ locale: 'de', draft: { keepFor: 'PT12H' } });
    const page = await begun(config);
    expect(page.text).to.contain('höchstens 12 Stunden');
    moveClock(2 * hour);
    const again = await reload(page, config);
    expect(again.text).to.contain('Dieses Formular wurde auf diesem Gerät vor 2 Stunden begonnen.');
  });

  it('M10 starts again at the visitor’s wish: it is erased, and that is said', async () => {
    const config = three();
    const again = await reload(await begun(config), config);
    choose(again, 'again');
    await until(() => again.status === 'What was typed before is erased.');
    expect(await drafts()).to.have.length(0);
    expect([again.control('firstName').value, banner(again), again.focused]).to.deep.equal([
      '',
      undefined,
      'title',
    ]);
    expect(box(again).checked).to.equal(false);
  });

  it('M10 what is typed beside the banner stands', async () => {
    const config = three();
    const page = await begun(config);
    page.press();
    await page.view('Where');
    await typeKept(page, 'email', 'ada@example.com');
    page.press('back-button' as never);
    await page.view('Who');
    const again = await reload(page, config);
    again.type('firstName', 'Eve');
    choose(again, 'continue');
    await until(() => again.element.session?.state.answers['email']);
    expect(again.element.session?.state.answers['firstName']).to.equal('Eve');
  });

  it('A11Y 6 the focus goes to the first control where the view has no heading', async () => {
    const config = definition([name, company], {
      steps: [{ id: 'all', reason: 'To help you.', fields: ['firstName', 'company'] }],
      draft,
      profile: { remember: 'never' },
    });
    const page = await begun(config);
    const again = await reload(page, config);
    expect(again.all('h2')).to.have.length(0);
    choose(again, 'continue');
    await until(() => again.focused === again.control('firstName').id);
    const third = await reload(again, config);
    choose(third, 'again');
    await until(() => third.focused === third.control('firstName').id);
  });

  it('M10 is kept also where something happened in the page before the form was shown', async () => {
    const { parts } = ProgressiveForm;
    if (!parts) throw new Error('The element has no parts');
    const drafts: typeof parts.drafts = async (...given) => {
      const openDrafts = await parts.drafts(...given);
      return async (session, host, before) => {
        const desk = await openDrafts?.(session, host, before);
        host.renderRoot.dispatchEvent(new Event('change'));
        return desk;
      };
    };
    const page = await openTold(three(), { change: (element) => (element.parts = { ...parts, drafts }) });
    await keep(page);
    await typeKept(page, 'firstName', 'Ada');
  });

  describe('of which the device tells late', () => {
    const { decrypt } = crypto.subtle;
    let tell = (): void => undefined;
    const fallSilent = () => {
      const told = new Promise<void>((resolve) => (tell = resolve));
      crypto.subtle.decrypt = async (...given) => (await told, decrypt.apply(crypto.subtle, given));
    };
    afterEach(() => void (crypto.subtle.decrypt = decrypt));

    const left = async (config: FormConfig) => {
      const page = await begun(config, 'Ada');
      page.element.remove();
      await leavePage();
    };

    it('M10 is offered late', async () => {
      const config = three();
      await left(config);
      fallSilent();
      const again = await open(config);
      expect([banner(again), again.all('#draft-keep').length]).to.deep.equal([undefined, 0]);
      again.control('firstName').focus();
      tell();
      await until(() => banner(again));
      expect(again.focused).to.equal(again.control('firstName').id);
      choose(again, 'continue');
      await until(() => again.control('firstName').value === 'Ada');
    });

    it('M10 is erased where everything was sent by then', async () => {
      const config = definition([name], { draft, profile: { remember: 'never' } });
      await left(config);
      fallSilent();
      const again = await open(config);
      again.type('firstName', 'Ada');
      again.press();
      await again.done();
      tell();
      await until(async () => (await drafts()).length === 0);
    });

    it('M10 takes in what was typed since the page opened the form anew', async () => {
      const config = three();
      const page = await begun(config, 'Ada');
      fallSilent();
      page.element.config = { ...config, title: 'Another title' };
      await until(() => page.heard('pf-ready').length === 2);
      await page.element.updateComplete;
      page.type('firstName', 'Adalbert');
      await quiet();
      tell();
      await kept(page, 'firstName', 'Adalbert');
    });

    it('M10 is nothing to the next form, where that came while it was read', async () => {
      await left(three());
      const page = await begun(three(), 'Ada');
      const again = await reload(page, page.element.config);
      fallSilent();
      choose(again, 'continue');
      await quiet();
      again.element.config = definition([email, { name: 'city' }]);
      await until(() => again.heard('pf-ready').length === 2);
      await again.element.updateComplete;
      again.control('city').focus();
      const plans = again.heard('pf-plan').length;
      tell();
      await quiet();
      expect([again.focused, again.heard('pf-plan').length]).to.deep.equal([again.control('city').id, plans]);
    });
  });

  it('M10 is offered also by a definition that is written with blanks', async () => {
    const script = document.createElement('script');
    script.type = 'application/json';
    script.textContent = JSON.stringify(three()).replace('"draft":', '"draft" : ');
    const page = await openTold(undefined, { change: (element) => element.append(script) });
    expect(page.all('#draft-keep')).to.have.length(1);
  });

  it('SEC31 unticking erases it, and what is typed after that is not kept', async () => {
    const page = await begun(three());
    box(page).click();
    await until(async () => (await drafts()).length === 0);
    page.type('firstName', 'Ada');
    dispatchEvent(new Event('pagehide'));
    await quiet();
    expect(await drafts()).to.have.length(0);
    expect(page.control('firstName').value).to.equal('Ada');
  });

  it('M10 expires, and is erased by the form that finds it', async () => {
    const config = three();
    const page = await begun(config);
    moveClock(7 * 24 * hour);
    const again = await reload(page, config);
    expect(banner(again)).to.equal(undefined);
    expect(await drafts()).to.have.length(0);
  });

  it('A11Y 20 nothing expires while the form is open, neither what is typed nor the choice', async () => {
    const config = three();
    const page = await begun(config, 'Ada');
    const waiting = await openTold(config);
    moveClock(30 * 24 * hour);
    await typeKept(page, 'firstName', 'Adalbert');
    choose(waiting, 'continue');
    await until(() => waiting.control('firstName').value === 'Adalbert');
    expect(page.control('firstName').value).to.equal('Adalbert');
  });

  it('M6 a kiosk neither shows nor writes one', async () => {
    const config = three();
    const page = await begun(config);
    const before = JSON.stringify(await wires());
    page.element.remove();
    await leavePage();
    const kiosk = await open(config, { change: (element) => (element.kiosk = true) });
    await quiet();
    expect([banner(kiosk), kiosk.all('#draft-keep').length]).to.deep.equal([undefined, 0]);
    kiosk.type('firstName', 'Eve');
    dispatchEvent(new Event('pagehide'));
    await quiet();
    expect(JSON.stringify(await wires())).to.equal(before);
  });

  it('FLT57 a purge in another tab erases it, and nothing is written after that', async () => {
    const page = await begun(three());
    const other = await open(definition([company]));
    await (await other.element.session?.outbox())?.purge();
    page.type('firstName', 'Ada');
    dispatchEvent(new Event('pagehide'));
    await until(() => !box(page).checked);
    expect(await drafts()).to.have.length(0);
  });

  it('SEC31 goes with the person who is forgotten', async () => {
    const page = await begun(three());
    await page.element.session?.forget();
    page.element.tell('pf-plan', { formId: '', plan: { steps: [], skip: [], complete: true } });
    await until(() => !box(page).checked);
    expect(await drafts()).to.have.length(0);
  });

  it('M10 stays where the page puts the same form in the place of itself', async () => {
    const config = three();
    const page = await begun(config, 'Ada');
    page.element.config = { ...config, title: 'Another title' };
    await until(() => page.heard('pf-ready').length === 2);
    await page.element.updateComplete;
    expect([banner(page), box(page).checked]).to.deep.equal([undefined, true]);
    await typeKept(page, 'firstName', 'Adalbert');
  });

  it('BAD60 a device that refuses keeps nothing, and says so', async () => {
    const page = await openTold(three());
    const { generateKey } = crypto.subtle;
    crypto.subtle.generateKey = (): Promise<never> => Promise.reject(new Error('No'));
    box(page).click();
    await until(() => !box(page).checked && page.status === 'That did not work. Please try again.');
    crypto.subtle.generateKey = generateKey;
    expect(await drafts()).to.have.length(0);
  });

  it('BAD60 a record that is none of ours keeps nobody from the form', async () => {
    const config = three();
    const page = await begun(config);
    const db = await settled(indexedDB.open(databaseName));
    const records = db.transaction('records', 'readwrite').objectStore('records');
    await settled(records.put('rubbish', `draft/${config.id}`));
    db.close();
    const again = await reload(page, config);
    expect(banner(again)).to.equal(undefined);
    expect(again.all('input').length).to.be.greaterThan(0);
    expect(await drafts()).to.have.length(0);
  });
});
