/** The results as plain text. */
import { bootstrapInterval } from '../bootstrap-interval.js';
import { formatTable } from '../format-table.js';
import { percentile } from '../percentile.js';
import { roundDigits } from '../round-digits.js';
import type { EnumerationResults, EnumerationRow } from './bench-enumeration.js';
import type { TimePair } from './measure-pairs.js';

type Times = readonly TimePair[];

export function reportEnumeration({ arguments: { pairs, seed }, rows }: EnumerationResults): string {
  return [
    `Node ${process.versions.node}, embedded database, seed ${seed}, ${pairs} pairs of requests a row, in random order`,
    'Medians in milliseconds; the difference in percent of what is not on record, and the interval that holds it in 95 of 100 runs',
    formatTable(['request', 'on record', 'not', 'difference', '95 % interval'], rows.map(tellRow)),
    'Aimed at: below 5 % wherever an address is asked about.',
    'What that means',
    rows.map(({ name, meaning }) => `${name}: ${meaning}`).join('\n'),
  ].join('\n\n');
}

function tellRow({ name, times }: EnumerationRow): readonly string[] {
  const { low, high } = bootstrapInterval((resample) => difference(resample(times)));
  const [known, unknown] = medians(times);
  return [
    name,
    roundDigits(known),
    roundDigits(unknown),
    signed(difference(times)),
    `${signed(low)} to ${signed(high)}`,
  ];
}

const medians = (times: Times) =>
  [
    percentile(
      times.map(({ known }) => known),
      50,
    ),
    percentile(
      times.map(({ unknown }) => unknown),
      50,
    ),
  ] as const;

function difference(times: Times): number {
  const [known, unknown] = medians(times);
  return (known / unknown - 1) * 100;
}

const signed = (percent: number): string => `${percent < 0 ? '−' : '+'}${Math.abs(percent).toFixed(1)} %`;
