/**
 * Two forms of one page, or two tabs, each know a part of what this device keeps. The later writer adds its part, so
 * that nothing is lost and the device stays the one the collector knows.
 */
import { own } from '../model/own.js';
import { isDeviceRecord, type DeviceRecord, type SealedValue } from './device-record.js';
import { later, moreOften, unite, weightierAsk, type ByName } from './unite.js';

/**
 * `stored`: whatever lies on the device; what is not one of our records counts as none. `before`: what the writer took
 * its record from, so that it does not bring back what another has ended meanwhile.
 */
export function mergeRecords(stored: unknown, record: DeviceRecord, before?: DeviceRecord): DeviceRecord {
  if (!isDeviceRecord(stored)) return record;
  return {
    v: 1,
    id: stored.id,
    known: unite(stored.known, mapEach(record.known, before?.known, newer), (a, b) => unite(a, b, later)),
    classes: { ...stored.classes, ...changed(record.classes, before?.classes) },
    asks: unite(stored.asks, record.asks, weightierAsk),
    consents: unite(stored.consents, newer(record.consents, before?.consents), later),
    counts: unite(stored.counts ?? {}, record.counts ?? {}, moreOften),
    spent: { ...stored.spent, ...record.spent },
    ...mergeSealed(stored, record, before),
    visits: mergeVisits(stored.visits, record.visits),
  };
}

type Instants = ByName<string>;

/** A mark that the writer has made itself gives way to the one that it makes now; another's stays. */
function mergeSealed(
  stored: DeviceRecord,
  record: DeviceRecord,
  before?: DeviceRecord,
): Pick<DeviceRecord, 'sealed' | 'mark'> {
  const added = mapEach(record.sealed, before?.sealed, newerSealed);
  const sealed = unite(stored.sealed ?? {}, added, (a, b) => unite(a, b, lately));
  const isOwn = stored.mark === before?.mark;
  const mark = isOwn ? (record.mark ?? stored.mark) : (stored.mark ?? record.mark);
  return { ...(Object.keys(sealed).length > 0 && { sealed }), ...(mark !== undefined && { mark }) };
}

const lately = <T extends { readonly at: string }>(a: T, b: T): T => (a.at > b.at ? a : b);

/** What is new in `now`: what was there before may have been taken back meanwhile. */
const newerBy = <T>(now: ByName<T>, before: ByName<T>, at: (value: T) => string): ByName<T> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => {
      const held = own(before, name);
      return held === undefined || at(held) < at(value);
    }),
  );
const newer = (now: Instants, before: Instants = {}): Instants => newerBy(now, before, (at) => at);
const newerSealed = (now: ByName<SealedValue>, before: ByName<SealedValue> = {}): ByName<SealedValue> =>
  newerBy(now, before, ({ at }) => at);

/** Purpose by purpose; of one that has nothing new nothing is left. */
function mapEach<T>(
  now: ByName<ByName<T>> = {},
  before: ByName<ByName<T>> = {},
  pick: (now: ByName<T>, before?: ByName<T>) => ByName<T>,
): ByName<ByName<T>> {
  const picked = Object.entries(now).flatMap(([purpose, names]) => {
    const held = own(before, purpose);
    const added = pick(names, held);
    return held && Object.keys(added).length === 0 ? [] : [[purpose, added] as const];
  });
  return Object.fromEntries(picked);
}

const changed = (now: DeviceRecord['classes'], before: DeviceRecord['classes'] = {}) =>
  Object.fromEntries(Object.entries(now).filter(([path, value]) => before[path] !== value));

type Visits = DeviceRecord['visits'];

/** Steps belong to one visit, so those of an earlier one are dropped; what was submitted when is kept of both. */
function mergeVisits(a: Visits, b: Visits): Visits {
  const submitted = unite(a.submitted ?? {}, b.submitted ?? {}, (x, y) => [...new Set([...x, ...y])]);
  if (a.count !== b.count) return { ...(a.count > b.count ? a : b), submitted };
  return { ...a, ...b, last: later(a.last, b.last), steps: { ...a.steps, ...b.steps }, submitted };
}
