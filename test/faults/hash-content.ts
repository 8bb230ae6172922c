/** Two records of the same answers are told to be the same, whatever their ids. */
import { createHash } from 'node:crypto';

export const hashContent = (answers: unknown): string =>
  createHash('sha256').update(JSON.stringify(answers)).digest('hex');
