/** What the element says where a definition offers drafts; comes with that part. */
import type { DraftWords } from '../model/words.js';

const en: DraftWords = {
  draftKeep: 'Keep what I type on this device until I send it, for {time} at most',
  draftFound: 'This form was begun on this device {time}.',
  draftContinue: 'Continue where I left off',
  draftAgain: 'Start again',
};

const de: DraftWords = {
  draftKeep: 'Meine Angaben auf diesem Gerät behalten, bis ich sie absende, höchstens {time}',
  draftFound: 'Dieses Formular wurde auf diesem Gerät {time} begonnen.',
  draftContinue: 'Dort fortsetzen, wo ich war',
  draftAgain: 'Neu beginnen',
};

const isGerman = (locale: string): boolean => /^de\b/i.test(locale);

export const draftWords = (locale: string): DraftWords => (isGerman(locale) ? de : en);

/** BCP 47: in which language the times within these words are told. Words of the definition are in the form's own. */
export const draftLanguage = (locale: string, own: Partial<DraftWords> = {}): string =>
  own.draftKeep || own.draftFound || isGerman(locale) || /^en\b/i.test(locale) ? locale : 'en';
