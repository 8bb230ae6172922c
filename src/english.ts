/** The part with what the element says in English from the first answer on. */
import { enLate } from './locales/en-late.js';
import type { LateWords } from './model/words.js';

export const loadEnglish = async (): Promise<LateWords> => enLate;
