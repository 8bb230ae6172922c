/** The frame of the collector's own pages: no script, no frame, no referrer, no cache, nothing from elsewhere. */
import { createHash } from 'node:crypto';
import { html, raw } from 'hono/html';
import { textDirection } from '../../model/text-direction.js';

const style = `
:root { color-scheme: light dark; --ink: #1c2530; --paper: #fbfaf7; --quiet: #5b6673; --accent: #1d5c4d; --on-accent: #fff; --line: #d9d6ce; --wrong: #a3231b }
@media (prefers-color-scheme: dark) { :root { --ink: #e9e7e1; --paper: #171b20; --quiet: #a3acb6; --accent: #8fd3bf; --on-accent: #10221d; --line: #353c45; --wrong: #ffaea5 } }
* { box-sizing: border-box }
body { margin: 0; min-height: 100vh; display: grid; place-content: center; padding: 1.5rem; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 system-ui, sans-serif }
main { max-width: 34rem }
h1 { font-size: 1.75rem; line-height: 1.2; letter-spacing: -0.01em; margin: 0 0 1rem; text-wrap: balance }
p { margin: 0 0 1rem } ul { margin: 0 0 1rem; padding-inline-start: 1.25rem }
.quiet { color: var(--quiet); font-size: 0.9375rem; border-top: 1px solid var(--line); padding-top: 1rem; margin-top: 1.5rem }
button, .button { display: inline-block; min-height: 2.75rem; padding: 0.6rem 1.25rem; border: 2px solid transparent; border-radius: 0.5rem; background: var(--accent); color: var(--on-accent); font: inherit; font-weight: 600; text-decoration: none; cursor: pointer }
fieldset { border: 0; padding: 0; margin: 0 0 1.5rem; display: grid; gap: 0.5rem }
label { display: flex; align-items: center; gap: 0.875rem; min-height: 3.5rem; padding: 0.5rem 1rem; border: 1px solid var(--line); border-radius: 0.5rem; cursor: pointer }
label:has(:checked) { border-color: var(--accent); box-shadow: 0 0 0 1px var(--accent) }
label input { flex: none; width: 1.25rem; height: 1.25rem; margin: 0; accent-color: var(--accent) }
label img { flex: none; height: 2.5rem; max-width: 45%; object-fit: contain }
[role=alert] { font-weight: 600 }
.form { inline-size: min(34rem, 100vw - 3rem); margin-top: 1.5rem }
.field { margin: 0 0 1.5rem; display: grid; gap: 0.375rem }
.caption, legend { display: block; min-height: 0; padding: 0; border: 0; font-weight: 600; cursor: inherit }
legend { margin-bottom: 0.375rem }
.optional { font-weight: 400 } .optional, .hint { color: var(--quiet); font-size: 0.9375rem }
.control { width: 100%; min-height: 2.75rem; padding: 0.5rem 0.75rem; border: 1px solid var(--quiet); border-radius: 0.5rem; background: var(--paper); color: inherit; font: inherit }
textarea.control { min-height: 7rem }
[aria-invalid=true], label:has([aria-invalid=true]) { border-color: var(--wrong) }
.wrong { color: var(--wrong); font-weight: 600 }
.summary { border: 2px solid var(--wrong); border-radius: 0.5rem; padding: 1rem; margin-bottom: 1.5rem }
.summary ul { margin: 0.5rem 0 0 } .summary a { color: inherit }
.other { margin-inline-start: 0.75rem; background: none; color: inherit; border-color: var(--quiet); font-weight: 400 }
.unseen { position: absolute; inset-inline-start: -9999px; block-size: 1px; overflow: hidden }
.control:focus-visible, .summary:focus-visible, label input:focus-visible, button:focus-visible, .button:focus-visible { outline: 3px solid var(--accent); outline-offset: 3px }
`;

/** What `html` gives: escaped text, ready to stand in a page. */
export type Html = ReturnType<typeof html>;

/** `imageOrigins`: the only places that pictures come from; `heading`: the title with its links. */
export function pageResponse(
  status: number,
  lang: string,
  title: string,
  content: Html,
  imageOrigins: readonly string[] = [],
  heading: Html | string = title,
): Response {
  const page = html`<!doctype html>
    <html lang="${lang}" dir="${textDirection(lang)}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        ${raw(`<style>${style}</style>`)}
      </head>
      <body>
        <main>
          <h1 id="title">${heading}</h1>
          ${content}
        </main>
      </body>
    </html> `;
  return new Response(String(page), { status, headers: pageHeaders(imageOrigins) });
}

function pageHeaders(imageOrigins: readonly string[]): Record<string, string> {
  const hash = createHash('sha256').update(style).digest('base64');
  const images = imageOrigins.length > 0 ? ` img-src ${imageOrigins.join(' ')};` : '';
  return {
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Security-Policy': `default-src 'none'; style-src 'sha256-${hash}';${images} form-action 'self'; base-uri 'none'; frame-ancestors 'none'`,
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'no-referrer',
    'Cache-Control': 'no-store',
  };
}
