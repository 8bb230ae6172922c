/** The counts as a person reads them. */
import type { RowCounts } from './results.js';
import type { Row } from './row.js';

const heads = [
  'row',
  'title',
  'trials',
  'intents',
  'durable',
  'recorded',
  'lost',
  'duplicated',
  'phantom',
  'untrue',
  'sends/record',
  'verdict',
];

/** Lines of equal width; `countsOf` tells of each row. */
export function printTable(rows: readonly Row[], countsOf: (row: string) => RowCounts): string {
  const table = [heads, ...rows.map((row) => tell(row, countsOf(row.id)))];
  const widths = heads.map((_, i) => Math.max(...table.map((cells) => cells[i]?.length ?? 0)));
  const isText = (i: number) => i < 2 || i === heads.length - 1;
  const pad = (cell: string, i: number) =>
    isText(i) ? cell.padEnd(widths[i] ?? 0) : cell.padStart(widths[i] ?? 0);
  return table.map((cells) => cells.map(pad).join('  ').trimEnd()).join('\n');
}

function tell({ id, title }: Row, counts: RowCounts): readonly string[] {
  const { trials, failed, recorded, sends, mostSends } = counts;
  const mean = recorded ? (sends / recorded).toFixed(2) : '0';
  const { intents, durable, lost, duplicated, phantom, untrue } = counts;
  return [
    ...[id, title],
    ...[trials, intents, durable, recorded, lost, duplicated, phantom, untrue].map(String),
    `${mean} (${mostSends})`,
    failed ? `${failed} FAILED` : trials ? 'ok' : 'not run',
  ];
}
