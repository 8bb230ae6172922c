import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { createSigner } from '../../src/collector/sign-token.js';
import type { Answers } from '../../src/model/answers.js';
import type { AskRecord } from '../../src/model/profile.js';
import type { Submission } from '../../src/model/submission.js';
import { agreed, createWorld, emptyTables, erika, factsOf, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';

const numRuns = Number(process.env['PF_CASES'] ?? 15);
const device = 'the-device';
const sessionId = 'the-session';
const addresses = ['erika@firma.example', 'max@firma.example'] as const;

const db = await openTestDb();
let world: World;
beforeAll(async () => {
  const form = await readForm('whitepaper');
  const fields = form.fields.map((field) =>
    field.name === 'jobTitle' ? { ...field, writePolicy: 'ifEmpty' as const } : field,
  );
  const stages = [
    { id: 'inquiry', when: { company: { known: true } } },
    { id: 'sal', when: { email: { startsWith: 'erika' }, need: { known: true } } },
    { id: 'sql', when: { stage: 'sal', jobTitle: 'Werk' } },
  ];
  world = await createWorld(db, { forms: [{ ...form, fields, stages }, await readForm('signup')] });
});

/** What was on record before the session began. */
const pasts = {
  nothing: async () => {},
  'her address, from elsewhere': () => known('elsewhere'),
  'her address, from this device': () => known(device),
  'answers without an address, from this device': async () => {
    await world.submit({ company: 'Früher' }, { step: 'company', anonymousId: device, ...agreed(world) });
  },
  'this device, by her link': async () => {
    await known('elsewhere');
    await db.query(
      `INSERT INTO device (tenant, anonymous_id, person_id, bound_at, bound_by)
       SELECT tenant, $1, id, created_at, 'another-session' FROM person`,
      [device],
    );
  },
} satisfies Record<string, () => Promise<void>>;

async function known(anonymousId: string): Promise<void> {
  await world.submit({ ...erika, company: 'Früher' }, { anonymousId, ...agreed(world) });
}

/** The proof of her link, where she is on record. */
async function herProof(): Promise<Partial<Submission>> {
  const [person] = await db.query<{ id: string }>('SELECT id FROM person WHERE email_key = $1', [
    addresses[0],
  ]);
  const signer = createSigner(new Uint8Array(32).fill(7), 'default', () => world.clock.now);
  const request = { purpose: 'proof', audience: 'whitepaper', subject: person?.id, seconds: 600 } as const;
  return person ? { proof: await signer.sign(request) } : {};
}

interface Act {
  readonly step: string;
  readonly answers: Answers;
  readonly asks: Readonly<Record<string, AskRecord['outcome']>>;
  readonly questions: number;
  readonly consents: boolean;
  readonly proof: boolean;
  /** Seconds after the session began, by the visitor's clock. */
  readonly second: number;
  /** How long it was on its way, in milliseconds. */
  readonly delay: number;
}

const name = fc.constantFrom('Erika', 'Erna');
const email = fc.constantFrom(...addresses);
const firm = fc.constantFrom('Firma', 'Werk');
const need = fc.constantFrom('leise', 'schnell', ' ');
const always = { requiredKeys: [] as never[] };
const stepAnswers = {
  contact: fc.record({ firstName: name, email }),
  company: fc.record({ firstName: name, email, company: firm, jobTitle: firm }, always),
  project: fc.record({ need, company: firm }, always),
};
const acts: fc.Arbitrary<Act> = fc.constantFrom('contact', 'company', 'project').chain((step) =>
  fc.record({
    step: fc.constant(step),
    answers: stepAnswers[step as keyof typeof stepAnswers] as fc.Arbitrary<Answers>,
    asks: fc.dictionary(
      fc.constantFrom('company', 'need', 'jobTitle'),
      fc.constantFrom('leftEmpty', 'refused', 'answered'),
      { noNullPrototype: true },
    ),
    questions: fc.nat(3),
    consents: fc.boolean(),
    proof: fc.boolean(),
    second: fc.nat(4),
    delay: fc.nat(5_000),
  }),
);

const sessions = fc
  .record({
    past: fc.constantFrom(...(Object.keys(pasts) as (keyof typeof pasts)[])),
    recognisable: fc.boolean(),
    acts: fc.array(acts, { minLength: 2, maxLength: 5 }),
  })
  .chain((session) => {
    const all = session.acts.map((_, n) => n);
    const order = fc.tuple(
      fc.shuffledSubarray(all, { minLength: all.length }),
      fc.array(fc.constantFrom(...all), { maxLength: 3 }),
    );
    return fc.record({ session: fc.constant(session), order });
  });

type Envelope = { readonly submission: Submission; readonly sentAt: number };

/** Ids are the same in both runs, so that what is left can be compared row by row. */
async function write(all: readonly Act[], recognisable: boolean): Promise<readonly Envelope[]> {
  const proof = await herProof();
  return all.map((act, n) => {
    const submittedAt = world.clock.now - 60_000 + act.second * 1_000;
    const at = new Date(submittedAt).toISOString();
    const asks = Object.entries(act.asks).map(([field, outcome]) => [field, { at, outcome }]);
    const submission = world.submission(act.answers, {
      id: `00000000-0000-7000-8000-00000000000${n}`,
      sessionId,
      step: act.step,
      submittedAt: at,
      asks: Object.fromEntries(asks) as Submission['asks'] & {},
      questions: act.questions,
      ...(act.consents && agreed(world)),
      ...(act.proof && proof),
      ...(recognisable && { anonymousId: device }),
    });
    return { submission, sentAt: world.clock.now - act.delay };
  });
}

async function send({ submission, sentAt }: Envelope): Promise<void> {
  const response = await world.post('/v1/submissions', world.envelope(submission, sentAt));
  expect(response.status).toBe(200);
}

/** All that is on record, people named by their address or by what they sent. */
async function record(): Promise<unknown> {
  const people = await db.query<{ id: string; label: string }>(
    `SELECT id, coalesce(email_key, (SELECT string_agg(answers::text, ';' ORDER BY session_id, step)
       FROM submission WHERE person_id = person.id)) AS label FROM person`,
  );
  const labels = new Map(people.map(({ id, label }) => [id, label]));
  const rows = async (sql: string) =>
    (await db.query<{ person_id?: string | null; id?: string }>(sql)).map((row) => ({
      ...row,
      person_id: row.person_id && labels.get(row.person_id),
    }));
  return {
    people: [...labels.values()].sort(),
    submissions: await rows(
      `SELECT session_id = '${sessionId}' AS ours, step, answers, asks, questions, person_id, anonymous_id, email_key,
         submitted_at, confirmed_at IS NOT NULL AS confirmed FROM submission ORDER BY 1, step`,
    ),
    facts: await rows(
      `SELECT fact.name, fact.purpose, value, fact.person_id, fact.anonymous_id, fact.at, submission.step,
         session_id = '${sessionId}' AS ours
       FROM fact JOIN submission ON submission.id = submission_id ORDER BY ours, step, name, purpose`,
    ),
    consents: await rows(
      `SELECT session_id = '${sessionId}' AS ours, purpose, person_id, anonymous_id, withdrawn_at IS NOT NULL AS withdrawn,
         withdrawn_at IS NULL AND confirmed_at IS NOT NULL AS confirmed, email_key,
         CASE WHEN session_id = '${sessionId}' THEN submission_id END AS of
       FROM consent ORDER BY 1, of, purpose`,
    ),
    asks: await rows(
      `SELECT name, outcome, ask.at, until, ask.person_id, ask.anonymous_id, submission.step
       FROM ask JOIN submission ON submission.id = submission_id ORDER BY step, name`,
    ),
    moves: await rows(
      `SELECT stage_move.person_id, from_stage, to_stage, stage_move.at, reason, submission.step,
         session_id = '${sessionId}' AS ours
       FROM stage_move JOIN submission ON submission.id = submission_id
       ORDER BY (SELECT email_key FROM person WHERE id = stage_move.person_id), to_stage`,
    ),
    devices: await rows('SELECT anonymous_id, person_id, released_by, bound_by FROM device'),
  };
}

async function run(
  past: keyof typeof pasts,
  recognisable: boolean,
  all: readonly Act[],
  order: (envelopes: readonly Envelope[]) => readonly Envelope[],
): Promise<unknown> {
  await emptyTables(db);
  await pasts[past]();
  for (const envelope of order(await write(all, recognisable))) await send(envelope);
  return record();
}

const inOrder = (envelopes: readonly Envelope[]) =>
  [...envelopes].sort(
    ({ submission: a }, { submission: b }) =>
      Date.parse(a.submittedAt) - Date.parse(b.submittedAt) || (a.id < b.id ? -1 : 1),
  );

describe('the order of arrival', () => {
  it('S13 F4 leaves no mark: steps late, early and repeated end as the visitor completed them', async () => {
    await fc.assert(
      fc.asyncProperty(sessions, async ({ session, order: [order, repeats] }) => {
        const { past, recognisable } = session;
        const expected = await run(past, recognisable, session.acts, inOrder);
        const shuffled = (envelopes: readonly Envelope[]) =>
          [...order, ...repeats].flatMap((n) => envelopes[n] ?? []);
        expect(await run(past, recognisable, session.acts, shuffled)).toEqual(expected);
      }),
      { numRuns },
    );
  }, 600_000);

  it('S13 the address that comes last makes one lead of all that came before it', async () => {
    await emptyTables(db);
    const at = (second: number) => new Date(world.clock.now + second * 1_000).toISOString();
    world.clock.now += 60_000;
    const project = world.submission({ need: 'leise' }, { sessionId, step: 'project', submittedAt: at(-10) });
    const company = world.submission(
      { company: 'Firma' },
      { sessionId, step: 'company', submittedAt: at(-20) },
    );
    const contact = world.submission(erika, { sessionId, submittedAt: at(-30), ...agreed(world) });
    for (const submission of [project, company, contact]) await send({ submission, sentAt: world.clock.now });
    expect((await world.collector.leads()).map(factsOf)).toEqual([
      { ...erika, company: 'Firma', need: 'leise' },
    ]);
    expect(await world.collector.submissionsWithoutPerson()).toEqual([]);
  });

  it('S13 a consent on the last step holds for the steps before it, confirmed by a click or not', async () => {
    await emptyTables(db);
    await world.submit(erika, { sessionId });
    const path = await world.confirmPath();
    world.clock.now += 1_000;
    await world.submit({ company: 'Firma' }, { sessionId, step: 'company', ...agreed(world) });
    expect((await world.collector.leads()).map(factsOf)).toEqual([{ ...erika, company: 'Firma' }]);
    await world.click(path);
    expect((await world.collector.leads())[0]).toHaveProperty('confirmedAt');
    expect(await db.query('SELECT 1 FROM consent WHERE confirmed_at IS NULL')).toEqual([]);
  });

  it('FLT36 an answer that was long on its way never takes the place of a later one', async () => {
    await emptyTables(db);
    const start = world.clock.now;
    const submittedAt = (ms: number) => new Date(start + ms).toISOString();
    const older = world.submission(
      { ...erika, firstName: 'Erik' },
      { sessionId, submittedAt: submittedAt(0), ...agreed(world) },
    );
    const newer = world.submission(erika, { sessionId, submittedAt: submittedAt(1_000), ...agreed(world) });
    world.clock.now = start + 1_100;
    await send({ submission: newer, sentAt: start + 1_000 });
    world.clock.now = start + 20_000;
    await send({ submission: older, sentAt: start });
    expect(factsOf((await world.collector.leads())[0])['firstName']).toBe('Erika');
  });
});
