/**
 * Asks enrichment services about people who have confirmed their address: after the visitor has gone on, so that nobody
 * waits for it. Whatever they do not know, or say too late or wrongly, is simply asked by the form.
 */
import type { Enricher } from '../../model/ports.js';
import type { Context } from '../context.js';
import { errorName } from '../error-name.js';
import type { LogEntry } from '../log-entry.js';
import { acceptValues } from './accept-values.js';
import { claimLookUp, queueLookUps, settleLookUp } from './look-up.js';
import type { Found, LookUp, Outcome } from './look-up.js';
import { enrichableFields } from './open-fields.js';

export interface Enrichment {
  readonly enrichers: readonly Enricher[];
  /** Milliseconds that a service may take. */
  readonly patience: number;
}

type Answer = { readonly outcome: Outcome; readonly values?: unknown; readonly error?: string };

/**
 * Resolves with how many look-ups were made. Safe from a timer and from several processes. Once `stop` is aborted no
 * further one is begun; one that is under way, and paid for, is brought to its end.
 */
export async function enrichDue(
  context: Context,
  { enrichers, patience }: Enrichment,
  log: (entry: LogEntry) => void,
  stop?: AbortSignal,
): Promise<number> {
  const byName = new Map(enrichers.map((enricher) => [enricher.name, enricher]));
  const names = [...byName.keys()];
  const forms = [...context.forms.values()].filter((form) => enrichableFields(form).length > 0);
  if (names.length === 0 || forms.length === 0) return 0;
  for (const form of forms) await queueLookUps(context, form, names);
  let made = 0;
  while (!stop?.aborted) {
    const lookUp = await claimLookUp(context, names);
    const enricher = lookUp && byName.get(lookUp.provider);
    if (!enricher) return made;
    if (lookUp.wanted.length === 0) continue;
    made += 1;
    await keep(context, lookUp, await ask(enricher, lookUp.email, patience), log);
  }
  return made;
}

/** Never rejects, and never takes longer than it may: what comes later is not waited for, and dropped. */
async function ask(enricher: Enricher, email: string, patience: number): Promise<Answer> {
  const signal = AbortSignal.timeout(patience);
  const late = new Promise<Answer>((resolve) => {
    signal.addEventListener('abort', () => resolve({ outcome: 'late' }), { once: true });
  });
  const asked = new Promise((resolve) => resolve(enricher.enrich({ email }, signal))).then(
    (values): Answer => ({ outcome: 'unknown', values }),
    (error: unknown): Answer =>
      signal.aborted ? { outcome: 'late' } : { outcome: 'failed', error: errorName(error) },
  );
  return Promise.race([asked, late]);
}

async function keep(
  context: Context,
  lookUp: LookUp,
  { outcome: so, values, error }: Answer,
  log: (entry: LogEntry) => void,
): Promise<void> {
  const { provider } = lookUp;
  const at = new Date(context.clock()).toISOString();
  const found = lookUp.wanted.flatMap(({ form, fields }): Found[] => {
    const { facts, rejected } = acceptValues(fields, values, at);
    for (const { field, code } of rejected)
      log({ event: 'enrichmentRejected', provider, form: form.id, field, code });
    return Object.keys(facts).length > 0 ? [{ form, facts }] : [];
  });
  const outcome = found.length > 0 ? 'found' : so;
  await settleLookUp(context, lookUp, outcome, found);
  log({ event: 'enrichment', provider, outcome, ...(error !== undefined && { error }) });
}
