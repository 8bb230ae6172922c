/** /inbox/ and one mail of it. */
import { html } from 'hono/html';
import type { CaughtMail } from './inbox.js';
import { linkify } from './linkify.js';
import { page, time, type Html } from './page.js';

const path = '/inbox/';

/** `mailsLeave`: they go to a real server, so none is kept. */
export function inboxPage(mails: readonly CaughtMail[], mailsLeave: boolean): Html {
  const empty = mailsLeave
    ? 'Mails go to your own mail server (SMTP_URL), so none is kept here.'
    : 'No mail yet. Ask for the whitepaper; the first one arrives within about a second.';
  const body = html`<h1>Inbox</h1>
    <p class="lead">
      The mails that the collector sent, over real SMTP, to a mail server that keeps everything to itself.
    </p>
    ${moveClock()}
    <div id="mails" data-live>
      ${mails.length > 0 ? mailList(mails) : html`<p class="empty">${empty}</p>`}
    </div>`;
  return page({ title: 'Inbox', path, body, live: true });
}

/** A mail is somebody else's page: pictures and links of it work, nothing more, and only in a frame of ours. */
export const mailPolicy = `default-src 'none'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'self'`;

export function mailPage({ n, subject, from, to, at, text, html: drawn }: CaughtMail): Html {
  const body = html`<p><a href="${path}">Back to the inbox</a></p>
    <article class="card">
      <h1>${subject}</h1>
      <dl class="pairs">
        <dt>From</dt>
        <dd>${from}</dd>
        <dt>To</dt>
        <dd>${to}</dd>
        <dt>Arrived</dt>
        <dd>${time(at)}</dd>
      </dl>
      <div class="mail-text">${linkify(text.trim())}</div>
    </article>
    ${drawn.includes('<img') ? withPictures(n) : ''} ${moveClock()}`;
  return page({ title: subject, path, body });
}

/** Without any, the mail says there what it says above. */
const withPictures = (n: number): Html =>
  html`<article class="card">
    <h2>With pictures</h2>
    <iframe
      class="mail-frame"
      title="The mail as most programs show it"
      src="${path}${n}/html"
      sandbox="allow-top-navigation-by-user-activation allow-popups allow-popups-to-escape-sandbox"
    ></iframe>
  </article>`;

/** Links leave the frame, as they leave a mail program. */
export function mailFrame({ html: page }: CaughtMail): string {
  return page.replace('<title>', '<base target="_top"><title>');
}

function mailList(mails: readonly CaughtMail[]): Html {
  return html`<ol class="mails">
    ${mails.map(
      (mail) =>
        html`<li>
          <a href="${path}${mail.n}">${mail.subject}</a>
          <span>to ${mail.to}, ${time(mail.at)}</span>
        </li>`,
    )}
  </ol>`;
}

function moveClock(): Html {
  return html`<p class="clock">
    <button type="button" data-forward="P2D">Move the demo’s clock two days on</button>
    <span
      role="status"
      data-sent="Done: the mails due by now are sent."
      data-none-due="No mail is due. The follow-up comes two days after the download."
    ></span>
  </p>`;
}
