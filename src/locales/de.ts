import type { Words } from '../model/words.js';
import { deFirst } from './de-first.js';

export const de: Words = {
  ...deFirst,
  problem: 'Bitte prüfen Sie Ihre Angaben',
  sending: 'Wird gesendet …',
  later: 'Jetzt nicht',
  never: 'Nicht mehr fragen',
  notYou: 'Nicht Sie?',
  forgotten: 'Das Formular beginnt von vorn, ohne was bekannt war.',
  thanks: 'Vielen Dank.',
  sent: 'Ihre Angaben sind angekommen.',
  accepted: 'Ihre Angaben sind abgeschickt.',
  durable:
    'Ihre Angaben sind auf diesem Gerät gespeichert und werden gesendet, sobald eine Verbindung besteht.',
  volatile: 'Ihre Angaben sind noch nicht gesendet. Bitte lassen Sie diese Seite geöffnet.',
  required: 'Bitte beantworten: {label}',
  email: '{label}: bitte eine Adresse wie name@example.com eingeben',
  tel: '{label}: bitte 7 bis 15 Ziffern eingeben, mit + vor der Landesvorwahl',
  number: '{label}: bitte eine Zahl eingeben',
  noLinks: '{label}: bitte ohne Internetadressen',
  tooShort: '{label}: bitte mindestens {min} Zeichen eingeben',
  tooLong: '{label}: bitte höchstens {max} Zeichen eingeben',
  shorten: '{label}: bitte kürzer antworten',
  tooSmall: '{label}: bitte {min} oder mehr eingeben',
  tooLarge: '{label}: bitte {max} oder weniger eingeben',
  badStep: '{label}: bitte ein Vielfaches von {step} eingeben',
  notAnOption: '{label}: bitte eine der Möglichkeiten wählen',
  refused: '{label}: bitte prüfen Sie diese Angabe',
};
