/** `GET /v1/assets/{id}?grant=…`: the file for whoever holds a grant, a page in words for everybody else. */
import { readFile } from 'node:fs/promises';
import type { Hono } from 'hono';
import { html } from 'hono/html';
import type { Asset } from '../asset.js';
import type { Context } from '../context.js';
import { pageResponse } from '../pages/page.js';
import { pageWords } from '../pages/page-words.js';
import { queueNurture } from '../mail/queue-nurture.js';

export function routeAssets(app: Hono, context: Context): void {
  app.get('/v1/assets/:id', async (c) => {
    const id = c.req.param('id');
    const asset = Object.hasOwn(context.assets, id) ? context.assets[id] : undefined;
    const grant = await context.signer.verify('asset', id, c.req.query('grant'));
    if (!asset || !grant) return refusedPage(localeOf(context, id) ?? c.req.header('Accept-Language'));
    const bytes = await readFile(asset.file);
    if (c.req.method === 'GET') await queueNurture(context, grant);
    return c.body(new Uint8Array(bytes), 200, assetHeaders(asset));
  });
}

/** Of the form that offers the asset. */
function localeOf({ forms }: Context, assetId: string): string | undefined {
  return [...forms.values()].find((form) => form.afterSubmit?.asset?.id === assetId)?.locale;
}

function refusedPage(language: string | undefined): Response {
  const words = pageWords(language);
  return pageResponse(403, words.lang, words.refusedTitle, html`<p>${words.refusedText}</p>`);
}

/** The name twice: in ASCII for old programs, in full as RFC 6266 has it. */
function assetHeaders({ filename, type }: Asset): Record<string, string> {
  const plain = filename.replace(/[^\w. -]/g, '_');
  const full = encodeURIComponent(filename).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16)}`,
  );
  return {
    'Content-Type': type,
    'Content-Disposition': `attachment; filename="${plain}"; filename*=UTF-8''${full}`,
    'Cache-Control': 'private, no-store',
    'Referrer-Policy': 'no-referrer',
    'X-Content-Type-Options': 'nosniff',
  };
}
