/** `GET /v1/confirm/{token}` shows a button and changes nothing, since scanners open links; the click posts. */
import { html } from 'hono/html';
import type { Hono } from 'hono';
import { grantAsset } from '../asset-grant.js';
import { confirmAddress, findConfirmation } from '../confirm-address.js';
import type { Confirmation } from '../confirm-address.js';
import type { Context } from '../context.js';
import { pageResponse } from '../pages/page.js';
import type { PageWords } from '../pages/page-words.js';
import { pageWords } from '../pages/page-words.js';

export function routeConfirm(app: Hono, context: Context): void {
  app.on(['GET', 'POST'], '/v1/confirm/:token', async (c) => {
    const confirmation = await findConfirmation(context, c.req.param('token'));
    const form = confirmation && context.forms.get(confirmation.formId);
    const words = pageWords(form ? (form.locale ?? 'en') : c.req.header('Accept-Language'));
    if (!confirmation || confirmation.expired) return gonePage(words);
    if (c.req.method !== 'POST') return askPage(words, confirmation);
    if (!(await confirmAddress(context, confirmation))) return gonePage(words);
    return donePage(context, words, confirmation);
  });
}

function gonePage(words: PageWords): Response {
  return pageResponse(410, words.lang, words.goneTitle, html`<p>${words.goneText}</p>`);
}

/** The form posts to the address it was opened by, which carries the token. */
function askPage(words: PageWords, { consents }: Confirmation): Response {
  const agreed = html`<p>${words.alsoAgreed}</p>
    <ul>
      ${consents.map((text) => html`<li>${text}</li>`)}
    </ul>`;
  const content = html`<p>${words.confirmText}</p>
    ${consents.length > 0 ? agreed : ''}
    <form method="post"><button>${words.confirmButton}</button></form>
    <p class="quiet">${words.ignore}</p>`;
  return pageResponse(200, words.lang, words.confirmTitle, content);
}

async function donePage(
  context: Context,
  words: PageWords,
  { formId, personId }: Confirmation,
): Promise<Response> {
  const form = context.forms.get(formId);
  const grant = form && (await grantAsset(context, form, personId ?? undefined));
  const label = form?.afterSubmit?.asset?.label ?? '';
  const content = grant
    ? html`<p><a class="button" href="${grant.url}">${label}</a></p>
        <p class="quiet">${words.doneDownload}</p>`
    : html`<p>${words.doneText}</p>`;
  return pageResponse(200, words.lang, words.doneTitle, content);
}
