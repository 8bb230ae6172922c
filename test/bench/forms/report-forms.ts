/** The results as plain text, or as one table for a README. */
import { bootstrapInterval } from '../bootstrap-interval.js';
import { formatTable } from '../format-table.js';
import { percentile } from '../percentile.js';
import { roundDigits } from '../round-digits.js';
import { tellMedianRatio } from '../tell-median-ratio.js';
import type { FormsResults } from './bench-forms.js';
import { made, plain } from './contestants.js';
import type { Sample } from './measure-round.js';

type Series = readonly number[];
type Quality = FormsResults['qualities'][number];
type Read = (sample: Sample) => number;

interface Column {
  readonly head: string;
  cell(name: string): string;
}

const mounted: Read = ({ mount }) => mount[7] ?? NaN;
const perField: Read = ({ mount }) => ((mount[200] ?? NaN) - (mount[7] ?? NaN)) / 193;
const middlePerField: Read = ({ mount }) => ((mount[50] ?? NaN) - (mount[7] ?? NaN)) / 43;

export function reportForms(results: FormsResults): string {
  const { browser, arguments: wanted } = results;
  const names = results.qualities.map(({ name }) => name);
  const columns = columnsOf(results);
  if (wanted.markdown) return formatMarkdown(names, [...columns.cost, ...columns.use, ...columns.people]);
  return [
    `${browser}, ${wanted.rounds} rounds; medians, in brackets the interval that holds them in 95 of 100 runs`,
    'Until it can be used: KiB (brotli) of scripts loaded by then, and later; milliseconds of the main thread; milliseconds by the clock from injection to the frame with all fields',
    tableOf(names, [...columns.cost, ...columns.more]),
    'In use: milliseconds of the main thread; heap after mounting, over that of HTML by hand',
    tableOf(names, columns.use),
    'For people: layout shift, and where the room is kept free; of 7 fields after an empty submit; a submission made offline, after the page is opened again',
    tableOf(names, columns.people),
    ...Object.entries(results.packages).flatMap(([name, packages]) =>
      packages.length ? [`${name}: ${packages.join(', ')}`] : [],
    ),
  ].join('\n\n');
}

function columnsOf({ samples, qualities }: FormsResults) {
  const seriesOf = (name: string, read: Read): Series =>
    samples.filter((sample) => sample.name === name).map(read);
  const qualityOf = (name: string) => qualities.find((one) => one.name === name) as Quality;
  const ms = (head: string, read: Read): Column => ({
    head,
    cell: (name) => tellMedian(seriesOf(name, read)),
  });
  const times = (head: string, read: Read, base: string): Column => ({
    head,
    cell: (name) => tellMedianRatio(seriesOf(name, read), seriesOf(base, read)).replace(/^1× \(1–1\)$/, '1×'),
  });
  const over = (head: string, read: Read, base: string): Column => ({
    head,
    cell: (name) => roundDigits(percentile(seriesOf(name, read), 50) - percentile(seriesOf(base, read), 50)),
  });
  const fact = (head: string, tell: (quality: Quality) => string): Column => ({
    head,
    cell: (name) => tell(qualityOf(name)),
  });

  return {
    cost: [
      fact('KiB', ({ loaded }) => roundDigits(loaded / 1024)),
      times(`CPU to mount 7, × ${made}`, mounted, made),
      ms('CPU a further field', perField),
      ms('paint at 4×', ({ slowPaint }) => slowPaint),
    ],
    more: [
      fact('later', ({ later }) => roundDigits(later / 1024)),
      ms('CPU 7', mounted),
      ms('and after', ({ settled }) => settled),
      ms('a field to 50', middlePerField),
      ms('paint', ({ paint }) => paint),
    ],
    use: [
      times(`CPU a key, × ${plain}`, ({ key }) => key, plain),
      ms('CPU a key', ({ key }) => key),
      ms('CPU for 200 errors', ({ errors }) => errors),
      over('heap, KiB', ({ heap }) => heap / 1024, plain),
    ],
    people: [
      fact('shift', ({ shift, shiftInRoom }) => `${roundDigits(shift, 2)} / ${roundDigits(shiftInRoom, 2)}`),
      fact('invalid / described / focus', ({ invalid, described, focus }) => `${invalid} / ${described} / ${focus}`), // prettier-ignore
      fact('offline', ({ kept }) => ['lost', 'sent once'][kept] ?? `sent ${kept} times`),
    ],
  };
}

type Names = readonly string[];

const rowsOf = (names: Names, columns: readonly Column[]) =>
  names.map((name) => [name, ...columns.map(({ cell }) => cell(name))]);

const tableOf = (names: Names, columns: readonly Column[]) =>
  formatTable(['form', ...columns.map(({ head }) => head)], rowsOf(names, columns));

function formatMarkdown(names: Names, columns: readonly Column[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  const heads = ['form', ...columns.map(({ head }) => head)];
  return [heads, heads.map(() => '---'), ...rowsOf(names, columns)].map(line).join('\n');
}

function tellMedian(samples: Series): string {
  const median = (list: Series) => percentile(list, 50);
  const { low, high } = bootstrapInterval((resample) => median(resample(samples)));
  const [middle, from, to] = [median(samples), low, high].map((value) => roundDigits(value, 2));
  return `${middle} (${from}–${to})`;
}
