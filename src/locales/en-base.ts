import type { FirstWords, LateWords } from '../model/words.js';
import { enFirst } from './en-first.js';

/** What nobody gets by without; where the others are missing, `refused` says that an answer will not do. */
export const enBase = {
  ...enFirst,
  problem: 'There is a problem',
  thanks: 'Thank you.',
  sent: 'Your answers have arrived.',
  accepted: 'Your answers have been sent.',
  durable: 'Your answers are saved on this device. They will be sent as soon as possible.',
  volatile: 'Your answers are not sent yet. Please keep this page open.',
  required: 'Please answer: {label}',
  refused: '{label}: please check this answer',
} satisfies FirstWords & Partial<LateWords>;
