import type { Words } from '../model/words.js';
import { enFirst } from './en-first.js';

export const en: Words = {
  ...enFirst,
  problem: 'There is a problem',
  sending: 'Sending…',
  later: 'Not now',
  never: 'Don’t ask again',
  thanks: 'Thank you.',
  sent: 'Your answers have arrived.',
  accepted: 'Your answers have been sent.',
  durable: 'Your answers are saved on this device. They are sent as soon as there is a connection.',
  volatile: 'Your answers are not sent yet. Please keep this page open.',
  required: 'Please answer: {label}',
  email: '{label}: enter an address such as name@example.com',
  tel: '{label}: enter 7 to 15 digits, with a + for the country code',
  number: '{label}: enter a number',
  noLinks: '{label}: leave out web addresses',
  tooShort: '{label}: enter at least {min} characters',
  tooLong: '{label}: enter at most {max} characters',
  shorten: '{label}: shorten this answer',
  tooSmall: '{label}: enter {min} or more',
  tooLarge: '{label}: enter {max} or less',
  badStep: '{label}: enter a multiple of {step}',
  notAnOption: '{label}: choose one of the options',
  refused: '{label}: please check this answer',
};
