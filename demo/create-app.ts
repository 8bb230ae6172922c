/** Every address of the demo: the collector's own, the few of the demo, and the static pages. */
import type { HttpBindings } from '@hono/node-server';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono, type MiddlewareHandler } from 'hono';
import { fileURLToPath } from 'node:url';
import type { Collector } from '../src/collector/collector.js';
import { createAccounts } from './accounts.js';
import { createBackEnds } from './back-ends.js';
import { createDemoApi } from './demo-api.js';
import type { DemoClock } from './demo-clock.js';
import type { Inbox } from './inbox.js';
import { inboxPage, mailFrame, mailPage, mailPolicy } from './inbox-page.js';
import { leadsPage } from './leads-page.js';
import { createNetworkSwitch } from './network-switch.js';
import { scopeThemes } from './scope-themes.js';
import type { MailTurns } from './send-mails.js';

export interface AppParts {
  readonly collector: Collector;
  readonly clock: DemoClock;
  readonly inbox: Inbox;
  readonly mails: MailTurns;
  /** Mails go to a real server, so the inbox stays empty. */
  readonly mailsLeave: boolean;
}

export type DemoApp = Hono<{ Bindings: HttpBindings }>;

const demoFolder = fileURLToPath(new URL('.', import.meta.url));
const projectFolder = fileURLToPath(new URL('..', import.meta.url));

export function createApp({ collector, clock, inbox, mails, mailsLeave }: AppParts): DemoApp {
  const collect = (request: Request): Promise<Response> => collector.fetch(request);
  const app: DemoApp = new Hono({ strict: false });
  app.all('/v1/*', (c) => collect(c.req.raw));
  app.get('/l/*', (c) => collect(c.req.raw));
  app.get('/healthz', (c) => collect(c.req.raw));
  app.route('/', createNetworkSwitch(collect));
  app.use(pageHeaders);
  app.route('/demo/back-ends', createBackEnds());
  app.route('/demo', createDemoApi({ collector, clock, mails, accounts: createAccounts() }));
  app.get('/inbox', async (c) => c.html(inboxPage(await inbox.list(), mailsLeave)));
  app.get('/inbox/list.json', async (c) => c.json(await inbox.list()));
  app.get('/inbox/:n{[1-9][0-9]*}', async (c) => {
    const mail = await inbox.read(Number(c.req.param('n')));
    return mail ? c.html(mailPage(mail)) : c.notFound();
  });
  app.get('/inbox/:n{[1-9][0-9]*}/html', async (c) => {
    const mail = await inbox.read(Number(c.req.param('n')));
    return mail ? c.html(mailFrame(mail), 200, { 'Content-Security-Policy': mailPolicy }) : c.notFound();
  });
  app.get('/leads', async (c) => {
    const [leads, nameless] = [await collector.leads(), await collector.submissionsWithoutPerson()];
    return c.html(leadsPage(leads, nameless, await collector.duplicates(), await collector.answerTimes()));
  });
  app.get('/looks/themes.css', async (c) =>
    c.body(await scopeThemes(), 200, { 'Content-Type': 'text/css; charset=utf-8' }),
  );
  app.get('/dist/*', serveStatic({ root: projectFolder }));
  app.get('/forms/*', serveStatic({ root: demoFolder }));
  app.get('*', serveStatic({ root: `${demoFolder}pages` }));
  return app;
}

/** The element needs no exception from a strict policy, and the demo shows it. */
const policy = "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'";

const pageHeaders: MiddlewareHandler = async (c, next) => {
  await next();
  c.header('Cache-Control', 'no-cache');
  if (!c.res.headers.has('Content-Security-Policy')) c.header('Content-Security-Policy', policy);
  c.header('X-Content-Type-Options', 'nosniff');
};
