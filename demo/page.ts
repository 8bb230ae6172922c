/** The frame around the pages that the server writes; `html` escapes every value put into it. */
import { html } from 'hono/html';

export type Html = ReturnType<typeof html>;

export interface Page {
  readonly title: string;
  /** Marked as the current one in the navigation. */
  readonly path: string;
  readonly body: Html;
  /** Replaces the parts marked `data-live` whenever the server has something new. */
  readonly live?: boolean;
}

const places = [
  ['/whitepaper/', 'Whitepaper'],
  ['/inbox/', 'Inbox'],
  ['/leads/', 'Leads'],
  ['/signup/', 'Sign-up'],
  ['/onboarding/', 'Onboarding'],
  ['/offline/', 'Offline'],
  ['/back-ends/', 'Back ends'],
  ['/looks/', 'Looks'],
] as const;

export function page({ title, path, body, live = false }: Page): Html {
  return html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} – progressive-form demo</title>
        <link rel="icon" href="/shared/icon.svg" />
        <link rel="stylesheet" href="/demo.css" />
        <script type="module" src="/shared/move-clock.js"></script>
        ${live ? html`<script type="module" src="/shared/live.js"></script>` : ''}
      </head>
      <body>
        <header class="bar">
          <a class="home" href="/">progressive-form</a>
          <nav aria-label="Demo">
            <ul>
              ${places.map(([href, name]) => place(href, name, href === path))}
            </ul>
          </nav>
        </header>
        <main class="column">${body}</main>
      </body>
    </html> `;
}

function place(href: string, name: string, current: boolean): Html {
  return current
    ? html`<li><a href="${href}" aria-current="page">${name}</a></li>`
    : html`<li><a href="${href}">${name}</a></li>`;
}

/** An ISO 8601 instant in the server's own time zone. */
export function time(instant: string): Html {
  const words = new Date(instant).toLocaleString('en-GB', { dateStyle: 'medium', timeStyle: 'short' });
  return html`<time datetime="${instant}">${words}</time>`;
}
