import { expect } from 'chai';
import { type readSignals } from '../../src/element/read-signals.js';
import type { Condition } from '../../src/model/condition.js';
import { emptyProfile } from '../../src/model/profile.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { definition, name } from './page.js';
import {
  announce,
  declaring,
  frames,
  host,
  leave,
  listeners,
  makeTall,
  openAnew,
  page,
  press,
  replace,
  scrollHere,
  setUp,
  show,
  tearDown,
  time,
  wait,
} from './signal-page.js';

describe('the trigger', () => {
  beforeEach(setUp);
  afterEach(tearDown);

  it('S9 page.scroll is the deepest percent so far, and stays when she scrolls back', async () => {
    makeTall();
    const form = wait({ 'page.scroll': { gte: 50 }, 'page.events': 'go' });
    frames.next();
    scrollHere(980);
    frames.next();
    announce('go');
    expect(await form.rest()).to.equal(undefined);
    scrollHere(1020);
    frames.next();
    expect(await form.rest()).to.deep.equal({ 'page.scroll': 51, 'page.events': ['go'] });
  });

  it('S9 latches: what happened before the rest of the condition counts', async () => {
    makeTall();
    const form = wait({ 'page.scroll': { gte: 50 }, 'page.exit': true, 'page.events': ['go'] });
    scrollHere(1500);
    frames.next();
    scrollHere(0);
    frames.next();
    announce('go');
    announce('other');
    expect(await form.rest()).to.equal(undefined);
    leave(-1);
    const values = { 'page.scroll': 75, 'page.exit': true, 'page.events': ['go', 'other'] };
    expect(await form.rest()).to.deep.equal(values);
  });

  it('S9 the end of the page is 100 percent, and so is a page that cannot scroll', async () => {
    const short = wait({ 'page.scroll': 100 });
    frames.next();
    expect(await short.rest()).to.deep.equal({ 'page.scroll': 100 });
    makeTall();
    const tall = wait({ 'page.scroll': 100 });
    frames.next();
    expect(await tall.rest()).to.equal(undefined);
    scrollHere(99_999);
    frames.next();
    expect(await tall.rest()).to.deep.equal({ 'page.scroll': 100 });
  });

  it('S9 a page that still loads may yet grow', async () => {
    replace(document, 'readyState', { configurable: true, get: () => 'interactive' });
    const form = wait({ 'page.scroll': { gte: 50 } });
    frames.next();
    expect(await form.rest()).to.equal(undefined);
    replace(document, 'readyState', { configurable: true, get: () => 'complete' });
    dispatchEvent(new Event('load'));
    frames.next();
    expect(await form.rest()).to.deep.equal({ 'page.scroll': 100 });
  });

  it('S9 a place that the browser went back to counts without a scroll', async () => {
    makeTall();
    scrollTo(0, 1600);
    const form = wait({ 'page.scroll': { gte: 50 } });
    frames.next();
    expect(await form.rest()).to.deep.equal({ 'page.scroll': 80 });
  });

  it('S9 a thousand scroll events cost one frame, and a look only where a limit is passed', async () => {
    makeTall();
    replace(host, 'getAttribute', { value: () => (looks++, null) });
    let looks = 0;
    wait({ 'page.scroll': { gte: 90 } }, declaring('page.context'));
    frames.next();
    expect([frames.asked, looks]).to.deep.equal([1, 1]);
    for (let i = 0; i < 1000; i++) scrollHere(i);
    expect(frames.asked).to.equal(2);
    for (let top = 0; top <= 1700; top += 10) {
      scrollHere(top);
      frames.next();
    }
    expect(looks).to.equal(1);
    scrollHere(1900);
    frames.next();
    expect(looks).to.equal(2);
  });

  it('S9 page.seconds counts while the page is seen, with one timer at the moment that decides', async () => {
    const form = wait({ any: [{ 'page.seconds': { gte: 30 } }, { 'page.seconds': 90 }] });
    expect([...time.timers.values()].map(({ at }) => at - time.now)).to.deep.equal([30_000]);
    time.pass(10);
    show('hidden');
    expect(time.timers.size).to.equal(0);
    time.pass(3600);
    show('visible');
    expect([...time.timers.values()].map(({ at }) => at - time.now)).to.deep.equal([20_000]);
    time.pass(19.9);
    expect(await form.rest()).to.equal(undefined);
    time.pass(0.1);
    expect(await form.rest()).to.deep.equal({ 'page.seconds': 30 });
    expect(time.set).to.equal(2);
  });

  it('S9 a page opened in the background waits until it is seen', async () => {
    show('hidden');
    const form = wait({ 'page.seconds': { gte: 5 } });
    expect(time.timers.size).to.equal(0);
    time.pass(60);
    show('visible');
    time.pass(5);
    expect(await form.rest()).to.deep.equal({ 'page.seconds': 5 });
  });

  it('S9 page.idle is the longest time without input, and any input begins it anew', async () => {
    const form = wait({ 'page.idle': { gte: 20 } });
    const inputs = [
      new PointerEvent('pointermove', { bubbles: true }),
      new PointerEvent('pointerdown', { bubbles: true }),
      new KeyboardEvent('keydown', { key: 'a', bubbles: true }),
      new Event('scroll'),
    ];
    for (const input of inputs) {
      time.pass(19);
      document.body.dispatchEvent(input);
    }
    expect(await form.rest()).to.equal(undefined);
    time.pass(19);
    expect(await form.rest()).to.equal(undefined);
    time.pass(1);
    expect(await form.rest()).to.deep.equal({ 'page.idle': 20 });
    expect(time.set).to.equal(5);
  });

  it('S9 page.idle stays once reached, and does not run while nobody looks', async () => {
    const form = wait({ 'page.idle': { gte: 20 }, 'page.seconds': { gte: 100 } });
    show('hidden');
    time.pass(500);
    show('visible');
    time.pass(21);
    document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    time.pass(70);
    expect(await form.rest()).to.equal(undefined);
    document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    time.pass(9);
    expect(await form.rest()).to.deep.equal({ 'page.idle': 70, 'page.seconds': 100 });
  });

  it('S9 a thousand movements of the pointer set no timer and cost no look', async () => {
    replace(host, 'getAttribute', { value: () => (looks++, null) });
    let looks = 0;
    wait({ 'page.idle': { gte: 20 } }, declaring('page.context'));
    for (let i = 0; i < 1000; i++) {
      time.pass(0.01);
      document.body.dispatchEvent(new PointerEvent('pointermove', { bubbles: true }));
    }
    expect([time.set, looks]).to.deep.equal([1, 1]);
  });

  it('S9 a wait longer than a timer can count ends in time all the same', async () => {
    const form = wait({ 'page.seconds': { gte: 3_000_000 } });
    expect(Math.max(...[...time.timers.values()].map(({ at }) => at - time.now))).to.equal(2 ** 31 - 1);
    time.pass(2_999_999);
    expect(await form.rest()).to.equal(undefined);
    time.pass(1);
    expect(await form.rest()).to.deep.equal({ 'page.seconds': 3_000_000 });
  });

  it('S9 a clock that is set back takes no time away', async () => {
    const form = wait({ 'page.seconds': { gte: 10 } });
    time.pass(5);
    document.dispatchEvent(new Event('visibilitychange'));
    time.now -= 3_600_000;
    document.dispatchEvent(new Event('visibilitychange'));
    time.pass(5);
    expect(await form.rest()).to.deep.equal({ 'page.seconds': 10 });
  });

  it('S76 waits for an hour of the day, with one look an hour', async () => {
    time.now = new Date(2026, 10, 22, 10, 59).getTime();
    const form = wait({ 'now.hour': 12 }, declaring('now.hour'));
    time.pass(60 * 60);
    expect(await form.rest()).to.equal(undefined);
    time.pass(60);
    expect(await form.rest()).to.deep.equal({ 'now.hour': 12 });
    expect(time.set).to.equal(2);
  });

  it('S9 page.exit is the pointer leaving through the top', async () => {
    const form = wait({ 'page.exit': true });
    leave(300);
    document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientX: -1, clientY: 5 }));
    show('hidden');
    show('visible');
    expect(await form.rest()).to.equal(undefined);
    leave(-3);
    expect(await form.rest()).to.deep.equal({ 'page.exit': true });
  });

  it('S9 with a finger it is going away from the tab and coming back', async () => {
    const form = wait({ 'page.exit': true });
    press('touch');
    show('hidden');
    expect(await form.rest()).to.equal(undefined);
    show('visible');
    expect(await form.rest()).to.deep.equal({ 'page.exit': true });
  });

  it('S9 with a finger it is flinging the page back to the top, not reading upwards or a jump', async () => {
    makeTall(4000);
    const form = wait({ 'page.exit': true });
    const move = (from: number, by: number) => {
      for (let top = from; top >= 0 && top <= 4000; top += by) {
        scrollHere(top);
        frames.next();
      }
    };
    move(3000, -100); // as a mouse wheel may
    press('touch');
    move(0, 100);
    move(3000, -20);
    scrollHere(3000);
    frames.next();
    scrollHere(0);
    frames.next();
    expect(await form.rest()).to.equal(undefined);
    move(3000, -100);
    expect(await form.rest()).to.deep.equal({ 'page.exit': true });
  });

  it('S9 page.exit is false until then', async () => {
    expect(await wait({ 'page.exit': false }).rest()).to.deep.equal({ 'page.exit': false });
  });

  it('S9 page.events holds what the page announced, each once and a hundred at most', async () => {
    const form = wait({ 'page.events': { startsWith: 'video-e' }, 'page.exit': true });
    announce('video-ended');
    announce('video-ended', host);
    for (const noName of ['', 'x'.repeat(65), 7, null]) announce(noName);
    for (let i = 0; i < 200; i++) announce(`made-up-${i}`);
    leave(0);
    const events = (await form.rest())?.['page.events'] as readonly string[];
    expect(events.slice(0, 2)).to.deep.equal(['video-ended', 'made-up-0']);
    expect(events).to.have.length(100);
  });

  it('S9 page.views goes on from what the page counted', async () => {
    const alone = wait({ 'page.views': { gte: 2 } });
    announce('other');
    expect(await alone.rest()).to.equal(undefined);
    announce('page-view');
    expect(await alone.rest()).to.deep.equal({ 'page.views': 2 });
    host.setAttribute('page-views', '3');
    expect(await wait({ 'page.views': { gte: 3 } }).rest()).to.deep.equal({ 'page.views': 3 });
    host.setAttribute('page-views', 'many');
    expect(await wait({ 'page.views': 1 }).rest()).to.deep.equal({ 'page.views': 1 });
  });

  it('S9 looks at declared signals, anew where a page that does not load says that it changed', async () => {
    const form = wait({ 'page.query.plan': 'pro' }, declaring('page.query.plan', 'locale'));
    const undeclared = wait({ 'page.query.plan': 'pro' });
    history.replaceState(null, '', '?plan=pro');
    announce('page-view');
    expect(await form.rest()).to.deep.equal({ 'page.query.plan': 'pro', locale: 'en' });
    expect(await undeclared.rest()).to.equal(undefined);
  });

  it('S9 S63 does not watch behaviour whose purpose nobody agreed to', async () => {
    const signals = { 'page.scroll': 'profiling', 'page.seconds': 'service' };
    wait({ 'page.scroll': { gte: 0 } }, { signals });
    expect([frames.asked, listeners.left]).to.deep.equal([0, ['abort']]);
    expect(await wait({ 'page.seconds': 0 }, { signals }).rest()).to.deep.equal({ 'page.seconds': 0 });
  });

  it('S9 shows at once what holds at once, and never what never holds', async () => {
    expect(await wait(true, declaring('locale')).rest()).to.deep.equal({ locale: 'en' });
    expect(await wait({ 'page.seconds': { lt: 5 } }).rest()).to.deep.equal({ 'page.seconds': 0 });
    expect(listeners.left).to.deep.equal([]);
    expect(await wait(false).rest()).to.equal(undefined);
    expect(await wait({ 'page.scroll': { gte: 0 }, 'visit.count': 3 }).rest()).to.equal(undefined);
  });

  it('S9 the plan sees the trigger hold by the values it resolves with', async () => {
    const trigger: Condition = {
      any: [{ 'page.seconds': { gte: 20 } }, { all: [{ 'page.exit': true }, { not: { 'page.idle': 3 } }] }],
    };
    const plan = (values: Awaited<ReturnType<typeof readSignals>>) => {
      const config = definition([name]);
      const steps = config.steps.map((step) => ({ ...step, when: trigger }));
      return planFields({ ...config, steps }, emptyProfile(), { now: time.now, values });
    };
    expect(plan({}).complete).to.equal(true);
    const first = wait(trigger);
    leave(-1);
    expect(plan((await first.rest()) ?? {}).complete).to.equal(false);
    const second = wait(trigger);
    time.pass(20);
    expect(plan((await second.rest()) ?? {}).complete).to.equal(false);
  });

  const watching: readonly (readonly [
    path: string,
    listeners: readonly string[],
    frames: number,
    timers: number,
  ])[] = [
    ['page.scroll', ['load', 'scroll'], 1, 0],
    ['page.seconds', ['visibilitychange'], 0, 1],
    ['page.idle', ['keydown', 'pointerdown', 'pointermove', 'scroll', 'visibilitychange'], 0, 1],
    ['page.exit', ['load', 'mouseleave', 'pointerdown', 'scroll', 'visibilitychange'], 1, 0],
    ['page.events', ['pf-signal', 'pf-signal'], 0, 0],
    ['page.views', ['pf-signal', 'pf-signal'], 0, 0],
    ['count.video', ['pf-signal', 'pf-signal'], 0, 0],
    ['now.hour', ['visibilitychange'], 0, 1],
    ['device.kind', [], 0, 0],
  ];
  for (const [path, types, asked, timers] of watching)
    it(`S9 watches for ${path} with what that needs, and lets go when the form is gone`, () => {
      wait({ [path]: 99 }, declaring('count.video', 'now.hour', 'device.kind'));
      expect(listeners.left).to.deep.equal(['abort', ...types].sort());
      expect([frames.waiting, time.timers.size]).to.deep.equal([asked, timers]);
      page.abort();
      expect(listeners.left).to.deep.equal([]);
      expect([frames.waiting, time.timers.size]).to.deep.equal([0, 0]);
    });

  it('S9 lets go of everything once it holds, and goes on counting', async () => {
    const never = watching.map(([path]): Condition => ({ [path]: { gte: 99 } }));
    const trigger = { any: [...never, { 'page.events': 'go' }] };
    const counted: string[] = [];
    const given = { count: (one: string) => void counted.push(one) };
    const form = wait(trigger, declaring('count.video', 'now.hour', 'device.kind'), given);
    expect(time.timers.size).to.equal(1);
    expect(listeners.left.length).to.be.greaterThan(12);
    announce('go');
    expect(await form.rest()).to.include.keys('page.events', 'page.scroll', 'page.idle', 'now.hour');
    expect(listeners.left).to.deep.equal(['pf-signal', 'pf-signal']);
    expect([frames.waiting, time.timers.size]).to.deep.equal([0, 0]);
    announce('video');
    expect(counted).to.deep.equal(['video']);
  });

  it('S9 of a form that is gone already nothing is watched, and nothing comes', async () => {
    page.abort();
    const form = wait({ 'page.seconds': { gte: 0 } });
    const waiting = wait({ 'page.scroll': { gte: 50 }, 'page.seconds': 5, 'page.events': 'go' });
    expect(listeners.left).to.deep.equal([]);
    expect([frames.asked, time.set]).to.deep.equal([0, 0]);
    expect([await form.rest(), await waiting.rest()]).to.deep.equal([undefined, undefined]);
  });

  it('S9 nothing un-happens where the form is opened anew', async () => {
    makeTall();
    const memory = {};
    const trigger: Condition = {
      'page.scroll': { gte: 50 },
      'page.seconds': { gte: 30 },
      'page.events': 'a',
      'page.exit': true,
    };
    wait(trigger, {}, { memory });
    scrollHere(1200);
    frames.next();
    time.pass(20);
    announce('a');
    leave(-1);
    page.abort();
    scrollHere(0);
    time.pass(60);
    openAnew();
    const again = wait(trigger, {}, { memory });
    frames.next();
    expect(await again.rest()).to.equal(undefined);
    time.pass(10);
    const values = { 'page.scroll': 60, 'page.seconds': 30, 'page.events': ['a'], 'page.exit': true };
    expect(await again.rest()).to.deep.equal(values);
  });

  it('S9 what it resolved with stays as it was', async () => {
    const memory = {};
    const first = wait({ 'page.events': 'a' }, {}, { memory });
    announce('a');
    await first.rest();
    const second = wait({ 'page.events': 'b' }, {}, { memory });
    announce('b');
    expect(await second.rest()).to.deep.equal({ 'page.events': ['a', 'b'] });
    expect(await first.rest()).to.deep.equal({ 'page.events': ['a'] });
  });

  it('SEC31 writes nothing on the device while it waits', async () => {
    const databases = (await indexedDB.databases()).length;
    wait({ 'page.views': { gte: 9 }, 'page.events': 'x', 'count.video': 9 }, declaring('count.video'));
    announce('page-view');
    announce('video');
    expect((await indexedDB.databases()).length).to.equal(databases);
    expect(localStorage.length + sessionStorage.length).to.equal(0);
    expect(document.cookie).to.equal('');
  });
});
