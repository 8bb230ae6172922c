/**
 * Two forms of one page, or two tabs, each know a part of what this device keeps. The later writer adds its part, so
 * that nothing is lost and the device stays the one the collector knows.
 */
import { isDeviceRecord, type DeviceRecord } from './device-record.js';
import { later, moreOften, unite } from './unite.js';

/** `stored`: whatever lies on the device; what is not one of our records counts as none. */
export function mergeRecords(stored: unknown, record: DeviceRecord): DeviceRecord {
  if (!isDeviceRecord(stored)) return record;
  return {
    v: 1,
    id: stored.id,
    known: unite(stored.known, record.known, (a, b) => unite(a, b, later)),
    classes: { ...stored.classes, ...record.classes },
    asks: unite(stored.asks, record.asks, (a, b) => (a.at > b.at ? a : b)),
    consents: unite(stored.consents, record.consents, later),
    counts: unite(stored.counts ?? {}, record.counts ?? {}, moreOften),
    spent: { ...stored.spent, ...record.spent },
    visits: mergeVisits(stored.visits, record.visits),
  };
}

type Visits = DeviceRecord['visits'];

/** Steps belong to one visit, so those of an earlier one are dropped; what was submitted when is kept of both. */
function mergeVisits(a: Visits, b: Visits): Visits {
  const submitted = unite(a.submitted ?? {}, b.submitted ?? {}, (x, y) => [...new Set([...x, ...y])]);
  if (a.count !== b.count) return { ...(a.count > b.count ? a : b), submitted };
  return { ...a, ...b, last: later(a.last, b.last), steps: { ...a.steps, ...b.steps }, submitted };
}
