/** Comma-separated values (RFC 4180) that no spreadsheet runs as a formula. */

type Row = readonly (string | number)[];

export function writeCsv(rows: readonly Row[]): string {
  return rows.map((row) => `${writeCsvLine(row)}\r\n`).join('');
}

/** One row, without the end of its line. */
export const writeCsvLine = (row: Row): string => row.map(writeCell).join(',');

/** Whether a spreadsheet would run it. */
export const isFormula = (text: string): boolean => /^[=+\-@\t\r\n]/.test(text);

/** What begins like a formula gets a quote before it; numbers are written as they are. */
function writeCell(value: string | number): string {
  if (typeof value === 'number') return String(value);
  const text = isFormula(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
