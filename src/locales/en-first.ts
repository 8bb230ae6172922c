import type { FirstWords } from '../model/words.js';

/** Inside the first file; the other English words come when the visitor starts to answer. */
export const enFirst: FirstWords = {
  send: 'Send',
  next: 'Continue',
  confirm: 'Yes, that is right',
  back: 'Back',
  optional: 'optional',
  choose: 'Please choose',
  noAnswer: 'No answer',
  progress: 'Step {n} of {total}',
  left: 'Still to answer: about {n}',
  broken: 'This form cannot be shown.',
  failed: 'That did not work. Please try again.',
};
