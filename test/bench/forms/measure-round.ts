/** Everything that takes time, once for each contestant, in rotated order. */
import { atVisit, type Stage, type Visit } from './open-visit.js';
import type { Qualities } from './qualify.js';
import type { Entry } from './serve-forms.js';

/** Milliseconds, and bytes of heap. */
export interface Sample {
  readonly name: string;
  readonly round: number;
  /** Of the main thread, until the frame with all fields, by how many there are. */
  readonly mount: Readonly<Record<number, number>>;
  /** The same of seven, with all it does on its own afterwards. */
  readonly settled: number;
  /** By the page's clock, from injection to that frame. */
  readonly paint: number;
  readonly slowPaint: number;
  /** Of the main thread, a key while errors are shown. */
  readonly key: number;
  /** Of the main thread, from an empty submit of 200 to the frame with 200 errors. */
  readonly errors: number;
  readonly heap: number;
}

/** How much slower the processor is made. */
const rate = 4;
const text = 'adalovelaceandcharlesbabbage';

export interface Starter {
  readonly entry: Entry;
  readonly qualities: Qualities;
}

export async function measureRound(stage: Stage, list: readonly Starter[], round: number): Promise<Sample[]> {
  const turn = round % list.length;
  const order = [...list.slice(turn), ...list.slice(0, turn)];
  const parts = new Map<string, Partial<Sample>>();
  for (const visit of [measureSeven, measureSlow, measureFifty, measureMany])
    for (const starter of order) {
      const { name } = starter.entry;
      const { mount, ...found } = await visit(stage, starter);
      const known = parts.get(name);
      parts.set(name, { ...known, ...found, mount: { ...known?.mount, ...mount } });
    }
  return list.map(({ entry: { name } }) => ({ ...(parts.get(name) as Sample), name, round }));
}

type Measure = (stage: Stage, starter: Starter) => Promise<Partial<Sample>>;

/** As its author would have it: only who says how much room the form takes keeps it free. */
const seven = ({ entry, qualities }: Starter) => ({ count: 7, room: entry.reserves ? qualities.room : 0 });

const measureSeven: Measure = (stage, starter) =>
  atVisit(stage, starter.entry, seven(starter), async (visit) => {
    const start = await visit.cpu();
    const { frame } = await visit.mount();
    const mounted = await visit.cpu();
    await visit.settle();
    const settled = await visit.cpu();
    await visit.ask('showErrors', starter.entry.error, 7);
    await visit.settle();
    return {
      mount: { 7: mounted - start },
      settled: settled - start,
      paint: frame,
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

const measureSlow: Measure = (stage, starter) =>
  atVisit(stage, starter.entry, seven(starter), async (visit) => {
    const { devtools } = visit;
    await devtools.send('Emulation.setCPUThrottlingRate', { rate });
    const { frame: slowPaint } = await visit.mount();
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: 1 });
    await visit.settle();
    await devtools.send('HeapProfiler.collectGarbage');
    const { usedSize: heap } = await devtools.send('Runtime.getHeapUsage');
    return { slowPaint, heap };
  });

const measureFifty: Measure = (stage, starter) =>
  atVisit(stage, starter.entry, { count: 50 }, async (visit) => ({ mount: { 50: await mountCost(visit) } }));

const measureMany: Measure = (stage, starter) =>
  atVisit(stage, starter.entry, { count: 200 }, async (visit) => {
    const mount = { 200: await mountCost(visit) };
    await visit.settle();
    const start = await visit.cpu();
    await visit.ask('showErrors', starter.entry.error, 200);
    return { mount, errors: (await visit.cpu()) - start };
  });

async function mountCost(visit: Visit): Promise<number> {
  const start = await visit.cpu();
  await visit.mount();
  return (await visit.cpu()) - start;
}
