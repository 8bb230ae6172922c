/** Comma-separated values as in RFC 4180: cells in quotes may hold the separator, line breaks and doubled quotes. */
export interface CsvRow {
  readonly cells: readonly string[];
  /** Where it begins, from 1 on. */
  readonly line: number;
}

export interface CsvTable {
  readonly rows: readonly CsvRow[];
  /** Where a quote begins that is never closed. */
  readonly openQuote?: number;
}

export function readCsv(text: string, separator: string): CsvTable {
  const rows: CsvRow[] = [];
  let [cells, cell, line, start, quote] = [[] as string[], '', 1, 1, 0];
  const endCell = () => {
    cells.push(cell);
    cell = '';
  };
  const endRow = () => {
    endCell();
    rows.push({ cells, line: start });
    cells = [];
    start = line;
  };
  for (let i = 0; i < text.length; i += 1) {
    const char = text[i] ?? '';
    if (char === '\n') line += 1;
    if (quote > 0) {
      const isEnd = char === '"' && text[i + 1] !== '"';
      if (isEnd) quote = 0;
      else cell += char;
      if (char === '"' && !isEnd) i += 1;
    } else if (char === '"' && cell === '') quote = line;
    else if (char === separator) endCell();
    else if (char === '\n') endRow();
    else if (char !== '\r') cell += char;
  }
  if (cell !== '' || cells.length > 0) endRow();
  return quote > 0 ? { rows, openQuote: quote } : { rows };
}
