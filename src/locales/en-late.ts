import type { LateWords } from '../model/words.js';
import { enBase } from './en-base.js';

/** What comes when the visitor starts to answer. */
export const enLate: LateWords = {
  ...enBase,
  sending: 'Sending…',
  language: 'en',
  forgotten: 'This form starts again, without what was known.',
  draftGone: 'What was typed before is erased.',
  stillWaiting: 'Your earlier answers are still waiting to be sent.',
  moreAsked: 'Another question has been added.',
  email: '{label}: enter an address such as name@example.com',
  tel: '{label}: enter 7 to 15 digits, with a + for the country code',
  url: '{label}: enter a web address such as www.example.com',
  number: '{label}: enter a number',
  date: '{label}: enter a day such as {example}',
  pattern: '{label}: write it in the form that is asked for',
  businessOnly: '{label}: enter your address at work',
  noLinks: '{label}: leave out web addresses',
  tooShort: '{label}: enter at least {min} characters',
  tooLong: '{label}: enter at most {max} characters',
  shorten: '{label}: shorten this answer',
  tooSmall: '{label}: enter {min} or more',
  tooLarge: '{label}: enter {max} or less',
  tooEarly: '{label}: enter {notBefore} or a later day',
  tooLate: '{label}: enter {notAfter} or an earlier day',
  told: '{label}: {message}',
  badStep: '{label}: enter a multiple of {step}',
  notAnOption: '{label}: choose one of the options',
};
