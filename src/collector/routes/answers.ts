/**
 * One-click answers from mails. `GET /l/{token}` shows the question with the clicked option chosen and changes nothing,
 * since scanners open links, run scripts and scroll; the button posts to `POST /v1/answers`, which records it once.
 * Whatever is wrong with a token, the answer is the same page.
 */
import type { Context as Call, Hono } from 'hono';
import type { Context } from '../context.js';
import { findAnswerLink } from '../links/find-answer-link.js';
import { addToken } from '../links/make-link.js';
import { mailQuestion, optionOf } from '../links/mail-question.js';
import { recordAnswer } from '../links/record-answer.js';
import type { OpenQuestion } from '../links/record-answer.js';
import { goneQuestionPage, questionPage, thanksPage } from '../pages/question-page.js';
import { pageWords } from '../pages/page-words.js';
import { readBody } from '../read-body.js';
import { problemResponse } from '../refusal.js';
import { isForm, isOwn } from './own-form.js';

const maxBytes = 4 * 1024;

export function routeAnswers(app: Hono, context: Context): void {
  app.get('/l/:token', async (c) => {
    const question = await findQuestion(context, c.req.param('token'));
    if (!question) return gone(c);
    // The way on is for whoever clicks: pages behind it run scripts.
    return question.link.used ? thanks(question) : ask(question);
  });
  app.post('/v1/answers', async (c) => {
    if (!isOwn(context, c.req.header('Origin'))) {
      return problemResponse({ status: 403, title: 'Answers are taken from our own page alone' });
    }
    if (!isForm(c.req.header('Content-Type'))) {
      return problemResponse({ status: 415, title: 'Answers come from the form of our own page' });
    }
    const { text, tooLong } = await readBody(c.req.raw, maxBytes);
    const given = new URLSearchParams(tooLong ? '' : text);
    const question = await findQuestion(context, given.get('token'));
    if (!question) return gone(c);
    const option = given.get('option');
    if (!question.link.used && !optionOf(question.field, option)) return ask(question, true);
    const outcome = await recordAnswer(context, question, option ?? '');
    return outcome === 'gone' ? gone(c) : thanks(question, outcome, await onward(context, question));
  });
}

/** As the form has it today: a question or an option that was given up leads nowhere. */
async function findQuestion(
  { db, clock, forms }: Context,
  token: string | null,
): Promise<OpenQuestion | undefined> {
  const link = await findAnswerLink(db, token, clock());
  const form = link && forms.get(link.formId);
  const field = form && mailQuestion(form, link.field);
  return token !== null && link && form && field && optionOf(field, link.option)
    ? { token, link, form, field }
    : undefined;
}

/** In the language of the browser, whatever form it was of: a link that is no longer good says nothing. */
const gone = (c: Call): Response => goneQuestionPage(pageWords(c.req.header('Accept-Language')));

const ask = ({ form, field, link, token }: OpenQuestion, missing = false): Response =>
  questionPage(pageWords(form.locale ?? 'en'), { field, chosen: link.option, token, missing });

function thanks({ form, link }: OpenQuestion, outcome?: 'kept' | 'dropped', url?: string): Response {
  const kept = outcome === undefined ? link.kept : outcome === 'kept';
  return thanksPage(pageWords(form.locale ?? 'en'), kept, url);
}

/**
 * A link to the form, as if it had come with the mail: as old as this one, so that values are shown no longer than by
 * any other, and with one id for all clicks, so that it is good once.
 */
async function onward(
  { signer, pages }: Context,
  { form, link: { personId, submissionId, issuedAt, expiresAt } }: OpenQuestion,
): Promise<string | undefined> {
  if (!Object.hasOwn(pages, form.id)) return undefined;
  const request = { purpose: 'link', audience: form.id, subject: personId, jti: submissionId } as const;
  const seconds = Math.floor(expiresAt.getTime() / 1000) - Math.floor(issuedAt.getTime() / 1000);
  return addToken(
    pages[form.id] ?? '',
    await signer.sign({ ...request, seconds, issuedAt: issuedAt.getTime() }),
  );
}
