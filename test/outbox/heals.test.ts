import { describe, expect, it } from 'vitest';
import { createIndexedDbStore } from '../../src/outbox/indexed-db-store.js';
import { FakeTime } from './fakes.js';

/** A device whose connections break as soon as they are used; `opened` counts them. */
function brokenDevice(error: unknown = new DOMException('', 'InvalidStateError')) {
  const device = { opened: 0, factory: {} as IDBFactory };
  const open = () => {
    device.opened += 1;
    const db = { close: () => {}, transaction: () => { throw error; } }; // prettier-ignore
    const request = { result: db, onsuccess: () => {} };
    queueMicrotask(() => request.onsuccess());
    return request;
  };
  device.factory = { open } as unknown as IDBFactory;
  const time = new FakeTime();
  const store = createIndexedDbStore({
    factory: device.factory,
    clock: time.clock,
    setTimer: time.setTimer,
  });
  const fail = async (times: number) => {
    for (let i = 0; i < times; i++) await expect(store.get('o/1')).rejects.toBe(error);
  };
  return { device, time, fail };
}

describe('a connection that breaks', () => {
  it.each([
    ['InvalidStateError', new DOMException('', 'InvalidStateError')],
    ['UnknownError', new DOMException('Connection to Indexed Database server lost', 'UnknownError')],
    ['AbortError', new DOMException('', 'AbortError')],
    ['no error at all', null],
  ])('FLT49 is made anew once for one operation, after %s', async (_, error) => {
    const { device, fail } = brokenDevice(error);
    await fail(1);
    expect(device.opened).toBe(2);
  });

  it('FLT49 is not made anew for an error that a new one would have too', async () => {
    const { device, fail } = brokenDevice(new DOMException('', 'QuotaExceededError'));
    await fail(5);
    expect(device.opened).toBe(1);
  });

  it('FLT49 is made anew three times a minute at most, and again a minute later', async () => {
    const { device, time, fail } = brokenDevice();
    await fail(20);
    expect(device.opened).toBe(1 + 3);
    time.now += 59_999;
    await fail(1);
    expect(device.opened).toBe(1 + 3);
    time.now += 1;
    await fail(20);
    expect(device.opened).toBe(1 + 6);
  });

  it('FLT49 FLT55 is made anew as before when the clock has been put back', async () => {
    const { device, time, fail } = brokenDevice();
    await fail(5);
    time.now -= 365 * 24 * 60 * 60_000;
    await fail(5);
    expect(device.opened).toBe(1 + 6);
  });
});
