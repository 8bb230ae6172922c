/**
 * Two forms of one page, or two tabs, each know a part of what this device keeps. The later writer adds its part, so
 * that nothing is lost and the device stays the one the collector knows.
 */
import { isDeviceRecord, type DeviceRecord } from './device-record.js';
import { later, moreOften, unite, weightierAsk } from './unite.js';

/**
 * `stored`: whatever lies on the device; what is not one of our records counts as none. `before`: what the writer took
 * its record from, so that it does not bring back what another has ended meanwhile.
 */
export function mergeRecords(stored: unknown, record: DeviceRecord, before?: DeviceRecord): DeviceRecord {
  if (!isDeviceRecord(stored)) return record;
  return {
    v: 1,
    id: stored.id,
    known: unite(stored.known, record.known, (a, b) => unite(a, b, later)),
    classes: { ...stored.classes, ...changed(record.classes, before?.classes) },
    asks: unite(stored.asks, record.asks, weightierAsk),
    consents: unite(stored.consents, record.consents, later),
    counts: unite(stored.counts ?? {}, record.counts ?? {}, moreOften),
    spent: { ...stored.spent, ...record.spent },
    visits: mergeVisits(stored.visits, record.visits),
  };
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
