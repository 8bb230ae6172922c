/** The HTTP side of the collector: which address leads where. */
import { Hono } from 'hono';
import { allowOrigins } from './allow-origins.js';
import type { Context } from './context.js';
import { errorName } from './error-name.js';
import type { LogEntry } from './log-entry.js';
import { maskPath } from './mask-path.js';
import { problemResponse, Refusal } from './refusal.js';
import { routeAnswers } from './routes/answers.js';
import { routeAssets } from './routes/assets.js';
import { routeConfirm } from './routes/confirm.js';
import { routeEvents } from './routes/events.js';
import { routeForms } from './routes/forms.js';
import { routeLinks } from './routes/links.js';
import { routePlainForm } from './routes/plain-form.js';
import { routeRecognise } from './routes/recognise.js';
import { routeReports } from './routes/reports.js';
import { routeSubmissions } from './routes/submissions.js';

const failure = { status: 500, title: 'Something went wrong here; try again later' };

export function createApp(
  context: Context,
  allowedOrigins: readonly string[] | '*',
  log: (entry: LogEntry) => void,
): Hono {
  const app = new Hono();
  app.use(async (c, next) => {
    await next();
    const error = c.error && !(c.error instanceof Refusal) && errorName(c.error);
    const entry = { method: c.req.method, path: maskPath(c.req.url), status: c.res.status };
    log({ event: 'request', ...entry, ...(error && { error }) });
  });
  routePlainForm(app, context);
  for (const path of ['/v1/submissions', '/v1/events', '/v1/recognise', '/v1/forms/*']) {
    app.use(path, ...allowOrigins(allowedOrigins));
  }
  routeSubmissions(app, context);
  routeEvents(app, context);
  routeRecognise(app, context);
  routeForms(app, context);
  routeConfirm(app, context);
  routeAssets(app, context);
  routeLinks(app, context);
  routeAnswers(app, context);
  routeReports(app, context);
  app.get('/healthz', async (c) => {
    await context.db.query('SELECT 1');
    return c.json({ status: 'ok' });
  });
  app.notFound(() => problemResponse({ status: 404, title: 'There is nothing here' }));
  app.onError((error) => problemResponse(error instanceof Refusal ? error : failure));
  return app;
}
