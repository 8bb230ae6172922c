/** What a session may do with what this device keeps, and how long it waits for it. */
import type { RecordStore } from '../model/ports.js';
import type { DeviceRecord } from '../profile/device-record.js';

export interface DeviceTools {
  /** Reads what lies here, decides and writes in one transaction; nothing is written for `undefined`. */
  changeDevice(change: (stored: unknown) => DeviceRecord | undefined): Promise<unknown>;
  /** Removes what this device keeps, and the keys to it, in one transaction; only where `is` is content with it, else where there is any. */
  forgetDevice(is?: (stored: unknown) => boolean): Promise<unknown>;
  /** Tells the scripts of the page that somebody else is at it. */
  forgetPerson(): void;
  /** Whatever forms they are of. */
  forgetDrafts(): Promise<unknown>;
  /** Where the record and the keys to what it holds sealed lie; one a page. */
  readonly store: Pick<RecordStore, 'get' | 'update'> & {
    /** Id of the record that this page has put there. */
    ours?: string;
  };
}

/** How long storage may keep a visitor waiting, in milliseconds. */
export interface Patience {
  readonly patience?: number;
}

/** Rejects with a `TimeoutError` where storage does not answer; what it was asked to do may still be done. */
export function inTime<T>(work: Promise<T>, { patience = 1500 }: Patience): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new DOMException('Too slow', 'TimeoutError')), patience);
    void work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
