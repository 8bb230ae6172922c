/** Every row of the fault matrix that a program can run, in its order, and those that none can. */
import type { Row, UnautomatedRow } from './row.js';
import { clockRows } from './rows/clock-rows.js';
import { killRows } from './rows/kill-rows.js';
import { networkRows } from './rows/network-rows.js';
import { pageRows } from './rows/page-rows.js';
import { recordRows } from './rows/record-rows.js';
import { statusRows } from './rows/status-rows.js';
import { storageRows, unautomatedStorageRows } from './rows/storage-rows.js';
import { tabRows } from './rows/tab-rows.js';

export function listRows(): readonly Row[] {
  const groups = [networkRows, statusRows, killRows, tabRows, pageRows, storageRows, clockRows, recordRows];
  return groups.flat().sort((a, b) => numberOf(a) - numberOf(b));
}

export const unautomatedRows: readonly UnautomatedRow[] = [
  ...unautomatedStorageRows,
  {
    id: 'FLT60',
    title: 'the collector’s machine loses its power',
    reason: 'a disk that forgets what was not flushed needs a machine of its own',
  },
];

const numberOf = ({ id }: Row): number => Number(id.replace('FLT', ''));
