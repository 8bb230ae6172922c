/** What a trial comes to, from what lies outside the browser and what lies on the device. Pure. */
import type { ClientEntry, ServerEntry, Stamped } from './ledger.js';

/** A submission as the collector holds it. */
export interface RecordedRow {
  readonly id: string;
  readonly sessionId: string;
  readonly step: string;
  readonly contentHash: string;
}

/** An entry of the outbox's database. */
export interface DeviceEntry {
  readonly id: string;
  readonly place: 'waiting' | 'dead';
  /** Attempts so far. */
  readonly n: number;
  /** HTTP status of the last attempt, 0 for none. */
  readonly lastStatus: number;
}

export interface Evidence {
  readonly client: readonly Stamped<ClientEntry>[];
  readonly server: readonly Stamped<ServerEntry>[];
  readonly rows: readonly RecordedRow[];
  readonly device: readonly DeviceEntry[];
  /** Ids that the collector was told it will never get. */
  readonly reported: readonly string[];
  /** What a row of this reference is known by. */
  readonly hashOf: (reference: string) => string;
}

export interface Verdict {
  readonly intents: number;
  readonly durable: number;
  readonly recorded: number;
  readonly onDevice: number;
  readonly reported: number;
  /** References that the page called safe and that are nowhere. */
  readonly lost: readonly string[];
  /** Ids and content hashes that more than one row has. */
  readonly duplicated: readonly string[];
  /** Content hashes of rows that nobody meant to send, or that were withdrawn. */
  readonly phantom: readonly string[];
  /** What the form said and what was not so. */
  readonly untrue: readonly string[];
  /** Arrivals of each recorded submission. */
  readonly sends: { readonly max: number; readonly total: number };
}

export function judge(evidence: Evidence): Verdict {
  const { client, rows, device, reported, hashOf } = evidence;
  const idOf = indexIds(evidence);
  const intents = unique(client.flatMap((one) => (one.type === 'intent' ? one.reference : [])));
  const withdrawn = new Set(client.flatMap((one) => (one.type === 'withdrawn' ? one.id : [])));
  const isWithdrawn = (reference: string) => withdrawn.has(idOf.get(reference) ?? '');
  const meant = new Set(intents.filter((reference) => !isWithdrawn(reference)).map(hashOf));
  const hashes = new Set(rows.map(({ contentHash }) => contentHash));
  const accounted = new Set([...[...rows, ...device].map(({ id }) => id), ...reported, ...withdrawn]);
  const durable = calledSafe(client, idOf);
  const lost = durable.filter((name) => !hashes.has(hashOf(name)) && !accounted.has(idOf.get(name) ?? name));
  return {
    intents: intents.length,
    durable: durable.length,
    recorded: rows.length,
    onDevice: device.length,
    reported: reported.length,
    lost,
    duplicated: [...repeated(rows.map(({ id }) => id)), ...repeated(rows.map((row) => row.contentHash))],
    phantom: rows.map(({ contentHash }) => contentHash).filter((hash) => !meant.has(hash)),
    untrue: listUntrue(evidence, idOf),
    sends: countSends(evidence),
  };
}

/** Ids by reference, from wherever both were seen together. */
function indexIds({ client, server }: Evidence): ReadonlyMap<string, string> {
  const pairs = [...server, ...client].flatMap((one) =>
    'id' in one && 'reference' in one && one.id && one.reference ? [[one.reference, one.id] as const] : [],
  );
  return new Map(pairs);
}

/** References of what the page was told, or the visitor read, to be safe; the id where the reference is unknown. */
function calledSafe(client: Evidence['client'], idOf: ReadonlyMap<string, string>): readonly string[] {
  const referenceOf = new Map([...idOf].map(([reference, id]) => [id, reference]));
  return unique(
    client.flatMap((one) => {
      const isSafe =
        one.type === 'durable' || one.type === 'sent' || (one.type === 'shown' && saysSafe(one.state));
      if (!isSafe) return [];
      return one.reference ?? referenceOf.get(one.id ?? '') ?? one.id ?? [];
    }),
  );
}

const saysSafe = (state: string): boolean => state === 'sent' || state === 'durable';

/** "Sent" needs an acknowledgement handed on before; neither may be said of what was refused already. */
function listUntrue({ client, server }: Evidence, idOf: ReadonlyMap<string, string>): readonly string[] {
  return client.flatMap((one) => {
    if (one.type !== 'shown' && one.type !== 'sent') return [];
    const says = one.type === 'shown' ? one.state : 'sent';
    if (!saysSafe(says)) return [];
    const id = one.id ?? idOf.get(one.reference ?? '');
    const acknowledged = server.some(
      (other) => other.type === 'answer' && other.acknowledges === id && other.seq < one.seq,
    );
    const refused = client.some(
      (other) => other.type === 'rejected' && other.id === id && other.seq < one.seq,
    );
    const name = one.reference ?? id ?? '';
    if (says === 'sent' && !acknowledged) return [`${name}: “sent” without an acknowledgement`];
    return refused ? [`${name}: “${says}” though it was refused`] : [];
  });
}

function countSends({ server, rows }: Evidence): Verdict['sends'] {
  const recorded = new Set(rows.map(({ id }) => id));
  const count = new Map<string, number>();
  for (const one of server) {
    if (one.type !== 'arrival' || !one.id || !recorded.has(one.id)) continue;
    count.set(one.id, (count.get(one.id) ?? 0) + 1);
  }
  const sends = [...count.values()];
  return { max: Math.max(0, ...sends), total: sends.reduce((sum, one) => sum + one, 0) };
}

const unique = (list: readonly string[]): readonly string[] => [...new Set(list)];
const repeated = (list: readonly string[]): readonly string[] =>
  unique(list.filter((item, i) => list.indexOf(item) !== i));
