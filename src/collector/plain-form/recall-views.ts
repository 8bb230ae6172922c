/** The earlier views of a visit with what was answered in them, as it is on record under its session. */
import type { FormConfig } from '../../model/form-config.js';
import type { ConsentGiven } from '../../model/submission.js';
import type { Queries } from '../db.js';
import { readSession } from '../record/read-session.js';
import type { CompletedView } from './write-view.js';
import type { Visit } from './visit.js';

interface ConsentRow extends Omit<ConsentGiven, 'at'> {
  readonly submissionId: string;
  readonly at: Date;
}

/** What is not on record any more was not answered. `now`: milliseconds since 1970. */
export async function recallViews(
  db: Queries,
  form: FormConfig,
  { session: sessionId, views }: Visit,
  now: number,
): Promise<readonly CompletedView[]> {
  const earlier = views.slice(0, -1);
  if (earlier.length === 0) return [];
  const { steps } = await readSession(db, { sessionId, formId: form.id });
  const consents = await consentsOf(db, form, sessionId);
  return earlier.map((view) => {
    const held = steps.find(({ step }) => step === view.step);
    const isOfView = (name: string) => view.fields.includes(name);
    const purposes = form.fields
      .filter(({ name, type }) => type === 'consent' && isOfView(name))
      .map(({ purpose }) => purpose);
    return {
      view,
      answers: Object.fromEntries(Object.entries(held?.answers ?? {}).filter(([name]) => isOfView(name))),
      consents: consents
        .filter(({ submissionId, purpose }) => submissionId === held?.id && purposes.includes(purpose))
        .map(({ purpose, text, locale, at }) => ({ purpose, text, locale, at: at.toISOString() })),
      at: (held?.at ?? new Date(now)).toISOString(),
    };
  });
}

async function consentsOf(
  db: Queries,
  { id }: FormConfig,
  sessionId: string,
): Promise<readonly ConsentRow[]> {
  return db.query<ConsentRow>(
    `SELECT submission_id AS "submissionId", purpose, text, locale, client_at AS at FROM consent
     WHERE tenant = $1 AND session_id = $2 AND form_id = $3 AND withdrawn_at IS NULL`,
    [db.tenant, sessionId, id],
  );
}
