/** Keeps every tab from an end point that asked for a rest or cannot be reached. */
import type { RecordStore } from '../model/ports.js';
import { gateEnd } from './retry-policy.js';

interface GateRecord {
  readonly until: number;
  /** 0: the network; such a gate opens at the next sign of life. */
  readonly status: number;
}

export interface Gate {
  /** Until when nothing may be sent; `now` or earlier where it is open. */
  closedUntil(now: number, nudged: boolean): Promise<number>;
  close(until: number, status: number): Promise<void>;
  /** The last word known here, without asking the store. */
  known(now: number): number;
}

export function createGate(store: RecordStore, endpointKey: string): Gate {
  const key = `m/gate/${endpointKey}`;
  let own: GateRecord = { until: 0, status: 0 };
  return {
    async closedUntil(now, nudged) {
      // Without storage there are no other tabs to hear of.
      const shared = await store.get(key).catch(() => undefined);
      return Math.max(gateEnd(own, now, nudged), isGate(shared) ? gateEnd(shared, now, nudged) : 0);
    },
    async close(until, status) {
      own = { until, status };
      await store.put(key, own).catch(() => {}); // This page still keeps to it.
    },
    known: (now) => gateEnd(own, now, true),
  };
}

function isGate(record: unknown): record is GateRecord {
  const gate = record as Partial<GateRecord> | null | undefined;
  return Number.isFinite(gate?.until) && Number.isFinite(gate?.status);
}
