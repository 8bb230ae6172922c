/** The planner on a page: when the form comes, what it asks there, and how it takes a no. */
import { sendKeys } from '@web/test-runner-commands';
import { expect } from 'chai';
import 'axe-core/axe.min.js';
import type { Condition } from '../../src/model/condition.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { Plan } from '../../src/model/plan.js';
import type { DeviceRecord } from '../../src/profile/device-record.js';
import {
  backEnd,
  cleanUp,
  definition,
  email,
  everyRecord,
  name,
  open,
  place,
  quiet,
  twoViews,
  until,
  type Page,
} from './page.js';

declare const axe: {
  run(context: Element, options: object): Promise<{ readonly violations: readonly { id: string }[] }>;
};

const announce = (detail: string) => document.dispatchEvent(new CustomEvent('pf-signal', { detail }));
const planOf = (page: Page) => page.heard('pf-plan').at(-1)?.event['plan'] as Plan | undefined;
const kept = { profile: { remember: 'always' } } as const;
const record = async () =>
  (await everyRecord()).find(([key]) => key === 'p/device')?.[1] as DeviceRecord | undefined;
const controls = (page: Page) => page.all('input,select,textarea,button,form');

/** Everything that listens on the page and has not let go. */
function watchListeners() {
  const targets = [window, document, document.documentElement];
  const held: { target: EventTarget; type: string; listener: unknown; signal: AbortSignal | undefined }[] =
    [];
  const { addEventListener: add, removeEventListener: remove } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (...args: Parameters<typeof add>) {
    const [type, listener, options] = args;
    const target = (this as EventTarget | undefined) ?? window;
    const signal = typeof options === 'object' ? options.signal : undefined;
    if (targets.some((one) => one === target)) held.push({ target, type, listener, signal });
    add.apply(target, args);
  };
  EventTarget.prototype.removeEventListener = function (...args: Parameters<typeof remove>) {
    const target = (this as EventTarget | undefined) ?? window;
    const at = held.findIndex(
      (one) => one.target === target && one.type === args[0] && one.listener === args[1],
    );
    if (at >= 0) held.splice(at, 1);
    remove.apply(target, args);
  };
  return {
    get left() {
      const left = held.filter(({ signal, type }) => !signal?.aborted && !/^pf-(?!signal)/.test(type));
      return left.map(({ type }) => type); // the page of these tests hears the other events
    },
    end() {
      Object.assign(EventTarget.prototype, { addEventListener: add, removeEventListener: remove });
    },
  };
}

describe('the trigger of a form', () => {
  let listeners: ReturnType<typeof watchListeners>;
  beforeEach(() => void (listeners = watchListeners()));
  afterEach(async () => {
    listeners.end();
    await cleanUp();
  });
  /** From then on the page is heard. */
  const isWaiting = () => until(() => listeners.left.includes('pf-signal'));
  const waiting = (trigger: Condition = { 'page.events': 'video-ended' }, over: Partial<FormConfig> = {}) =>
    twoViews({ trigger, ...over });

  it('S9 mounts nothing before what it waits for, and leaves the page alone', async () => {
    const below = document.createElement('button');
    let clicks = 0;
    below.onclick = () => clicks++;
    document.body.append(below);
    below.focus();
    const page = place({ config: waiting() });
    await isWaiting();
    announce('something-else');
    await quiet();
    expect([page.events, controls(page), page.text]).to.deep.equal([[], [], '']);
    expect(page.element.getBoundingClientRect().height).to.equal(0);
    expect(await indexedDB.databases()).to.deep.equal([]);
    below.click();
    expect([clicks, document.activeElement]).to.deep.equal([1, below]);
    announce('video-ended');
    await until(() => page.heard('pf-ready').length);
    await page.view('Who you are');
    expect(document.activeElement).to.equal(below);
  });

  it('S9 tells in the plan what has set it off', async () => {
    const config = waiting();
    const steps = config.steps.map((step) => (step.id === 'where' ? { ...step, when: false } : step));
    const page = place({ config: { ...config, steps } });
    await isWaiting();
    announce('video-ended');
    await until(() => page.heard('pf-plan').length);
    const { complete, skip } = planOf(page) ?? {};
    expect(complete).to.equal(false);
    expect(skip?.map(({ field, reason }) => [field, reason.word])).to.deep.equal([
      ['email', 'stepCondition'],
    ]);
    expect(skip?.[0]?.reason.trace).to.deep.include({
      path: 'page.events',
      op: 'eq',
      want: 'video-ended',
      got: ['video-ended'],
      ok: true,
      why: undefined,
    });
    page.type('firstName', 'Ada');
    page.press();
    await page.done();
    expect(page.backEnd.sent[0]?.signals).to.deep.equal({});
  });

  it('S9 lets go of the page when it is taken out while it waits', async () => {
    const { element } = place({
      config: waiting(
        {
          all: [
            { 'page.scroll': { gte: 50 } },
            { 'page.exit': true },
            { 'page.idle': { gte: 60 } },
            { 'page.events': 'video-ended' },
            { 'count.video': 2 },
          ],
        },
        { signals: { 'count.video': 'service' } },
      ),
    });
    await until(() => listeners.left.includes('pf-signal') && listeners.left.includes('scroll'));
    element.remove();
    expect(listeners.left).to.deep.equal([]);
  });

  it('S9 comes once, wherever it was moved on the page while it waited, and knows what happened before', async () => {
    const page = place({
      config: waiting({ all: [{ 'page.events': 'one' }, { 'page.events': 'two' }] }),
    });
    await isWaiting();
    announce('one');
    const box = document.body.appendChild(document.createElement('section'));
    box.append(page.element);
    expect(listeners.left).not.to.include('pf-signal');
    await isWaiting();
    await quiet();
    expect(controls(page)).to.deep.equal([]);
    announce('two');
    await page.view('Who you are');
    expect(page.heard('pf-ready')).to.have.length(1);
  });

  it('S9 S71 opens by the act that it waits for, counted once', async () => {
    const page = place({
      config: waiting({ 'count.video': { gte: 2 } }, { signals: { 'count.video': 'service' } }),
    });
    await isWaiting();
    announce('video');
    await quiet();
    expect(controls(page)).to.deep.equal([]);
    announce('video');
    await page.view('Who you are');
    expect(page.element.session?.state.profile.counts['video']?.n).to.equal(2);
  });

  it('S5 S9 ends at once where there is nothing to ask when it holds', async () => {
    const page = place({
      config: waiting(),
      change: (element) => (element.profile = { firstName: 'Ada', email: 'ada@example.com' }),
    });
    await isWaiting();
    expect(page.events).to.deep.equal([]);
    announce('video-ended');
    await page.done();
    await quiet();
    expect([page.heard('pf-complete').length, controls(page).length]).to.deep.equal([1, 0]);
  });
});

describe('where and when', () => {
  afterEach(cleanUp);

  it('S8 asks in the context that the element declares, and nowhere else', async () => {
    const config = twoViews({ signals: { 'page.context': 'service' } });
    const steps = config.steps.map((step) =>
      step.id === 'where' ? { ...step, when: { 'page.context': 'article' } } : step,
    );
    const titles: (string | undefined)[][] = [];
    for (const context of [undefined, 'shop', 'article', 'news, article']) {
      const page = await open(
        { ...config, steps },
        { change: (element) => context && element.setAttribute('context', context) },
      );
      titles.push(planOf(page)?.steps.map(({ title }) => title) ?? []);
      page.element.remove();
    }
    const without = ['Who you are'];
    const both = ['Who you are', 'Where you are'];
    expect(titles).to.deep.equal([without, without, both, both]);
  });

  const counting = () => {
    const config = twoViews({ signals: { 'count.video': 'service' }, ...kept });
    const steps = config.steps.map((step) =>
      step.id === 'where' ? { ...step, when: { 'count.video': { gte: 1 } } } : step,
    );
    return { ...config, steps };
  };

  it('S71 plans by what is done on the page, and shows at once that there is more to come', async () => {
    const page = await open(counting());
    page.type('firstName', 'Ad');
    expect(page.find('[part=submit-button]').textContent?.trim()).to.equal('Send');
    announce('video');
    await until(() => page.element.session?.steps.length === 2);
    await until(() => page.find('[part=submit-button]').textContent?.trim() === 'Continue');
    expect([page.control('firstName').value, page.focused]).to.deep.equal(['Ad', 'f-firstName']);
    page.press();
    await page.view('Where you are');
  });

  it('S71 counts on when an open form is moved on the page', async () => {
    const page = await open(counting());
    document.body.appendChild(document.createElement('section')).append(page.element);
    await page.element.updateComplete;
    // What is announced before the part that listens is back is not heard.
    await until(() => {
      announce('video');
      return (page.element.session?.state.profile.counts['video']?.n ?? 0) > 0;
    });
  });

  it('S71 counts an act once on the device, however many forms of the page hear it', async () => {
    const first = await open(counting());
    first.type('firstName', 'Ada');
    first.press();
    await first.done();
    await until(record);
    first.element.remove();
    await open(counting());
    await open(counting());
    await quiet();
    announce('video');
    await until(async () => (await record())?.counts?.['video']);
    await quiet();
    expect((await record())?.counts?.['video']?.n).to.equal(1);
  });

  it('S5 S33 shows no form where everything rests, and says once that it is complete', async () => {
    const config = definition([{ name: 'timeline' }, { name: 'phone' }], {
      ...kept,
      pauses: [{ id: 'timeline', when: { timeline: 'never' }, for: 'P90D' }],
      steps: [
        { id: 'timing', title: 'Timing', reason: 'r', fields: ['timeline'] },
        { id: 'reach', title: 'Reach', reason: 'r', fields: ['phone'] },
      ],
    });
    const first = await open(config);
    first.type('timeline', 'never');
    first.press();
    await first.done();
    await until(record);
    first.element.remove();
    const page = place({ config });
    let forms = 0;
    new MutationObserver(() => (forms += page.all('form').length)).observe(page.element.renderRoot, {
      childList: true,
      subtree: true,
    });
    await page.done();
    await quiet();
    expect([forms, page.heard('pf-complete').length, page.backEnd.sent.length]).to.deep.equal([0, 1, 0]);
    expect(planOf(page)?.skip.map(({ reason }) => reason.word)).to.deep.equal(['known', 'resting']);
    await until(() => page.text);
    expect(page.text).to.equal('Not you?'); // and nothing else
  });
});

describe('a step that may be put off', () => {
  afterEach(cleanUp);
  const skippable = (over: Partial<FormConfig> = {}): FormConfig => {
    const config = twoViews({ ...kept, ...over });
    return { ...config, steps: config.steps.map((step) => ({ ...step, skippable: true })) };
  };
  const takingAsks = () => Object.assign(backEnd(), { keepsAsks: true });
  const refusals = ['later-button', 'never-button'] as const;
  const words = (page: Page) => refusals.map((part) => page.find(`[part=${part}]`).textContent?.trim());
  /** They come with the part that is loaded when the form is touched, at the latest. */
  const hasRefusals = (page: Page) => {
    page.find('form').dispatchEvent(new FocusEvent('focusin'));
    return until(() => page.all('[part=later-button]').length);
  };

  /** Goes to the button by Tab and presses it. */
  async function choose(page: Page, part: string, key: 'Enter' | ' '): Promise<void> {
    const here = () => (page.element.shadowRoot?.activeElement as HTMLElement | null)?.getAttribute('part');
    for (let i = 0; i < 10 && here() !== part; i++) await sendKeys({ press: 'Tab' });
    expect(here()).to.equal(part);
    await sendKeys({ press: key });
  }

  it('F10 offers both, in the language of the form', async () => {
    for (const [locale, ...said] of [
      ['en', 'Not now', 'Don’t ask again'],
      ['de', 'Jetzt nicht', 'Nicht mehr fragen'],
    ] as const) {
      const page = await open(skippable({ locale }));
      await hasRefusals(page);
      expect(words(page)).to.deep.equal(said);
      for (const part of refusals) {
        const button = page.find<HTMLButtonElement>(`[part=${part}]`);
        expect([button.localName, button.type]).to.deep.equal(['button', 'button']);
        expect(button.getBoundingClientRect().height).to.be.at.least(24);
      }
      page.element.remove();
    }
  });

  it('F10 offers neither on a step of which the definition does not say so', async () => {
    const page = await open(twoViews());
    page.control('firstName').focus();
    page.press();
    await until(() => page.focused === 'f-firstName' && page.all('.error').length);
    await quiet();
    expect(refusals.flatMap((part) => page.all(`[part=${part}]`))).to.deep.equal([]);
  });

  it('F10 offers them on the step that says so alone', async () => {
    const config = twoViews(kept);
    const steps = config.steps.map((step) => ({ ...step, skippable: step.id === 'where' }));
    const page = await open({ ...config, steps });
    page.type('firstName', 'Ada');
    page.press();
    await page.view('Where you are');
    await hasRefusals(page);
    page.find('[part=later-button]').click();
    await page.done();
    expect(page.text).to.contain('Thank you.');
    expect(page.backEnd.sent.map(({ answers }) => answers)).to.deep.equal([{ firstName: 'Ada' }]);
  });

  it('F10 A11Y 16 goes on by keyboard to the heading of the next view, and says that it ends there', async () => {
    const end = takingAsks();
    const page = await open(skippable(), { backEnd: end });
    await hasRefusals(page);
    page.type('firstName', 'Secret');
    await choose(page, 'later-button', 'Enter');
    await page.view('Where you are');
    await until(() => page.focused === 'title');
    expect(page.heard('pf-step').map(({ event }) => event['step'])).to.deep.equal(['where']);
    await choose(page, 'never-button', ' ');
    await page.done();
    await until(() => page.focused === 'done');
    await until(() => page.status === 'Thank you.');
    // It is said, and nothing else is there.
    expect([page.text, page.all('form').length]).to.deep.equal(['Thank you.', 0]);
    expect(page.heard('pf-complete')).to.have.length(1);
    expect([page.heard('pf-submit'), page.heard('pf-before-submit')]).to.deep.equal([[], []]);
    await until(() => end.sent.length === 2);
    expect(JSON.stringify([end.sent, await everyRecord()])).not.to.contain('Secret');
    expect(page.events.map(({ text }) => text).join()).not.to.contain('Secret');
    const asks = (await record())?.asks ?? {};
    expect([asks['firstName']?.outcome, asks['email']?.outcome]).to.deep.equal(['refused', 'refused']);
    expect([!!asks['firstName']?.until, !!asks['email']?.until]).to.deep.equal([true, false]);
  });

  it('F10 is not asked again on the next visit to the page', async () => {
    const config = skippable();
    const first = await open(config);
    await hasRefusals(first);
    first.find('[part=never-button]').click();
    await first.view('Where you are');
    await until(record);
    first.element.remove();
    const page = await open(config);
    expect(planOf(page)?.steps.map(({ id }) => id)).to.deep.equal(['where']);
    expect(planOf(page)?.skip.map(({ reason }) => reason.word)).to.deep.equal(['paused']);
  });

  it('F10 lets what is wrong with the view be, and begins the next one without it', async () => {
    const page = await open(skippable());
    await hasRefusals(page);
    page.press();
    await until(() => page.all('.error').length);
    page.find('[part=later-button]').click();
    await page.view('Where you are');
    expect(page.all('.error')).to.have.length(0);
  });

  it('F10 takes the second half of a double click for no answer to the view that has come in between', async () => {
    const config = definition([name, email, { name: 'phone' }], {
      ...kept,
      steps: ['firstName', 'email', 'phone'].map((field) => ({
        id: field,
        title: `About ${field}`,
        reason: 'r',
        fields: [field],
        skippable: true,
      })),
    });
    const page = await open(config);
    await hasRefusals(page);
    const click = (detail: number) =>
      page
        .find('[part=later-button]')
        .dispatchEvent(new MouseEvent('click', { detail, bubbles: true, composed: true, cancelable: true }));
    click(1);
    await page.view('About email');
    click(2);
    await quiet();
    expect(page.element.session?.step?.id).to.equal('email');
    click(1);
    await page.view('About phone');
  });

  it('F10 M17 has nothing to complain of, in either view', async () => {
    document.documentElement.lang = 'en';
    document.title = 'A page with a form';
    const page = await open(skippable());
    await hasRefusals(page);
    const look = async () => {
      const { violations } = await axe.run(document.body, {
        runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
        rules: { region: { enabled: false }, 'page-has-heading-one': { enabled: false } },
      });
      return violations.map(({ id }) => id);
    };
    expect(await look()).to.deep.equal([]);
    page.find('[part=later-button]').click();
    await page.view('Where you are');
    expect(await look()).to.deep.equal([]);
    page.find('[part=later-button]').click();
    await page.done();
    expect(await look()).to.deep.equal([]);
  });
});
