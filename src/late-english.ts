/**
 * What stands for the English words in the classic file: they are loaded when the form is first touched. Where they do
 * not come it says less, and the form works all the same.
 */
import { enBase } from './locales/en-base.js';
import type { FirstWords, LateWords } from './model/words.js';
import { loadWords } from './parts.js';

export const loadEnglish = (load = loadWords): Promise<FirstWords & Partial<LateWords>> =>
  load().then(
    ({ enLate }) => enLate,
    () => enBase,
  );
