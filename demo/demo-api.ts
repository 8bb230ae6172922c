/** What the demo's pages ask of their own server: the clock, an account, a count. */
import { Hono } from 'hono';
import type { Collector } from '../src/collector/collector.js';
import { parseDuration } from '../src/model/duration.js';
import type { Accounts } from './accounts.js';
import type { DemoClock } from './demo-clock.js';
import { readJson } from './read-json.js';
import type { MailTurns } from './send-mails.js';

const longestJump = 366 * 86_400_000;

export interface DemoApiParts {
  readonly collector: Collector;
  readonly clock: DemoClock;
  readonly mails: MailTurns;
  readonly accounts: Accounts;
}

export function createDemoApi({ collector, clock, mails, accounts }: DemoApiParts): Hono {
  const app = new Hono();
  app.get('/clock', (c) => c.json({ now: new Date(clock.now()).toISOString() }));
  app.post('/clock', async (c) => {
    const { forward } = await readJson(c);
    const jump = typeof forward === 'string' ? parseDuration(forward) : undefined;
    if (!jump || jump > longestJump)
      return c.json({ problem: 'Send {"forward": "P2D"}, a year at most.' }, 400);
    const { sent: before } = mails;
    await clock.forward(jump);
    await mails.sendNow();
    return c.json({ now: new Date(clock.now()).toISOString(), sent: mails.sent - before });
  });

  app.post('/account', async (c) => {
    const { email, password } = await readJson(c);
    if (!isShortText(email) || !isShortText(password)) {
      return c.json({ problem: 'Send an e-mail address and a password.' }, 400);
    }
    await accounts.create(email, password);
    return c.body(null, 204);
  });

  app.get('/count', async (c) => {
    const named = (await collector.leads()).flatMap((lead) => lead.submissions);
    const all = [...named, ...(await collector.submissionsWithoutPerson())];
    return c.json({ count: all.filter((submission) => submission.formId === c.req.query('form')).length });
  });
  return app;
}

function isShortText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 300;
}
