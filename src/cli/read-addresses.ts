/** A list of addresses: one a line, or the column `email` of a table (CSV; comma, semicolon or tab between cells). */
import { readCsv } from './read-csv.js';

export interface ListedAddress {
  readonly email: string;
  /** In the text, from 1 on. */
  readonly line: number;
}

export interface AddressList {
  readonly addresses: readonly ListedAddress[];
  readonly fault?: string;
}

/** Empty lines are passed over. */
export function readAddresses(text: string): AddressList {
  const separator = [',', ';', '\t'].find((one) => text.split('\n', 1)[0]?.includes(one)) ?? ',';
  const table = readCsv(text, separator);
  if (table.openQuote) return { addresses: [], fault: `line ${table.openQuote}: a quote is never closed` };
  const rows = table.rows.filter(({ cells }) => cells.some((cell) => cell.trim()));
  const [head] = rows;
  const column = head?.cells.findIndex((cell) => /^e-?mail$/i.test(cell.trim())) ?? -1;
  if (head && column < 0 && head.cells.length > 1) {
    return { addresses: [], fault: 'The table has no column named email' };
  }
  const addresses = rows
    .slice(column < 0 ? 0 : 1)
    .map(({ cells, line }) => ({ email: (cells[Math.max(0, column)] ?? '').trim(), line }));
  return addresses.length > 0 ? { addresses } : { addresses, fault: 'The list holds no address' };
}
