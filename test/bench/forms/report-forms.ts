/** The results as plain text, or as the tables of the README. */
import { formatTable } from '../format-table.js';
import type { FormsResults } from './bench-forms.js';
import { ours } from './contestants.js';
import { counts } from './counts.js';
import { createColumns, type Column } from './form-columns.js';
import { rate } from './measure-round.js';

type Names = readonly string[];
type Row = readonly string[];

export function reportForms(results: FormsResults): string {
  const names = results.qualities.map(({ name }) => name);
  return results.arguments.markdown ? reportMarkdown(results, names) : reportText(results, names);
}

function reportText(results: FormsResults, names: Names): string {
  const { browser, arguments: wanted } = results;
  const columns = createColumns(results, true);
  const tableOf = (list: readonly Column[]) =>
    formatTable(['form', ...list.map(({ head }) => head)], rowsOf(names, list));
  return [
    `${browser}, ${wanted.rounds} rounds; medians, in brackets the interval that holds them in 95 of 100 runs`,
    `× HTML, × script: beside that form by hand, whose own row tells what counts as once; ready: from injection to the frame with all fields, the processor ${rate} times slower; a key: CPU of the main thread while errors are shown; CLS in brackets: where the place is kept`,
    ...counts.flatMap((count) => [`${count} fields`, tableOf(columns.ratios(count))]),
    'Milliseconds; CPU of the main thread, ready at full speed; heap over that of HTML by hand; KiB (brotli) of scripts',
    ...counts.flatMap((count) => [`${count} fields`, tableOf(columns.amounts(count))]),
    'For people: of 7 fields after an empty submit; a submission made offline, after the page is opened again',
    tableOf([...columns.growth, ...columns.people]),
    ...Object.entries(results.packages).flatMap(([name, packages]) =>
      packages.length ? [`${name}: ${packages.join(', ')}`] : [],
    ),
  ].join('\n\n');
}

/** One for seven fields, and one for more; without intervals, which no page has room for. */
function reportMarkdown(results: FormsResults, names: Names): string {
  const { ratios, mount, growth, people } = createColumns(results, false);
  const [few, ...more] = counts.map(ratios);
  const [, ...grown] = few ?? [];
  const pairs = grown.map(({ head }, i) => ({
    head,
    cell: (name: string) => more.map((list) => list[i + 1]?.cell(name)).join(' · '),
  }));
  return [
    markdownTable('7 fields', names, [...(few ?? []), mount, ...people]),
    markdownTable('50 · 200 fields', names, [...pairs, ...growth]),
  ].join('\n\n');
}

function markdownTable(title: string, names: Names, columns: readonly Column[]): string {
  const line = (cells: Row) => `| ${cells.join(' | ')} |`;
  const rows = rowsOf(names, columns).map(([name = '', ...cells]) =>
    line([name === ours ? `**\`${name}\`**` : name, ...cells]),
  );
  const heads = [title, ...columns.map(({ head }) => head)];
  return [line(heads), line(heads.map(() => '---')), ...rows].join('\n');
}

const rowsOf = (names: Names, columns: readonly Column[]): Row[] =>
  names.map((name) => [name, ...columns.map(({ cell }) => cell(name))]);
