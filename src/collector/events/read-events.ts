/** From the text of a request to what a sender tells about its submissions; strict, so that nothing personal slips in. */
import * as z from 'zod/mini';
import { parseJson } from '../parse-json.js';
import type { BodyText } from '../read-body.js';
import { Refusal } from '../refusal.js';
import { idShape, instantShape, lineShape } from '../wire-shapes.js';

export interface LostEvent {
  readonly type: 'submission.lost';
  readonly id: string;
  readonly formId: string;
  readonly reason: 'refused' | 'expired' | 'unreadable';
  /** HTTP status of the last attempt; 0 for none. */
  readonly status: number;
  /** ISO 8601 instant, by the visitor's clock. */
  readonly at: string;
}

export interface WithdrawnEvent {
  readonly type: 'submission.withdrawn';
  readonly id: string;
  readonly formId: string;
  readonly at: string;
}

export type SenderEvent = LostEvent | WithdrawnEvent;

/** Bytes of a request. */
export const maxEventsBytes = 64 * 1024;
/** As many as our sender tells at once. */
const maxEvents = 100;

const about = { id: idShape, formId: lineShape(128), at: instantShape };

const lostShape = z.strictObject({
  type: z.literal('submission.lost'),
  ...about,
  reason: z.enum(['refused', 'expired', 'unreadable']),
  status: z.int().check(z.gte(0), z.lte(599)),
});

const withdrawnShape = z.strictObject({ type: z.literal('submission.withdrawn'), ...about });

const eventShape: z.ZodMiniType<SenderEvent> = z.discriminatedUnion('type', [lostShape, withdrawnShape]);
const requestShape = z.strictObject({ events: z.array(z.unknown()).check(z.maxLength(maxEvents)) });

/** Those that will do: one event that a broken device tells must not keep back the others. Throws a `Refusal`. */
export function readEvents({ text, tooLong }: BodyText): readonly SenderEvent[] {
  if (tooLong) throw new Refusal(413, 'The request is longer than 64 KiB');
  const request = requestShape.safeParse(parseJson(text));
  if (!request.success) throw new Refusal(400, `This is not { events } with at most ${maxEvents} events`);
  return request.data.events.flatMap((event) => eventShape.safeParse(event).data ?? []);
}
