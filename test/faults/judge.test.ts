/** The judge of the fault campaign sees what it is there to see. */
import { describe, expect, test } from 'vitest';
import { judge, type Evidence, type RecordedRow, type Verdict } from './judge.js';
import type { ClientEntry, ServerEntry } from './ledger.js';

const hashOf = (reference: string) => `hash of ${reference}`;
const row = (reference: string, id = `id-${reference}`): RecordedRow => ({
  ...{ id, sessionId: `session-${reference}`, step: 'order', contentHash: hashOf(reference) },
});
const waiting = (reference: string) => ({
  ...{ id: `id-${reference}`, place: 'waiting' as const, n: 1, lastStatus: 0 },
});

/** Ledger entries in the order given, whichever ledger they belong to. */
interface Story extends Partial<Omit<Evidence, 'client' | 'server' | 'hashOf'>> {
  readonly told: readonly (ClientEntry | ServerEntry)[];
}

const isServers = ({ type }: ClientEntry | ServerEntry) => ['arrival', 'committed', 'answer'].includes(type);

function judged({ told, ...rest }: Story): Verdict {
  const stamped = told.map((one, seq) => ({ ...one, seq, at: 0 }));
  return judge({
    client: stamped.filter((one) => !isServers(one)) as Evidence['client'],
    server: stamped.filter(isServers) as Evidence['server'],
    ...{ rows: [], device: [], reported: [], hashOf },
    ...rest,
  });
}

const intent = (reference: string): ClientEntry => ({ type: 'intent', reference });
const durable = (reference: string): ClientEntry => ({ type: 'durable', id: `id-${reference}`, reference });
const shown = (reference: string, state: string): ClientEntry => ({
  ...{ type: 'shown', state, id: `id-${reference}`, reference },
});
const arrival = (reference: string): ServerEntry => ({
  ...{ type: 'arrival', arrival: 1, connection: 1, nth: 1, method: 'POST', path: '/', head: [], body: '' },
  ...{ id: `id-${reference}`, reference },
});
const ack = (reference: string): ServerEntry => ({
  ...{ type: 'answer', arrival: 1, status: 200, acknowledges: `id-${reference}` },
});

describe('FLT1 what counts as lost', () => {
  const told = [intent('a'), durable('a')];

  test('what was called durable and is nowhere is lost', () => {
    expect(judged({ told }).lost).toEqual(['a']);
  });

  test.each([
    ['recorded', { rows: [row('a')] }],
    ['waiting on the device', { device: [waiting('a')] }],
    ['a dead letter', { device: [{ ...waiting('a'), place: 'dead' as const }] }],
    ['reported to the collector', { reported: ['id-a'] }],
  ])('what is %s is not', (_, rest) => {
    expect(judged({ told, ...rest }).lost).toEqual([]);
  });

  test('what the visitor only read to be saved counts as called durable', () => {
    expect(judged({ told: [intent('a'), shown('a', 'durable')] }).lost).toEqual(['a']);
  });

  test('what was never called safe is no loss', () => {
    expect(judged({ told: [intent('a'), shown('a', 'volatile'), shown('a', 'failed')] }).lost).toEqual([]);
  });

  test('an id whose reference nobody knows is lost as well', () => {
    expect(judged({ told: [{ type: 'sent', id: 'id-x' }, ack('x')] }).lost).toEqual(['id-x']);
  });

  test('a reference told only before the browser died is found by its arrival', () => {
    const story = [intent('a'), arrival('a'), { type: 'sent', id: 'id-a' } as const];
    expect(judged({ told: [...story, ack('a')], rows: [row('a')] }).lost).toEqual([]);
  });
});

describe('FLT8 what counts as duplicated or phantom', () => {
  test('two rows of one content are a duplicate, whatever their ids', () => {
    const { duplicated } = judged({ told: [intent('a')], rows: [row('a'), row('a', 'id-other')] });
    expect(duplicated).toEqual([hashOf('a')]);
  });

  test('two rows of one id are a duplicate', () => {
    const { duplicated } = judged({ told: [intent('a'), intent('b')], rows: [row('a'), row('b', 'id-a')] });
    expect(duplicated).toEqual(['id-a']);
  });

  test('a row that nobody meant is a phantom', () => {
    expect(judged({ told: [intent('a')], rows: [row('a'), row('b')] }).phantom).toEqual([hashOf('b')]);
  });

  test('FLT57 a row that was withdrawn is a phantom, its absence no loss', () => {
    const told = [intent('a'), durable('a'), { type: 'withdrawn', id: 'id-a' } as const];
    expect(judged({ told, rows: [row('a')] }).phantom).toEqual([hashOf('a')]);
    expect(judged({ told }).lost).toEqual([]);
  });

  test('arrivals are counted for what was recorded', () => {
    const told = [intent('a'), arrival('a'), arrival('a'), arrival('b')];
    expect(judged({ told, rows: [row('a')] }).sends).toEqual({ max: 2, total: 2 });
  });
});

describe('FLT15 what counts as untrue', () => {
  const rows = [row('a')];

  test('“sent” before an acknowledgement was handed on is untrue, though it is recorded', () => {
    expect(judged({ told: [intent('a'), shown('a', 'sent'), ack('a')], rows }).untrue).toHaveLength(1);
    expect(judged({ told: [intent('a'), ack('b'), shown('a', 'sent')], rows }).untrue).toHaveLength(1);
  });

  test('“sent” after it is true', () => {
    expect(judged({ told: [intent('a'), ack('a'), shown('a', 'sent')], rows }).untrue).toEqual([]);
  });

  test('“saved” of what was refused before is untrue', () => {
    const refused: ClientEntry = { type: 'rejected', id: 'id-a', status: 422 };
    expect(judged({ told: [intent('a'), refused, shown('a', 'durable')], rows }).untrue).toHaveLength(1);
    expect(judged({ told: [intent('a'), shown('a', 'durable'), refused], rows }).untrue).toEqual([]);
  });
});
