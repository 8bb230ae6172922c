/** From the text of a request to a submission, or a refusal that says what does not fit. */
import * as z from 'zod/mini';
import type { Submission } from '../../model/submission.js';
import { parseJson } from '../parse-json.js';
import type { BodyText } from '../read-body.js';
import { Refusal } from '../refusal.js';
import { idShape as id, instantShape as instant, lineShape as line } from '../wire-shapes.js';

/** What came, with the text that the submission was read from. */
export interface Envelope {
  readonly id: string;
  /** Milliseconds since 1970, by the visitor's clock. */
  readonly sentAt: number;
  readonly body: string;
  readonly submission: Submission;
}

/** Bytes of a submission's JSON text. */
export const maxSubmissionBytes = 64 * 1024;
/** Bytes of a request: the text travels as a JSON string, in which quotes and backslashes count twice. */
export const maxEnvelopeBytes = 2 * maxSubmissionBytes + 1024;

const word = z.string().check(z.regex(/^[\w.:-]{1,64}$/));
const scalar = z.union([z.string(), z.number(), z.boolean()]);

const envelopeShape = z.object({ id, sentAt: z.number().check(z.nonnegative()), body: z.string() });

/** As many questions as one step can put. */
const maxAsks = 1_000;
const asksShape = z
  .record(
    line(64),
    z.object({
      at: instant,
      outcome: z.enum(['leftEmpty', 'refused', 'answered']),
      until: z.exactOptional(instant),
    }),
  )
  .check(z.refine((asks) => Object.keys(asks).length <= maxAsks));

const submissionShape: z.ZodMiniType<Submission> = z.object({
  id,
  sessionId: word,
  step: line(128),
  formId: line(128),
  formVersion: line(64),
  answers: z.record(line(64), z.union([scalar, z.array(z.string())])),
  consents: z
    .array(z.object({ purpose: line(64), text: line(4_000), locale: line(35), at: instant }))
    .check(z.maxLength(20)),
  signals: z.record(line(64), scalar),
  exposures: z.array(line(128)).check(z.maxLength(100)),
  asks: z.exactOptional(asksShape),
  questions: z.exactOptional(z.int().check(z.gte(0), z.lte(maxAsks))),
  anonymousId: z.exactOptional(word),
  proof: z.exactOptional(z.string()),
  submittedAt: instant,
});

/** Throws a `Refusal`, with the id wherever one can be made out. */
export function readEnvelope({ text, tooLong }: BodyText): Envelope {
  if (tooLong) throw new Refusal(413, 'The request is too long', idAtStart(text));
  const raw = parseJson(text);
  const outer = envelopeShape.safeParse(raw);
  if (!outer.success) throw new Refusal(400, 'This is not an envelope { id, sentAt, n, body }', idIn(raw));
  const envelope = outer.data;
  if (Buffer.byteLength(envelope.body) > maxSubmissionBytes) {
    throw new Refusal(413, 'The submission is longer than 64 KiB', envelope.id);
  }
  return { ...envelope, submission: readSubmission(envelope) };
}

function readSubmission({ id, body }: { readonly id: string; readonly body: string }): Submission {
  const inner = submissionShape.safeParse(parseJson(body));
  if (!inner.success) {
    const place = inner.error.issues[0]?.path[0];
    throw new Refusal(400, `The body is not a submission: see its member ${String(place ?? '')}`.trim(), id);
  }
  if (inner.data.id !== id) throw new Refusal(400, 'The ids of the envelope and its body differ', id);
  return inner.data;
}

function idIn(raw: unknown): string | undefined {
  const found = z.object({ id }).safeParse(raw);
  return found.success ? found.data.id : undefined;
}

/** Our sender puts the id first, so that even a request cut short can be answered by name. */
function idAtStart(text: string): string | undefined {
  return /^\s*\{\s*"id"\s*:\s*"([0-9a-f-]{36})"/.exec(text)?.[1];
}
