import type { FirstWords } from '../model/words.js';

/** Fetched beside the definition; the other German words come when the visitor starts to answer. */
export const deFirst: FirstWords = {
  send: 'Absenden',
  next: 'Weiter',
  confirm: 'Ja, das stimmt',
  back: 'Zurück',
  optional: 'freiwillig',
  choose: 'Bitte wählen',
  noAnswer: 'Keine Angabe',
  progress: 'Schritt {n} von {total}',
  left: 'Noch etwa {n} Fragen',
  broken: 'Dieses Formular kann nicht angezeigt werden.',
  failed: 'Das hat nicht geklappt. Bitte noch einmal.',
};
