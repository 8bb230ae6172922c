/** The page's line to the server, which the bench takes down and puts up again. */
import { createTally, type Tally } from './tally.js';

export interface Line {
  /** Fails as it does without a network while the line is down. */
  readonly fetch: typeof fetch;
  /** Where each queue posts to. */
  readonly url: string;
  readonly origin: string;
  readonly answers: Tally;
  up: boolean;
}

export function createLine(): Line {
  const { origin } = globalThis.location;
  const line: Line = {
    origin,
    url: `${origin}/leads`,
    answers: createTally(),
    up: false,
    async fetch(input, init) {
      if (!line.up) throw new TypeError('Failed to fetch');
      const answer = await fetch(input, init);
      line.answers.add();
      return answer;
    },
  };
  return line;
}
