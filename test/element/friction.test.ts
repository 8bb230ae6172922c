import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import type { SeenEvent } from './page.js';
import { Friction } from '../../src/element/friction.js';
import { createLateFriction } from '../../src/element/late-friction.js';
import { ProgressiveForm } from '../../src/element/progressive-form.js';
import type { FormConfig } from '../../src/model/form-config.js';
import {
  cleanUp,
  definition,
  email,
  fill,
  name,
  open,
  place,
  quiet,
  twoViews,
  until,
  type Page,
} from './page.js';

const undo: (() => void)[] = [];

function replace(object: object, key: string, own: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { configurable: true, ...own });
  undo.push(() =>
    before ? Object.defineProperty(object, key, before) : Reflect.deleteProperty(object, key),
  );
}

/** The clock of the page, which the test moves. */
let now = 0;
const pass = (seconds: number): void => void (now += seconds * 1000);

async function show(state: 'visible' | 'hidden'): Promise<void> {
  replace(document, 'visibilityState', { get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
  await quiet();
}

const leavePage = () => dispatchEvent(new Event('pagehide'));

/** What of an event is for analytics. */
const told = ({ event }: SeenEvent, ...keys: string[]) => keys.map((key) => event[key]);
const answers = (page: Page) =>
  page.heard('pf-answer').map((one) => told(one, 'field', 'seconds', 'changes'));
const steps = (page: Page) => page.heard('pf-step').map((one) => told(one, 'step', 'seconds'));

/** The focus moves by hand, and everything that waits for it is done. */
async function enter(page: Page, field: string): Promise<void> {
  page.control(field).focus();
  await quiet();
}

async function answer(page: Page, field: string, value: string): Promise<void> {
  const before = page.heard('pf-answer').length;
  fill(page.control(field), value);
  await until(() => page.heard('pf-answer').length > before);
}

/** From then on the part is there that measures. */
async function openWarm(config: FormConfig): Promise<Page> {
  const page = await open(config);
  page.press();
  await until(() => page.all('[part=error]').length);
  return page;
}

describe('where a form is hard', () => {
  beforeEach(() => {
    now = performance.now();
    replace(performance, 'now', { value: () => now });
    replace(Event.prototype, 'timeStamp', { get: () => now });
  });
  afterEach(async () => {
    for (const back of undo.splice(0).reverse()) back();
    await cleanUp();
  });

  it('S70 tells for how long each field had the focus, and how often its answer was changed', async () => {
    const page = await openWarm(definition([name, email]));
    await enter(page, 'firstName');
    pass(3);
    await answer(page, 'firstName', 'Ada');
    await enter(page, 'email');
    pass(2.54);
    await answer(page, 'email', 'ada@lab.example');
    await enter(page, 'firstName');
    pass(1);
    await answer(page, 'firstName', 'Adam');
    expect(answers(page)).to.deep.equal([
      ['firstName', 3, 0],
      ['email', 2.5, 0],
      ['firstName', 4, 1],
    ]);
  });

  it('S70 counts nothing while the page is hidden or no field has the focus', async () => {
    const page = await openWarm(definition([name, email]));
    await enter(page, 'firstName');
    pass(1);
    await show('hidden');
    pass(600);
    await show('visible');
    pass(2);
    page.control('firstName').blur();
    await quiet();
    pass(50);
    await answer(page, 'firstName', 'Ada');
    expect(answers(page)).to.deep.equal([['firstName', 3, 0]]);
  });

  it('S70 counts no time for what autofill answers without the focus', async () => {
    const page = await openWarm(definition([name, email]));
    await enter(page, 'firstName');
    pass(2);
    await answer(page, 'firstName', 'Ada');
    await answer(page, 'email', 'ada@lab.example');
    expect(answers(page)).to.deep.equal([
      ['firstName', 2, 0],
      ['email', 0, 0],
    ]);
  });

  it('S70 counts from the first touch, also where the part that measures is still on its way', async () => {
    let arrive = (): void => undefined;
    let isThere = false;
    const way = new Promise<void>((resolve) => (arrive = resolve));
    const page = await open(definition([name, email]), {
      change: (element) => {
        const parts = ProgressiveForm.parts;
        if (!parts) return;
        const friction = () => parts.friction().finally(() => (isThere = true));
        element.parts = { ...parts, friction, answering: () => way.then(() => parts.answering()) };
      },
    });
    await enter(page, 'firstName');
    pass(4);
    await enter(page, 'email');
    pass(2);
    arrive();
    await until(() => isThere);
    fill(page.control('email'), 'ada@lab.example');
    await until(() => page.heard('pf-answer').length);
    await answer(page, 'firstName', 'Ada');
    await until(() => page.heard('pf-answer').length === 2);
    expect(answers(page)).to.deep.equal([
      ['email', 2, 0],
      ['firstName', 4, 0],
    ]);
  });

  it('S70 counts for whoever sits there when the part comes, and each focus once', async () => {
    const begun: number[] = [];
    const focused: number[] = [];
    class Noted extends Friction {
      constructor(host: ConstructorParameters<typeof Friction>[0], began: number) {
        super(host, began);
        begun.push(began);
      }
      override focus(_: object, at: number): void {
        focused.push(at);
      }
    }
    let arrive = (): void => undefined;
    const way = new Promise<void>((resolve) => (arrive = resolve));
    const element = document.createElement('progressive-form');
    const late = createLateFriction(element, { friction: () => way.then(() => Noted) });
    late.begin(1);
    late.focus(element, 2);
    late.begin(3);
    late.focus(element, 4);
    arrive();
    await until(() => late.here);
    await quiet();
    late.focus(element, 5);
    expect(begun).to.deep.equal([3]);
    expect(focused).to.deep.equal([4, 5]);
  });

  it('S70 tells for how long the view before was seen, also on the way back', async () => {
    const page = await openWarm(twoViews());
    pass(7);
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    await until(() => page.heard('pf-step').length);
    pass(2.5);
    await show('hidden');
    pass(1000);
    await show('visible');
    page.press('back-button');
    await page.view('Who you are');
    await until(() => page.heard('pf-step').length > 1);
    expect(steps(page)).to.deep.equal([
      ['where', 7],
      ['who', 2.5],
    ]);
  });

  describe('S70 a page that is left', () => {
    const abandoned: Event[] = [];
    const hear = (event: Event) => void abandoned.push(event);
    beforeEach(() => {
      abandoned.length = 0;
      document.addEventListener('pf-abandon', hear);
    });
    afterEach(() => document.removeEventListener('pf-abandon', hear));
    const seen = () =>
      abandoned.map((event) => {
        const { isTrusted: _, ...own } = { ...event } as unknown as Record<string, unknown>;
        return own;
      });

    it('is told once, with the step, the last field and the time, where something was typed', async () => {
      const config = definition([name, email]);
      const page = await openWarm(config);
      await enter(page, 'firstName');
      pass(5);
      await answer(page, 'firstName', 'Ada');
      await enter(page, 'email');
      pass(4);
      leavePage();
      await until(() => abandoned.length);
      leavePage();
      await quiet();
      expect(seen()).to.deep.equal([{ formId: config.id, step: 'first', field: 'email', seconds: 9 }]);
    });

    it('counts what was typed and not yet taken for an answer', async () => {
      const page = await openWarm(definition([name, email]));
      await enter(page, 'firstName');
      page.control('firstName').value = 'A';
      page.control('firstName').dispatchEvent(new Event('input', { bubbles: true, composed: true }));
      leavePage();
      await until(() => abandoned.length);
      expect(seen()).to.have.lengthOf(1);
    });

    it('is none of our news where nothing was typed, or all of it was sent', async () => {
      const page = await openWarm(twoViews());
      await enter(page, 'firstName');
      leavePage();
      await quiet();
      page.type('firstName', 'Ada');
      page.press();
      await page.view('Where you are');
      await until(() => page.heard('pf-step').length);
      leavePage();
      await quiet();
      page.type('email', 'ada@lab.example');
      page.press();
      await page.done();
      leavePage();
      await quiet();
      expect(seen()).to.deep.equal([]);
    });
  });

  it('S70 is told once of a form that took the place of another', async () => {
    const page = await openWarm(definition([name]));
    await enter(page, 'firstName');
    await answer(page, 'firstName', 'Ada');
    page.element.config = definition([email]);
    await until(() => page.heard('pf-ready').length === 2);
    await quiet();
    await enter(page, 'email');
    await answer(page, 'email', 'ada@lab.example');
    const told: Event[] = [];
    const hear = (event: Event) => void told.push(event);
    document.addEventListener('pf-abandon', hear);
    leavePage();
    await quiet();
    document.removeEventListener('pf-abandon', hear);
    expect(told).to.have.length(1);
  });

  it('S70 has no value in any event for analytics', async () => {
    const events: Event[] = [];
    const hear = (event: Event) => void events.push(event);
    document.addEventListener('pf-abandon', hear, { once: true });
    const page = await openWarm(twoViews());
    await enter(page, 'firstName');
    await answer(page, 'firstName', 'Confidential');
    page.press();
    await page.view('Where you are');
    await enter(page, 'email');
    await answer(page, 'email', 'confidential@lab.example');
    leavePage();
    await until(() => events.length);
    const texts = page.events
      .filter(({ type }) => !['pf-before-submit', 'pf-plan'].includes(type))
      .map(({ text }) => text);
    expect([...texts, JSON.stringify(events)].join().toLowerCase()).not.to.include('confidential');
  });

  describe('the seconds of a view', () => {
    it('S7 go with its answers where the definition declares them', async () => {
      const page = await openWarm(twoViews({ signals: { 'form.seconds': 'service' } }));
      pass(6.6);
      page.type('firstName', 'Ada');
      page.press();
      await page.view('Where you are');
      await until(() => page.heard('pf-step').length);
      pass(2);
      await show('hidden');
      pass(100);
      await show('visible');
      page.type('email', 'ada@lab.example');
      page.press();
      await page.done();
      // What waits is sent again when the page is seen again.
      const sent = new Map(page.backEnd.sent.map(({ id, signals }) => [id, signals]));
      expect([...sent.values()]).to.deep.equal([{ 'form.seconds': 7 }, { 'form.seconds': 2 }]);
    });

    it('S7 are there for the views that follow', async () => {
      const config = twoViews({ signals: { 'form.seconds': 'service' } });
      const [who, where] = config.steps;
      if (!who || !where) throw new Error('two views');
      const page = await openWarm({
        ...config,
        steps: [who, { ...where, when: { 'form.seconds': { gte: 5 } } }],
      });
      pass(6);
      page.type('firstName', 'Ada');
      page.press();
      await page.view('Where you are');
    });

    it('S70 are not measured without a declaration, nor before an explicit consent', async () => {
      const fields = [name, { name: 'agree', type: 'consent', purpose: 'profiling' } as const, email];
      const steps = [
        { id: 'who', title: 'Who you are', reason: 'To greet you.', fields: ['firstName', 'agree'] },
        { id: 'where', title: 'Where you are', reason: 'To write to you.', fields: ['email'] },
      ];
      const consented = await openWarm(
        definition(fields, { steps, signals: { 'form.seconds': 'profiling' } }),
      );
      const undeclared = await openWarm(definition(fields, { steps, signals: { 'page.host': 'service' } }));
      for (const page of [consented, undeclared]) {
        pass(3);
        page.type('firstName', 'Ada');
        page.tick('agree');
        page.press();
        await page.view('Where you are');
        await until(() => page.heard('pf-step').length);
        pass(3);
        page.type('email', 'ada@lab.example');
        page.press();
        await page.done();
      }
      const keys = (page: Page) => page.backEnd.sent.map(({ signals }) => Object.keys(signals));
      expect(keys(consented)).to.deep.equal([[], ['form.seconds']]);
      expect(keys(undeclared)).to.deep.equal([['page.host'], ['page.host']]);
    });
  });
});

describe('what only machines fill in', () => {
  afterEach(cleanUp);

  const declared = { signals: { 'form.trap': 'service' } };
  const trap = (page: Page) => page.find('[name^=contact_reason]');
  const fields = [name, email];
  const isSet = (page: Page) => until(() => page.all('[name^=contact_reason]').length);

  it('SEC21 goes with the submission, lowers the score, and stops nobody', async () => {
    const scores = { trust: { terms: [{ when: { 'form.trap': true }, points: -50 }] } };
    const page = await open(twoViews({ ...declared, scores }));
    await isSet(page);
    trap(page).value = 'Best offers';
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    expect(page.element.session?.state.profile.classes['score.trust']).to.equal(-50);
    page.type('email', 'ada@lab.example');
    page.press();
    await page.done();
    expect(page.backEnd.sent.map(({ signals, answers }) => [signals, answers])).to.deep.equal([
      [{ 'form.trap': true }, { firstName: 'Ada' }],
      [{ 'form.trap': true }, { email: 'ada@lab.example' }],
    ]);
  });

  it('SEC21 leaves no mark on who does not fill it in, and is no field of the form', async () => {
    const page = await open(definition(fields, declared));
    await isSet(page);
    fill(trap(page), 'x');
    fill(trap(page), '');
    page.type('firstName', 'Ada');
    page.type('email', 'ada@lab.example');
    page.press();
    await page.done();
    expect(page.heard('pf-answer').map(({ event }) => event['field'])).to.deep.equal(['firstName', 'email']);
    expect(page.backEnd.sent[0]?.signals).to.deep.equal({});
  });

  it('SEC21 stands in each view, once, under a name that no field has', async () => {
    const page = await open(twoViews(declared));
    await isSet(page);
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    await isSet(page);
    expect(page.all('[name^=contact_reason]')).to.have.lengthOf(1);
    const other = await open(definition([...fields, { name: 'contact_reason' }], declared));
    await until(() => other.all('[name^=contact_reason]').length > 1);
    expect(trap(other).name).to.equal('contact_reason_');
  });

  it('SEC21 is not there without a declaration, nor before an explicit consent', async () => {
    const none = await open(definition(fields, { signals: { 'page.host': 'service' } }));
    const later = await open(definition(fields, { signals: { 'form.trap': 'profiling' } }));
    await quiet();
    expect([none, later].map((page) => page.all('[name^=contact_reason]'))).to.deep.equal([[], []]);
  });

  for (const render of ['', 'light'])
    it(`SEC21 is met neither by eye, Tab nor screen reader, and autofill has no use for it ${render}`, async () => {
      const page = place({
        config: definition(fields, declared),
        change: (element) => render && element.setAttribute('render', render),
      });
      const root = () => page.element.renderRoot;
      const found = () => root().querySelector<HTMLInputElement>('[name=contact_reason]');
      await until(found);
      const control = found();
      const hidden = control?.closest<HTMLElement>('[aria-hidden=true]');
      const { width, height } = hidden?.getBoundingClientRect() ?? {};
      expect([width, height, hidden && getComputedStyle(hidden).clipPath]).to.deep.equal([
        1,
        1,
        'inset(50%)',
      ]);
      expect(hidden && getComputedStyle(hidden).display).not.to.equal('none');
      expect(control?.getAttribute('autocomplete')).to.equal('one-time-code');
      const visited = new Set<Element | null>();
      document.body.tabIndex = -1;
      document.body.focus();
      for (let i = 0; i < 5; i++) {
        await sendKeys({ press: 'Tab' });
        visited.add((page.element.shadowRoot ?? document).activeElement);
      }
      expect(visited.size).to.be.greaterThan(2);
      expect(visited.has(control)).to.equal(false);
    });
});
