/** Mails as text and as plain HTML; pure. */
import { html } from 'hono/html';
import type { MailWords } from './mail-words.js';

export interface MailText {
  readonly subject: string;
  readonly text: string;
  readonly html: string;
}

interface Letter {
  readonly lang: string;
  readonly subject: string;
  readonly greeting: string;
  readonly opening: string;
  readonly link: { readonly url: string; readonly label: string };
  readonly closing: string;
}

export function composeConfirmMail(words: MailWords, name: string, url: string): MailText {
  return compose({
    lang: words.lang,
    subject: words.confirmSubject,
    greeting: words.greeting(presentableName(name)),
    opening: words.confirmText,
    link: { url, label: words.confirmLink },
    closing: words.confirmIgnore,
  });
}

export function composeNurtureMail(words: MailWords, name: string, title: string, url: string): MailText {
  return compose({
    lang: words.lang,
    subject: words.nurtureSubject(title),
    greeting: words.greeting(presentableName(name)),
    opening: words.nurtureText(title),
    link: { url, label: words.nurtureLink },
    closing: words.nurtureStop,
  });
}

/** Anybody may type anything as a name for somebody else's address: what could be an advertisement is left out. */
function presentableName(name: string): string {
  return /^(?:[\p{L}\p{M}'’ -]|\.(?=\s|$)){1,80}$/u.test(name) ? name : '';
}

function compose({ lang, subject, greeting, opening, link, closing }: Letter): MailText {
  const page = html`<!doctype html>
    <html lang="${lang}">
      <meta charset="utf-8" />
      <title>${subject}</title>
      <p>${greeting}</p>
      <p>${opening}</p>
      <p><a href="${link.url}">${link.label}</a></p>
      <p>${closing}</p>
    </html> `;
  return { subject, text: [greeting, opening, link.url, closing].join('\n\n') + '\n', html: String(page) };
}
