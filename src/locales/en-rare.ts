import type { RareWords } from '../model/words.js';

/** What few visitors read: it comes with what says it. */
export const enRare: RareWords = {
  later: 'Not now',
  never: 'Don’t ask again',
  notYou: 'Not you?',
  didYouMean: 'Did you mean {address}?',
  freeMail: 'This looks like a private address. If you have one at work, we can help you better with that.',
};
