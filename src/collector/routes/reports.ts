/** `GET /v1/reports/…`: for the operator's own programs, as JSON or, where `Accept` asks for it, as CSV. */
import type { Context as Call, Hono } from 'hono';
import type { Context } from '../context.js';
import { findDuplicates } from '../people/find-duplicates.js';
import { writeCsv } from '../people/write-csv.js';
import { readAnswerTimes } from '../reports/answer-times.js';
import { requireOperator } from '../require-operator.js';

export function routeReports(app: Hono, context: Context): void {
  app.get('/v1/reports/duplicates', requireOperator(context), async (c) => {
    const pairs = await findDuplicates(context);
    const rows = pairs.map(({ a, b, score, reasons }) => [a, b, score, reasons.join('; ')]);
    return respond(c, 'duplicates', { pairs }, [['a', 'b', 'score', 'reasons'], ...rows]);
  });
  app.get('/v1/reports/answer-times', requireOperator(context), async (c) => {
    const steps = await readAnswerTimes(context);
    const names = ['formId', 'formVersion', 'step', 'count', 'median', 'p90', 'estimate'] as const;
    const rows = steps.map((one) => names.map((name) => one[name] ?? ''));
    return respond(c, 'answer-times', { steps }, [names, ...rows]);
  });
}

function respond(c: Call, name: string, report: object, table: Parameters<typeof writeCsv>[0]): Response {
  const headers = { 'Cache-Control': 'no-store', Vary: 'Accept' };
  if (!/\btext\/csv\b/i.test(c.req.header('Accept') ?? '')) return c.json(report, 200, headers);
  return c.body(writeCsv(table), 200, {
    ...headers,
    'Content-Type': 'text/csv; charset=utf-8',
    'Content-Disposition': `attachment; filename="${name}.csv"`,
  });
}
