/** Keeps every tab from an end point that asked for a rest or cannot be reached. */
import type { RecordStore } from '../model/ports.js';
import { gateEnd } from './retry-policy.js';

interface GateRecord {
  readonly until: number;
  /** 0: the network; such a gate opens at the next sign of life. */
  readonly status: number;
  /** When it was closed. */
  readonly since: number;
}

export interface Gate {
  /** Until when nothing may be sent; `now` or earlier where it is open. */
  closedUntil(now: number, nudged: boolean): Promise<number>;
  /** The latest word counts. */
  close(until: number, status: number, now: number): Promise<void>;
  /** Something arrived: where the gate was closed, it no longer is, for any tab. */
  reopen(): Promise<void>;
  /** The last word known here, without asking the store. */
  known(now: number): number;
}

const open: GateRecord = { until: 0, status: 0, since: 0 };

export function createGate(store: RecordStore, endpointKey: string): Gate {
  const key = `m/gate/${endpointKey}`;
  let own = open;
  let shared = open;
  const set = async (gate: GateRecord) => {
    own = shared = gate;
    await store.update(key, () => gate).catch(() => {}); // This page still keeps to it.
  };
  return {
    async closedUntil(now, nudged) {
      // Without storage there are no other tabs to hear of.
      const found = await store.get(key).catch(() => undefined);
      shared = isGate(found) ? found : open;
      return Math.max(gateEnd(own, now, nudged), gateEnd(shared, now, nudged));
    },
    close: (until, status, since) => set({ until, status, since }),
    async reopen() {
      if (Math.max(own.until, shared.until) > 0) await set(open);
    },
    known: (now) => gateEnd(own, now, true),
  };
}

function isGate(record: unknown): record is GateRecord {
  const gate = record as Partial<GateRecord> | null | undefined;
  return [gate?.until, gate?.status, gate?.since].every(Number.isFinite);
}
