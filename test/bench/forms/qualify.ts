/** Whether a contestant does what a form is for; and what needs no clock. */
import { brotliCompressSync } from 'node:zlib';
import { forEachCount, type ByCount, type Count } from './counts.js';
import { atVisit, type Stage, type Visit } from './open-visit.js';
import { countDescribed, readAnnounced } from './read-announced.js';
import type { Entry } from './serve-forms.js';

export interface Place {
  /** Pixels that the form takes. */
  readonly room: number;
  /** Layout shift as it is, and where its room is kept free. */
  readonly shift: number;
  readonly shiftInRoom: number;
}

export interface Qualities {
  readonly name: string;
  /** Bytes, compressed as a server would: of the scripts that were there with the fields, and of the rest. */
  readonly loaded: number;
  readonly later: number;
  readonly places: ByCount<Place>;
  /** Of seven, after an empty submit. */
  readonly invalid: number;
  readonly described: number;
  readonly focus: 'field' | 'list' | 'no';
}

const [few, many] = [7, 200];

/** Rejects with what it does not do. */
export async function qualify(stage: Stage, entry: Entry): Promise<Qualities> {
  await atVisit(stage, entry, { count: many }, (visit) => mountAndRefuse(visit, entry, many));
  const seven = await atVisit(stage, entry, { count: few }, async (visit) => {
    const loaded = await mountAndLook(visit, entry, few);
    const told = await readAnnounced(visit);
    await mountedErrors(visit, entry, few);
    await visit.settle();
    const after = await readAnnounced(visit);
    const focus = await visit.ask('focusAfter', entry.error);
    await deliver(visit, stage, entry);
    const requests = await visit.ask('requests');
    return {
      loaded,
      later: sizeOf(entry, requests) - loaded,
      invalid: after.invalid,
      described: countDescribed(told, after),
      focus,
    };
  });
  return {
    name: entry.name,
    ...seven,
    places: await forEachCount((count) => findPlace(stage, entry, count)),
  };
}

async function findPlace(stage: Stage, entry: Entry, count: Count): Promise<Place> {
  const look = (room: number) =>
    atVisit(stage, entry, { count, room }, async (visit) => {
      await mountAndLook(visit, entry, count);
      return { room: await visit.ask('height'), shift: await visit.ask('shift') };
    });
  const bare = await look(0);
  const { shift: shiftInRoom } = await look(bare.room);
  return { ...bare, shiftInRoom };
}

/** Resolves with the bytes that it took. */
async function mountAndLook(visit: Visit, entry: Entry, count: number): Promise<number> {
  const { loaded } = await visit.mount();
  await visit.settle();
  const shown = await visit.ask('fields');
  if (shown !== count) throw new Error(`${entry.name} shows ${shown} of ${count} fields`);
  return sizeOf(entry, loaded);
}

async function mountedErrors(visit: Visit, { name, error }: Entry, count: number) {
  const early = await visit.ask('errors', error);
  if (early) throw new Error(`${name} shows ${early} errors before anybody sent anything`);
  await visit.ask('showErrors', error, count);
}

async function mountAndRefuse(visit: Visit, entry: Entry, count: number) {
  await mountAndLook(visit, entry, count);
  await mountedErrors(visit, entry, count);
}

async function deliver(visit: Visit, { server }: Stage, { name }: Entry): Promise<void> {
  const values = await visit.fill('ada@example.com');
  await visit.ask('submit');
  for (let tries = 100; server.received(values) === 0; tries--) {
    if (tries === 0) throw new Error(`${name} does not deliver what was filled in`);
    await visit.page.waitForTimeout(100);
  }
  await visit.settle();
}

function sizeOf({ files }: Entry, addresses: readonly string[]): number {
  const names = new Set(addresses.map((address) => new URL(address).pathname.split('/').at(-1) ?? ''));
  const scripts = [...files].filter(([name]) => names.has(name));
  return scripts.reduce((sum, [, script]) => sum + brotliCompressSync(script).length, 0);
}
