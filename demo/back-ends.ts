/** Back ends for one form: they tell the page what they were sent, and refuse or fail when they are told to. */
import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { readJson } from './read-json.js';
import { createVisits, type Next, type Received } from './visits.js';

const outcomes = { take: 'taken', refuse: 'refused', fail: 'failed' } as const;
const refusal = 'We have this address on the list already. Please give another one.';
const secondsOff = '2';
const largestBody = 16 * 1024;

/** Each page visit has an address of its own, `/<visit>/…`, and is forgotten with `DELETE /<visit>`. */
export function createBackEnds(): Hono {
  const visits = createVisits();
  const idOf = (c: Context): string => c.req.param('visit') ?? '';
  const hear = async (c: Context, by: Received['by'], next: Next): Promise<string> => {
    const body = await c.req.text();
    visits.hear(idOf(c), { by, at: new Date().toISOString(), outcome: outcomes[next], body });
    return body;
  };
  const useUp = (c: Context): Next => {
    const { next } = visits.read(idOf(c));
    visits.change(idOf(c), { next: 'take' });
    return next;
  };

  const app = new Hono().basePath('/:visit{[0-9a-f-]{36}}');
  app.use(bodyLimit({ maxSize: largestBody }));
  app.get('/', (c) => c.json(visits.read(idOf(c))));
  app.delete('/', (c) => {
    visits.forget(idOf(c));
    return c.body(null, 204);
  });
  app.post('/next', async (c) => {
    const { next } = await readJson(c);
    return isNext(next)
      ? c.json(visits.change(idOf(c), { next }))
      : c.json({ problem: 'Send {"next": "take"}, "refuse" or "fail".' }, 400);
  });

  app.post('/webhook', async (c) => {
    // It has no words for an answer that it does not want.
    const next = useUp(c) === 'fail' ? 'fail' : 'take';
    const body = await hear(c, 'webhook', next);
    return next === 'fail' ? isOff(c) : c.json({ id: new URLSearchParams(body).get('submission_id') });
  });
  app.post('/mautic/form/submit', async (c) => {
    const next = useUp(c);
    await hear(c, 'mautic', next);
    if (next === 'fail') return isOff(c);
    return c.json(next === 'refuse' ? { success: 0, validationErrors: { email: refusal } } : { success: 1 });
  });
  app.post('/segment/v1/batch', async (c) => {
    await hear(c, 'segment', 'take');
    return c.json({ success: true });
  });
  return app;
}

const isOff = (c: Context): Response => c.body(null, 503, { 'Retry-After': secondsOff });

const isNext = (text: unknown): text is Next => typeof text === 'string' && Object.hasOwn(outcomes, text);
