/** A page that tells what is listened to on it, with time and frames that come when the test says so. */
import { expect } from 'chai';
import { readSignals, type SignalContext } from '../../src/element/read-signals.js';
import type { Condition } from '../../src/model/condition.js';
import type { FormConfig } from '../../src/model/form-config.js';
import { definition, name } from './page.js';

const undo: (() => void)[] = [];

/** Puts something of ours in the place of a member of the platform, until the test ends. */
export function replace(object: object, key: string, own: PropertyDescriptor): void {
  const before = Object.getOwnPropertyDescriptor(object, key);
  Object.defineProperty(object, key, { configurable: true, ...own });
  undo.push(() => {
    if (before) Object.defineProperty(object, key, before);
    else Reflect.deleteProperty(object, key);
  });
}

/** Every listener that was added and is not released; those without an end of their own are named so. */
class Listeners {
  #added: { type: string; signal: AbortSignal | undefined }[] = [];

  constructor() {
    const add = EventTarget.prototype.addEventListener;
    const added = this.#added;
    const value = function (this: EventTarget, ...args: Parameters<typeof add>): void {
      const [type, , options] = args;
      const signal = typeof options === 'object' ? options.signal : undefined;
      if (type !== 'abort' || !(this instanceof AbortSignal && this !== watched))
        added.push({ type, signal });
      add.apply(this, args);
    };
    replace(EventTarget.prototype, 'addEventListener', { value, writable: true });
  }

  get left(): readonly string[] {
    const left = this.#added.filter(({ signal }) => !signal?.aborted);
    return left.map(({ type, signal }) => (signal ? type : `${type} for ever`)).sort();
  }
}

/** Time that passes when the test says so. */
class Time {
  now = Date.parse('2026-11-22T10:59:00Z');
  /** How often a timer was set. */
  set = 0;
  readonly timers = new Map<object, { at: number; run: () => void }>();

  readonly setTimer = (run: () => void, ms: number) => {
    const timer = {};
    this.set++;
    this.timers.set(timer, { at: this.now + ms, run });
    return () => void this.timers.delete(timer);
  };

  pass(seconds: number): void {
    const end = this.now + seconds * 1000;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      const [timer, { at, run }] = next;
      this.timers.delete(timer);
      this.now = Math.max(this.now, at);
      run();
    }
    this.now = end;
  }

  #next(end: number) {
    const due = [...this.timers].filter(([, { at }]) => at <= end);
    return due.sort(([, a], [, b]) => a.at - b.at)[0];
  }
}

/** Frames that come when the test says so. */
class Frames {
  asked = 0;
  #waiting = new Map<number, FrameRequestCallback>();
  #time = 0;

  constructor() {
    const value = (run: FrameRequestCallback) => (this.#waiting.set(++this.asked, run), this.asked);
    replace(window, 'requestAnimationFrame', { value });
    replace(window, 'cancelAnimationFrame', { value: (id: number) => void this.#waiting.delete(id) });
  }

  get waiting(): number {
    return this.#waiting.size;
  }

  next(ms = 16): void {
    const runs = [...this.#waiting.values()];
    this.#waiting.clear();
    this.#time += ms;
    for (const run of runs) run(this.#time);
  }
}

let watched: AbortSignal;
export let page: AbortController;
export let host: HTMLElement;
export let time: Time;
export let frames: Frames;
export let listeners: Listeners;

export const context = (over: Partial<SignalContext> = {}): SignalContext => ({
  host,
  locale: 'en',
  consents: {},
  signal: page.signal,
  now: () => time.now,
  setTimer: time.setTimer,
  ...over,
});

export const declaring = (...paths: string[]): Partial<FormConfig> => ({
  signals: Object.fromEntries(paths.map((path) => [path, 'service'])),
});

export const read = (over: Partial<FormConfig>, given?: Partial<SignalContext>) =>
  readSignals(definition([name], over), context(given));

/** Begins to wait; `values` is there once the trigger holds. */
export function wait(trigger: Condition, over: Partial<FormConfig> = {}, given?: Partial<SignalContext>) {
  const waiting = { values: undefined as Awaited<ReturnType<typeof readSignals>> | undefined };
  const config = definition([name], { trigger, ...over });
  void readSignals(config, context(given)).then((values) => (waiting.values = values));
  return Object.assign(waiting, {
    /** Everything that was to come has come. */
    async rest() {
      for (let i = 0; i < 20; i++) await Promise.resolve();
      return waiting.values;
    },
  });
}

export const announce = (detail: unknown, target: EventTarget = document, init: EventInit = {}) =>
  target.dispatchEvent(new CustomEvent('pf-signal', { detail, ...init }));

export const scrollHere = (top: number) => {
  scrollTo({ top, behavior: 'instant' });
  dispatchEvent(new Event('scroll'));
};

export const leave = (clientY: number) =>
  document.documentElement.dispatchEvent(new MouseEvent('mouseleave', { clientX: 50, clientY }));

export const press = (pointerType: string) =>
  document.body.dispatchEvent(new PointerEvent('pointerdown', { pointerType, bubbles: true }));

export function show(state: 'visible' | 'hidden'): void {
  replace(document, 'visibilityState', { get: () => state });
  document.dispatchEvent(new Event('visibilitychange'));
}

/** A page of 2000 pixels to scroll. */
export function makeTall(way = 2000): void {
  const tall = document.createElement('div');
  tall.style.height = `${way}px`;
  document.body.append(tall);
  const root = document.documentElement;
  tall.style.height = `${2 * way + root.clientHeight - root.scrollHeight}px`;
  expect(root.scrollHeight - root.clientHeight).to.equal(way);
}

export function setUp(): void {
  openAnew();
  host = document.createElement('div');
  document.body.append(host);
  time = new Time();
  frames = new Frames();
  listeners = new Listeners();
}

/** As when the element is placed once more. */
export function openAnew(): void {
  page = new AbortController();
  watched = page.signal;
}

export function tearDown(): void {
  page.abort();
  const left = { listeners: listeners.left, timers: time.timers.size, frames: frames.waiting };
  for (const back of undo.splice(0).reverse()) back();
  document.body.replaceChildren();
  history.replaceState(null, '', location.pathname);
  scrollTo(0, 0);
  // Whatever a test did: of a form that is gone nothing stays.
  expect(left).to.deep.equal({ listeners: [], timers: 0, frames: 0 });
}
