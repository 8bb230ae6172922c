/** The words of the collector's own pages. */
export interface PageWords {
  readonly lang: string;
  readonly confirmTitle: string;
  readonly confirmText: string;
  readonly alsoAgreed: string;
  readonly confirmButton: string;
  readonly ignore: string;
  readonly doneTitle: string;
  readonly doneText: string;
  readonly doneDownload: string;
  readonly goneTitle: string;
  readonly goneText: string;
  readonly refusedTitle: string;
  readonly refusedText: string;
  readonly answerButton: string;
  readonly answerMissing: string;
  readonly answerIgnore: string;
  readonly answeredTitle: string;
  readonly answeredText: string;
  readonly notKeptText: string;
  readonly onward: string;
  readonly goneAnswerText: string;
  readonly formChanged: string;
  readonly moreAsked: string;
  readonly checkMailbox: string;
  readonly nothingTitle: string;
  readonly nothingText: string;
  readonly tooLongTitle: string;
  readonly tooLongText: string;
}

const de: PageWords = {
  lang: 'de',
  confirmTitle: 'Ist das Ihre E\u2011Mail-Adresse?',
  confirmText:
    'Mit Ihrer E-Mail-Adresse wurde ein Formular ausgefüllt. Bitte bestätigen Sie, dass Sie es waren.',
  alsoAgreed: 'Dabei wurde diesem zugestimmt:',
  confirmButton: 'Ja, bestätigen',
  ignore: 'Wenn Sie es nicht waren, schließen Sie diese Seite einfach. Dann geschieht nichts.',
  doneTitle: 'Danke, Ihre Adresse ist bestätigt.',
  doneText: 'Sie können diese Seite jetzt schließen.',
  doneDownload: 'Der Link zum Herunterladen gilt 15 Minuten.',
  goneTitle: 'Dieser Link gilt nicht mehr.',
  goneText:
    'Links zum Bestätigen gelten 72 Stunden. Füllen Sie das Formular noch einmal aus, dann senden wir Ihnen einen neuen.',
  refusedTitle: 'Dieser Link zum Herunterladen gilt nicht mehr.',
  refusedText:
    'Er gilt 15 Minuten. Öffnen Sie noch einmal den Link in unserer E-Mail, dann bekommen Sie einen neuen.',
  answerButton: 'Antwort absenden',
  answerMissing: 'Bitte wählen Sie eine Antwort aus.',
  answerIgnore:
    'Noch ist nichts gespeichert: Erst der Knopf sendet Ihre Antwort ab. Sie können auch eine andere wählen oder diese Seite einfach schließen.',
  answeredTitle: 'Danke für Ihre Antwort.',
  answeredText: 'Sie ist angekommen.',
  notKeptText:
    'Gespeichert haben wir sie nicht, denn Sie haben uns nicht erlaubt, uns Ihre Angaben zu merken. Auf der nächsten Seite können Sie das tun.',
  onward: 'Weiter',
  goneAnswerText: 'Er war nur für eine gewisse Zeit gut, oder er wurde zurückgezogen.',
  formChanged:
    'Dieses Formular wurde inzwischen geändert. Bitte prüfen Sie Ihre Angaben und senden Sie sie noch einmal ab.',
  moreAsked: 'Zu dem, was Sie angegeben haben, gehören weitere Fragen. Bitte ergänzen Sie Ihre Angaben.',
  checkMailbox:
    'Fast geschafft: Bitte bestätigen Sie Ihre Adresse über den Link in der E-Mail, die wir Ihnen geschickt haben.',
  nothingTitle: 'Hier ist gerade nichts auszufüllen.',
  nothingText: 'Sie können diese Seite schließen.',
  tooLongTitle: 'Das ist zu lang.',
  tooLongText: 'Bitte gehen Sie zurück und kürzen Sie Ihre Angaben. Gespeichert wurde nichts.',
};

const en: PageWords = {
  lang: 'en',
  confirmTitle: 'Is this your email address?',
  confirmText: 'A form was filled in with your email address. Please confirm that it was you.',
  alsoAgreed: 'In doing so, this was agreed to:',
  confirmButton: 'Yes, confirm',
  ignore: 'If it was not you, just close this page. Nothing will happen then.',
  doneTitle: 'Thank you, your address is confirmed.',
  doneText: 'You can close this page now.',
  doneDownload: 'The download link is valid for 15 minutes.',
  goneTitle: 'This link is no longer valid.',
  goneText:
    'Links to confirm are valid for 72 hours. Fill in the form once more, and we will send you a new one.',
  refusedTitle: 'This download link is no longer valid.',
  refusedText: 'It is valid for 15 minutes. Open the link in our email once more to get a new one.',
  answerButton: 'Send answer',
  answerMissing: 'Please choose an answer.',
  answerIgnore:
    'Nothing is stored yet: only the button sends your answer. You can also choose another one, or just close this page.',
  answeredTitle: 'Thank you for your answer.',
  answeredText: 'It has arrived.',
  notKeptText:
    'We have not stored it, because you have not allowed us to remember what you tell us. You can do so on the next page.',
  onward: 'Continue',
  goneAnswerText: 'It was good for a certain time only, or it was taken back.',
  formChanged: 'This form has been changed meanwhile. Please check your answers and send them once more.',
  moreAsked: 'Your answers lead to further questions. Please add the answers to them.',
  checkMailbox: 'Almost done: please confirm your address by the link in the email that we have sent you.',
  nothingTitle: 'There is nothing to fill in here now.',
  nothingText: 'You can close this page.',
  tooLongTitle: 'This is too long.',
  tooLongText: 'Please go back and shorten your answers. Nothing was stored.',
};

/** By a language tag (BCP 47) or the value of an `Accept-Language` header; English where it is neither. */
export function pageWords(language: string | undefined): PageWords {
  return /^\s*de\b/i.test(language ?? '') ? de : en;
}
