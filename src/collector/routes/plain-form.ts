/**
 * `GET /v1/forms/{id}/page`: the form for whoever has no script, with what a stranger is asked on a first visit. The
 * same address takes the answers, checks and records them as `POST /v1/submissions` does, and goes on with the next
 * view, or to the thanks. No cookie is set, and nothing is known but what was told on this visit.
 */
import type { Hono } from 'hono';
import { resolveRedirect } from '../../check/resolve-redirect.js';
import type { FormConfig } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import { grantAsset } from '../asset-grant.js';
import type { Context } from '../context.js';
import { emailField } from '../form-fields.js';
import { nothingPage, plainThanksPage, tooLongPage, viewPage } from '../pages/plain-form-page.js';
import type { Thanks } from '../pages/plain-form-page.js';
import { openVisit } from '../plain-form/show-view.js';
import { takeView } from '../plain-form/take-view.js';
import type { Taken } from '../plain-form/take-view.js';
import { readBody } from '../read-body.js';
import { maxSubmissionBytes } from '../record/read-envelope.js';
import { problemResponse } from '../refusal.js';
import { isForm, isOwn } from './own-form.js';

/** In the address of the thanks: a mail asks the visitor to confirm hers. */
const mailed = 'mail';
const unknown = { status: 404, title: 'There is no such form here' };

/** To come before the rules for other origins: these pages are our own, and post to themselves. */
export function routePlainForm(app: Hono, context: Context): void {
  app.get('/v1/forms/:id/page', (c) => {
    const form = context.forms.get(c.req.param('id'));
    if (!form) return problemResponse(unknown);
    const shown = openVisit(context, form);
    return shown ? viewPage(shown) : nothingPage(form);
  });
  app.get('/v1/forms/:id/thanks', (c) => {
    const form = context.forms.get(c.req.param('id'));
    const isMailed = c.req.query(mailed) !== undefined;
    return form ? plainThanksPage(thanksOf(context, form, isMailed)) : problemResponse(unknown);
  });
  app.post('/v1/forms/:id/page', async (c) => {
    const form = context.forms.get(c.req.param('id'));
    if (!form) return problemResponse(unknown);
    if (!isOwn(context, c.req.header('Origin'))) {
      return problemResponse({ status: 403, title: 'Answers are taken from our own page alone' });
    }
    if (!isForm(c.req.header('Content-Type'))) {
      return problemResponse({ status: 415, title: 'Answers come from the form of our own page' });
    }
    const { text, tooLong } = await readBody(c.req.raw, maxSubmissionBytes);
    return tooLong ? tooLongPage(form) : answer(context, form, await takeView(context, form, text));
  });
}

/**
 * The address of the thanks tells nothing but whether a mail is on its way; a download is for her who has just sent her
 * answers, and waits where the definition wants an address confirmed.
 */
async function answer(context: Context, form: FormConfig, taken: Taken): Promise<Response> {
  if (taken.kind === 'view') return viewPage(taken.shown);
  if (taken.kind === 'skipped') return nothingPage(form);
  const waits = form.afterSubmit?.doubleOptIn && emailField(form) !== undefined;
  const grant = waits ? undefined : await grantAsset(context, form, undefined);
  if (grant) return plainThanksPage({ ...thanksOf(context, form, taken.mailed), grant });
  const Location = taken.mailed ? `thanks?${mailed}` : 'thanks';
  return new Response(null, { status: 303, headers: { Location, 'Cache-Control': 'no-store' } });
}

function thanksOf({ pages }: Context, form: FormConfig, isMailed: boolean): Thanks {
  const { redirect, allowedHosts } = form.afterSubmit ?? {};
  const page = own(pages, form.id);
  return {
    form,
    page,
    isMailed,
    onward:
      redirect === undefined || page === undefined
        ? undefined
        : resolveRedirect(redirect, page, allowedHosts),
  };
}
