/** The words of a form as the element has them: the author's own come first. */
import type { FormConfig } from '../../model/form-config.js';
import type { Words } from '../../model/words.js';
import { de } from '../../locales/de.js';
import { en } from '../../locales/en.js';

export const formWords = ({ locale = 'en', words }: FormConfig): Words => ({
  ...(/^de\b/i.test(locale) ? de : en),
  ...words,
});
