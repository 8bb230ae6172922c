/**
 * What stands for the device in the classic file, under the names of what it stands for: the part is loaded when the
 * form is first touched. Until it has come, and where it does not come, the device counts as one that refuses.
 */
import type { RecordStore } from './model/ports.js';
import type { createSealedShelf as CreateShelf } from './outbox/sealed-shelf.js';
import type { LockTurnOptions } from './outbox/lock-turn.js';
import type { SealedShelf } from './outbox/shelf.js';
import type { Turn } from './outbox/turn.js';
import { loadDevice } from './parts.js';

type Device = Awaited<ReturnType<typeof loadDevice>>;

/** Verbs that wait for the part; one that failed to load is loaded again the next time. */
function late<T extends object>(
  load: () => Promise<Device>,
  make: (device: Device) => T,
  verbs: readonly (keyof T & string)[],
) {
  let made: Promise<T> | undefined;
  const part = () =>
    (made ??= load().then(make)).catch((error: unknown) => {
      made = undefined;
      throw error;
    });
  const call = (verb: keyof T) => part().then((it) => it[verb] as (...given: readonly unknown[]) => unknown);
  return Object.fromEntries(
    verbs.map((verb) => [verb, async (...given: readonly unknown[]) => (await call(verb))(...given)]),
  ) as unknown as T;
}

/** Their members do without `this`. */
export const createIndexedDbStore = (load = loadDevice): RecordStore =>
  late(load, (device) => device.createIndexedDbStore(), ['get', 'put', 'remove', 'page', 'move', 'update']);

export const createSealedShelf = (...[store, ...given]: Parameters<typeof CreateShelf>): SealedShelf => ({
  ...late(loadDevice, (device) => device.createSealedShelf(store, ...given), ['add', 'open', 'hasKey']),
  store,
  // A key that was erased is found missing when something is to be kept with it.
  forgetKey: () => undefined,
});

/** Without the part nothing was put on the device from here; what the page holds goes without leaving a count. */
export async function eraseAll(store: RecordStore, now: number, load = loadDevice): Promise<number> {
  const device = await load().catch(() => undefined);
  if (device) return device.eraseAll(store, now);
  const found = await store.page('', '', 1000);
  await store.remove(found.map(([key]) => key));
  return found.length;
}

/** Without the part nothing is shared with other tabs, and there is nothing to take turns for. */
export const createLockTurn =
  (options: LockTurnOptions, load = loadDevice): Turn =>
  async (work) => {
    const device = await load().catch(() => undefined);
    await (device ? device.createLockTurn(options)(work) : work());
  };
