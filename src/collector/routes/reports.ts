/** `GET /v1/reports/…`: for the operator's own programs, as JSON or, where `Accept` asks for it, as CSV. */
import type { Hono } from 'hono';
import type { Context } from '../context.js';
import { findDuplicates } from '../people/find-duplicates.js';
import { writeCsv } from '../people/write-csv.js';
import { requireOperator } from '../require-operator.js';

export function routeReports(app: Hono, context: Context): void {
  app.get('/v1/reports/duplicates', requireOperator(context), async (c) => {
    const pairs = await findDuplicates(context);
    const headers = { 'Cache-Control': 'no-store', Vary: 'Accept' };
    if (!/\btext\/csv\b/i.test(c.req.header('Accept') ?? '')) return c.json({ pairs }, 200, headers);
    const rows = pairs.map(({ a, b, score, reasons }) => [a, b, score, reasons.join('; ')]);
    return c.body(writeCsv([['a', 'b', 'score', 'reasons'], ...rows]), 200, {
      ...headers,
      'Content-Type': 'text/csv; charset=utf-8',
      'Content-Disposition': 'attachment; filename="duplicates.csv"',
    });
  });
}
