import type { Words } from '../model/words.js';
import { enLate } from './en-late.js';
import { enRare } from './en-rare.js';

export const en: Words = { ...enLate, ...enRare };
