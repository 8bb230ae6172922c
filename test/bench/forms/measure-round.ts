/** Everything that takes time, once for each contestant, in rotated order. */
import { forEachCount, type ByCount, type Count } from './counts.js';
import { atVisit, type Stage, type Visit } from './open-visit.js';
import type { Qualities } from './qualify.js';
import type { Entry } from './serve-forms.js';

/** Milliseconds, and bytes of heap. */
export interface Costs {
  /** Of the main thread, until the frame with all fields. */
  readonly mount: number;
  /** The same, with all it does on its own afterwards. */
  readonly settled: number;
  /** By the page's clock, from injection to that frame: from then on the form can be used. */
  readonly ready: number;
  readonly slowReady: number;
  /** Of the main thread, a key while errors are shown. */
  readonly key: number;
  /** Of the main thread, from an empty submit to the frame with an error a field. */
  readonly errors: number;
  readonly heap: number;
}

export interface Sample {
  readonly name: string;
  readonly round: number;
  readonly costs: ByCount<Costs>;
}

/** How much slower the processor is made. */
export const rate = 4;
const text = 'adalovelaceandcharlesbabbage';

export interface Starter {
  readonly entry: Entry;
  readonly qualities: Qualities;
}

export async function measureRound(stage: Stage, list: readonly Starter[], round: number): Promise<Sample[]> {
  const turn = round % list.length;
  const order = [...list.slice(turn), ...list.slice(0, turn)];
  const found = await forEachCount(async (count) => {
    const parts = new Map<string, Partial<Costs>>();
    for (const measure of [measureUse, measureSlow])
      for (const starter of order) {
        const { name } = starter.entry;
        parts.set(name, { ...parts.get(name), ...(await measure(stage, starter, count)) });
      }
    return parts as ReadonlyMap<string, Costs>;
  });
  const costsOf = (name: string) =>
    Object.fromEntries(Object.entries(found).map(([count, parts]) => [count, parts.get(name)]));
  return list.map(({ entry: { name } }) => ({ name, round, costs: costsOf(name) as unknown as Sample['costs'] })); // prettier-ignore
}

type Measure = (stage: Stage, starter: Starter, count: Count) => Promise<Partial<Costs>>;

/** As its author would have it: only who says how much room the form takes keeps it free. */
const wantedOf = ({ entry, qualities }: Starter, count: Count) => ({
  count,
  room: entry.reserves ? qualities.places[count].room : 0,
});

const measureUse: Measure = (stage, starter, count) =>
  atVisit(stage, starter.entry, wantedOf(starter, count), async (visit) => {
    const start = await visit.cpu();
    const { frame: ready } = await visit.mount();
    const mounted = await visit.cpu();
    await visit.settle();
    const settled = await visit.cpu();
    await visit.ask('showErrors', starter.entry.error, count);
    const errors = (await visit.cpu()) - settled;
    await visit.settle();
    return {
      ready,
      errors,
      mount: mounted - start,
      settled: settled - start,
      key: await typeText(visit),
    };
  });

/** Into the third field: no part of the text is an address, so the errors stay. */
async function typeText(visit: Visit): Promise<number> {
  await visit.ask('focus', 2);
  await visit.page.waitForTimeout(100);
  const start = await visit.cpu();
  await visit.page.keyboard.type(text, { delay: 20 });
  await visit.page.waitForTimeout(100);
  return ((await visit.cpu()) - start) / text.length;
}

const measureSlow: Measure = (stage, starter, count) =>
  atVisit(stage, starter.entry, wantedOf(starter, count), async (visit) => {
    const { devtools } = visit;
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    const { frame: slowReady } = await visit.mount();
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await visit.settle();
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
    return { slowReady, heap };
  });
