/**
 * The envelope of a waiting submission, frozen at version 1: any later SDK can send it because the body is sealed
 * and opaque. Unknown members are preserved.
 */
export interface OutboxEntry {
  readonly id: string;
  readonly v: 1;
  /** A reader with a lower version neither sends nor deletes the entry. */
  readonly minReader: number;
  /** Milliseconds since 1970, UTC. */
  readonly createdAt: number;
  /** Must match the page's adapter, else the entry waits: no address is ever read from a record. */
  readonly endpointKey: string;
  readonly formId: string;
  readonly kid: string;
  readonly iv: Uint8Array<ArrayBuffer>;
  /** The sealed JSON of the `Submission`. */
  readonly wire: ArrayBuffer;
  /** Attempts so far. */
  readonly n: number;
  /** Not before this instant, milliseconds since 1970. */
  readonly nextAt: number;
  /** HTTP status of the last attempt; 0 for none or a network failure. */
  readonly lastStatus: number;
}
