import { describe, expect, it } from 'vitest';
import type { PageOutbox } from '../../src/outbox/outbox.js';
import { watchPage } from '../../src/outbox/watch-page.js';
import { FakeTime } from './fakes.js';

class FakeDocument extends EventTarget {
  visibilityState = 'visible';
}

function watched() {
  const target = Object.assign(new EventTarget(), { document: new FakeDocument() });
  const calls: string[] = [];
  const outbox = {
    flush: async () => void calls.push('flush'),
    leave: () => void calls.push('leave'),
  } as PageOutbox;
  const time = new FakeTime();
  const stop = watchPage(outbox, target as unknown as Window, { random: () => 0.5, setTimer: time.setTimer });
  const show = (visibilityState: string) => {
    target.document.visibilityState = visibilityState;
    target.document.dispatchEvent(new Event('visibilitychange'));
  };
  const pageshow = (persisted: boolean) =>
    target.dispatchEvent(Object.assign(new Event('pageshow'), { persisted }));
  return { calls, time, stop, show, pageshow, fire: (type: string) => target.dispatchEvent(new Event(type)) };
}

describe('watching the page', () => {
  it('FLT21 flushes within two seconds of the start, spread by chance', () => {
    const { calls, time } = watched();
    time.advance(999);
    expect(calls).toEqual([]);
    time.advance(1);
    expect(calls).toEqual(['flush']);
  });

  it('FLT35 FLT56 flushes when the line is back and when the page is seen again', () => {
    const { calls, fire, show } = watched();
    fire('online');
    show('visible');
    expect(calls).toEqual(['flush', 'flush']);
  });

  it('FLT40 flushes when the page comes back from the cache, and only then', () => {
    const { calls, pageshow } = watched();
    pageshow(false);
    expect(calls).toEqual([]);
    pageshow(true);
    expect(calls).toEqual(['flush']);
  });

  it('FLT44 makes a last request when the page is hidden or left', () => {
    const { calls, fire, show } = watched();
    show('hidden');
    fire('pagehide');
    expect(calls).toEqual(['leave', 'leave']);
  });

  it('hears nothing once stopped', () => {
    const { calls, time, stop, fire, show } = watched();
    stop();
    time.advance(5000);
    fire('online');
    show('visible');
    expect(calls).toEqual([]);
  });
});
