/** What the element says where a definition offers drafts; comes with that part. */
import type { DraftWords } from '../model/words.js';

const en: DraftWords = {
  draftKeep: 'Keep what I type on this device until I send it, for {time} at most',
  draftFound: 'This form was begun on this device {time}.',
  draftContinue: 'Continue',
  draftAgain: 'Start again',
};

const de: DraftWords = {
  draftKeep: 'Meine Angaben auf diesem Gerät behalten, bis ich sie absende, höchstens {time}',
  draftFound: 'Dieses Formular wurde auf diesem Gerät {time} begonnen.',
  draftContinue: 'Fortsetzen',
  draftAgain: 'Neu beginnen',
};

export const draftWords = (locale: string): DraftWords => (/^de\b/i.test(locale) ? de : en);
