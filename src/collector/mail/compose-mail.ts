/** Mails as text and as plain HTML; pure. */
import { html } from 'hono/html';
import type { MailWords } from './mail-words.js';

/** A question that the mail asks, with a link for each answer. */
export interface MailedQuestion {
  readonly label: string;
  readonly answers: readonly { readonly label: string; readonly image?: string; readonly url: string }[];
}

/** What a mail to somebody we know holds besides its link. */
export interface Nurture {
  readonly name: string;
  /** Of what was downloaded. */
  readonly title: string;
  readonly url: string;
  /** Sentences that refer to what she answered. */
  readonly mentions: readonly string[];
  readonly question?: MailedQuestion | undefined;
}

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
  readonly mentions?: readonly string[];
  readonly question?: MailedQuestion | undefined;
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

export function composeNurtureMail(words: MailWords, mail: Nurture): MailText {
  const { name, title, url, mentions, question } = mail;
  return compose({
    lang: words.lang,
    subject: words.nurtureSubject(title),
    greeting: words.greeting(presentableName(name)),
    opening: words.nurtureText(title),
    link: { url, label: words.nurtureLink },
    mentions,
    question,
    closing: words.nurtureStop,
  });
}

/** Anybody may type anything as a name for somebody else's address: what could be an advertisement is left out. */
function presentableName(name: string): string {
  return /^(?:[\p{L}\p{M}'’ -]|\.(?=\s|$)){1,80}$/u.test(name) ? name : '';
}

function compose(letter: Letter): MailText {
  const { lang, subject, greeting, opening, link, mentions = [], question, closing } = letter;
  const page = html`<!doctype html>
    <html lang="${lang}">
      <meta charset="utf-8" />
      <title>${subject}</title>
      <p>${greeting}</p>
      <p>${opening}</p>
      <p><a href="${link.url}">${link.label}</a></p>
      ${mentions.map((sentence) => html`<p>${sentence}</p>`)} ${question ? questionHtml(question) : ''}
      <p>${closing}</p>
    </html> `;
  const asked = question ? [question.label, question.answers.map(answerText).join('\n')] : [];
  const text = [greeting, opening, link.url, ...mentions, ...asked, closing];
  return { subject, text: text.join('\n\n') + '\n', html: String(page) };
}

const answerText = ({ label, url }: MailedQuestion['answers'][number]): string => `${label}: ${url}`;

/** One line an answer: its picture, whose text is the label, or the label itself. */
function questionHtml({ label, answers }: MailedQuestion) {
  const line = ({ label: words, image, url }: MailedQuestion['answers'][number]) => {
    const shown =
      image === undefined ? words : html`<img src="${image}" alt="${words}" height="48" border="0" />`;
    return html`<p><a href="${url}">${shown}</a></p>`;
  };
  return html`<p><strong>${label}</strong></p>
    ${answers.map(line)}`;
}
