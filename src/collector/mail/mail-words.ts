/** The words of the mails. A greeting with an empty name stands without one. */
export interface MailWords {
  readonly lang: string;
  readonly greeting: (name: string) => string;
  readonly confirmSubject: string;
  readonly confirmText: string;
  readonly confirmLink: string;
  readonly confirmIgnore: string;
  readonly nurtureSubject: (title: string) => string;
  readonly nurtureText: (title: string) => string;
  readonly nurtureLink: string;
  readonly nurtureStop: string;
}

const de: MailWords = {
  lang: 'de',
  greeting: (name) => (name ? `Guten Tag ${name},` : 'Guten Tag,'),
  confirmSubject: 'Bitte bestätigen Sie Ihre E-Mail-Adresse',
  confirmText:
    'vielen Dank für Ihre Anfrage. Bitte bestätigen Sie mit einem Klick, dass diese Adresse Ihnen gehört:',
  confirmLink: 'E-Mail-Adresse bestätigen',
  confirmIgnore:
    'Der Link gilt 72 Stunden. Wenn die Anfrage nicht von Ihnen kam, brauchen Sie nichts zu tun.',
  nurtureSubject: (title) => `Zu „${title}“`,
  nurtureText: (title) =>
    `vor zwei Tagen haben Sie „${title}“ heruntergeladen. Wenn Sie uns zwei Dinge mehr verraten, suchen wir Ihnen heraus, was zu Ihnen passt. Was wir schon wissen, fragen wir nicht noch einmal:`,
  nurtureLink: 'Weiter zu den passenden Inhalten',
  nurtureStop:
    'Sie bekommen diese E-Mail, weil Sie zugestimmt haben. Möchten Sie das nicht mehr, genügt eine kurze Antwort.',
};

const en: MailWords = {
  lang: 'en',
  greeting: (name) => (name ? `Hello ${name},` : 'Hello,'),
  confirmSubject: 'Please confirm your email address',
  confirmText: 'thank you for your request. Please confirm with one click that this address is yours:',
  confirmLink: 'Confirm email address',
  confirmIgnore:
    'The link is valid for 72 hours. If the request was not yours, there is nothing you need to do.',
  nurtureSubject: (title) => `About “${title}”`,
  nurtureText: (title) =>
    `two days ago you downloaded “${title}”. Tell us two more things and we will pick out what suits you. What we know already we will not ask again:`,
  nurtureLink: 'Go on to what suits you',
  nurtureStop:
    'You get this email because you agreed to it. If you no longer want that, a short reply is enough.',
};

/** By a language tag (BCP 47); English where it is not ours. */
export function mailWords(locale: string | undefined): MailWords {
  return /^de\b/i.test(locale ?? '') ? de : en;
}
