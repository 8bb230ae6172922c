/** What the tables of the forms bench tell, by contestant. */
import { bootstrapInterval } from '../bootstrap-interval.js';
import { percentile } from '../percentile.js';
import { roundDigits } from '../round-digits.js';
import { tellMedianRatio } from '../tell-median-ratio.js';
import type { FormsResults } from './bench-forms.js';
import { made, plain } from './contestants.js';
import type { Count } from './counts.js';
import type { Costs, Sample } from './measure-round.js';

type Series = readonly number[];
type Quality = FormsResults['qualities'][number];
type Read = (sample: Sample) => number;

export interface Column {
  readonly head: string;
  cell(name: string): string;
}

/** `isSure`: with the intervals in which the medians lie. */
export function createColumns({ samples, qualities }: FormsResults, isSure: boolean) {
  const seriesOf = (name: string, read: Read): Series =>
    samples.filter((sample) => sample.name === name).map(read);
  const middleOf = (name: string, read: Read) => percentile(seriesOf(name, read), 50);
  const qualityOf = (name: string) => qualities.find((one) => one.name === name) as Quality;
  const fact = (head: string, tell: (quality: Quality) => string): Column => ({
    head,
    cell: (name) => tell(qualityOf(name)),
  });
  const amount = (head: string, read: Read): Column => ({
    head,
    cell: (name) => (isSure ? tellMedian(seriesOf(name, read)) : roundDigits(middleOf(name, read), 2)),
  });
  /** What counts as once says how much that is instead. */
  const times = (head: string, read: Read, unit: string, base = plain): Column => ({
    head,
    cell(name) {
      if (name === base) return `${roundDigits(middleOf(base, read), 2)} ${unit}`;
      const ratio = tellMedianRatio(seriesOf(name, read), seriesOf(base, read));
      return isSure ? ratio : ratio.replace(/ .*/, '');
    },
  });
  const at =
    (count: Count, cost: keyof Costs): Read =>
    ({ costs }) =>
      costs[count][cost];
  const kib =
    (count: Count): Read =>
    ({ costs }) =>
      costs[count].heap / 1024;
  const mount = (count: Count): Column => times('CPU to mount, × script', at(count, 'mount'), 'ms', made);
  const perField: Read = ({ costs }) => (costs[200].mount - costs[7].mount) / 193;

  return {
    mount: mount(7),
    ratios: (count: Count): readonly Column[] => [
      fact('KiB before it can be used', ({ loaded }) => tellBytes(loaded, qualityOf(plain).loaded)),
      times('ready, × HTML', at(count, 'slowReady'), 'ms'),
      times('CPU a key, × HTML', at(count, 'key'), 'ms'),
      times('heap, × HTML', kib(count), 'KiB'),
      fact('CLS (place kept)', ({ places }) => tellShift(places[count])),
    ],
    amounts: (count: Count): readonly Column[] =>
      [
        mount(count),
        amount('CPU to mount', at(count, 'mount')),
        amount('and after', at(count, 'settled')),
        amount('ready', at(count, 'ready')),
        amount('CPU a key', at(count, 'key')),
        amount('CPU for all errors', at(count, 'errors')),
        {
          head: 'heap, KiB',
          cell: (name) => roundDigits(middleOf(name, kib(count)) - middleOf(plain, kib(count))),
        },
        fact('KiB later', ({ later }) => roundDigits(later / 1024)),
      ] as const,
    growth: [
      amount('CPU a further field, ms', perField),
      amount('CPU for 200 errors, ms', at(200, 'errors')),
    ],
    people: [
      fact('invalid · described · focus', ({ invalid, described, focus }) =>
        [invalid, described, focus].join(' · '),
      ),
      fact('offline', ({ kept }) => ['lost', 'sent once'][kept] ?? `sent ${kept} times`),
    ],
  };
}

const tellBytes = (loaded: number, least: number): string =>
  `${roundDigits(loaded / 1024)}, ${roundDigits(loaded / least, 2)}×`;

/** Nothing is no measure for others, so the shift stands for itself. */
const tellShift = ({ shift, shiftInRoom }: Quality['places'][Count]): string =>
  `${roundDigits(shift, 2)} (${roundDigits(shiftInRoom, 2)})`;

function tellMedian(samples: Series): string {
  const median = (list: Series) => percentile(list, 50);
  const { low, high } = bootstrapInterval((resample) => median(resample(samples)));
  const [middle, from, to] = [median(samples), low, high].map((value) => roundDigits(value, 2));
  return `${middle} (${from}–${to})`;
}
