/** A submission that this collector, not something on the way, will not take (RFC 9457). */
import type { Issue } from '../model/answers.js';

export class Refusal extends Error {
  override readonly name = 'Refusal';
  constructor(
    readonly status: 400 | 404 | 413 | 422,
    /** What is wrong, in words, without any value. */
    readonly title: string,
    /** Echoed so that the sender can tell our refusal from one of a proxy. */
    readonly id?: string,
    readonly issues?: readonly Issue[],
  ) {
    super(title);
  }
}

/** The answer that tells it. */
export function problemResponse(problem: {
  readonly status: number;
  readonly title: string;
  readonly id?: string | undefined;
  readonly issues?: readonly Issue[] | undefined;
}): Response {
  const { status, title, id, issues } = problem;
  return new Response(JSON.stringify({ type: 'about:blank', title, status, id, issues }), {
    status,
    headers: { 'Content-Type': 'application/problem+json', 'Cache-Control': 'no-store' },
  });
}
