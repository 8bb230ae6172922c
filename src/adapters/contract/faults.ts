/** What an adapter that makes requests does where something goes wrong: nothing is lost, and nothing is claimed. */
import { breakOff, createFlood, drip } from './bodies.js';
import type { Failure, RequestSubject } from './subject.js';
import { sampleSubmission } from './sample.js';
import type { Reply } from './scripted-fetch.js';
import { createTrial, hold, retry, sendOnce, show, tell, type Duty, type Outcome } from './trial.js';

const page = '<!doctype html><title>Sign in</title><p>Welcome to the network of this hotel.</p>';
const html = { 'content-type': 'text/html' };
const json = { 'content-type': 'application/json' };
const saying =
  (status: number, body: string | null, headers: Record<string, string> = html): Reply =>
  () =>
    new Response(body, { status, headers });

const unproven: readonly (readonly [string, Reply])[] = [
  ['an empty 200', saying(200, '')],
  ['a 204', saying(204, null, {})],
  ['a 200 with a page, as of a captive portal', saying(200, page)],
  ['a 200 with a page that says it is JSON', saying(200, page, json)],
  ['a 200 with half a JSON', saying(200, '{"ok":tr', json)],
  ['a 200 with JSON of something else', saying(200, '[null,{"answer":42}]', json)],
  ['a 200 whose body breaks off', () => new Response(breakOff(), { headers: json })],
  ['a 200 whose body never ends', () => new Response(drip(), { headers: json })],
];

/** With the status of the one, and the words of a proxy. */
const setUp = [401, 403, 404] as const;
const passing = [500, 502, 503] as const;

const accept = "Return { kind: 'accepted' }, or nothing.";
const enough = "Where any 2xx is enough and yet no proof, give the suite unproven: 'accepted'.";

export function listFaults(subject: RequestSubject): readonly Duty[] {
  const { submission = sampleSubmission, outcome: promised, failures = [] } = subject;
  const isDone = promised === 'accepted' || subject.unproven === 'accepted';

  const meet = async (reply: Reply) => {
    const { adapter, sent } = createTrial(subject, reply);
    const outcome = await sendOnce(adapter, submission);
    return { outcome, hidden: sent.length > 0 && sent.every((one) => one.hidden) };
  };
  /** Where nothing may be seen of the answer, all answers are alike. */
  const owe = async (reply: Reply, check: (outcome: Outcome) => void) => {
    const { outcome, hidden } = await meet(reply);
    if (hidden) hold(outcome.kind === 'accepted', `It saw nothing, and says ${tell(outcome)}. ${accept}`);
    else check(outcome);
  };
  const again = (outcome: Outcome, way = retry) =>
    hold(outcome.kind === 'retryable' && !outcome.park, `It says ${tell(outcome)}. ${way}`);
  /** What proves nothing. */
  const doubt = (outcome: Outcome) =>
    (isDone && outcome.kind === 'accepted') ||
    again(outcome, isDone ? `${accept} Or: ${retry}` : `${retry} ${enough}`);

  return [
    ...unproven.map<Duty>(([title, reply]) => [
      // A back end that proves nothing may be done with it.
      `takes ${title} for no proof${isDone ? ' of delivery' : ', and tries again'}`,
      () => owe(reply, doubt),
    ]),
    [
      'reads little of an endless answer',
      async () => {
        const flood = createFlood();
        const { outcome } = await meet(() => new Response(flood.body, { headers: json }));
        hold(
          flood.read() < flood.most,
          `It read ${flood.read()} bytes. Go by the status, or read the body in pieces and cancel what is too long.`,
        );
        hold(
          outcome.kind !== 'delivered' && outcome.kind !== 'rejected',
          `It says ${tell(outcome)}. ${retry}`,
        );
      },
    ],
    ...passing.map<Duty>((status) => [
      `tries again after a ${status} with a page`,
      () => owe(saying(status, page), again),
    ]),
    [
      'tries again after a 429, and not before it is asked to',
      () =>
        owe(saying(429, '', { 'retry-after': '7' }), (outcome) => {
          again(outcome);
          const { retryAfter = 0 } = outcome as { retryAfter?: number };
          hold(
            retryAfter === 7_000,
            `It says ${tell(outcome)} to a Retry-After of 7 seconds. Return { kind: 'retryable', retryAfter: 7000 }.`,
          );
        }),
    ],
    ...setUp.map<Duty>((status) => [
      `parks after a ${status} until the set-up is right`,
      () =>
        owe(saying(status, page), (outcome) =>
          hold(
            outcome.kind === 'retryable' && !!outcome.park,
            `It says ${tell(outcome)}. Return { kind: 'retryable', park: true, status: ${status} }.`,
          ),
        ),
    ]),
    [
      'takes a 400 with a page for no refusal',
      () =>
        owe(saying(400, page), (outcome) =>
          hold(
            outcome.kind === 'retryable',
            `It says ${tell(outcome)}. Return { kind: 'retryable', park: true, status: 400 }.`,
          ),
        ),
    ],
    [
      'tries again when the connection drops',
      async () => again((await meet(() => Promise.reject(new TypeError('Failed to fetch')))).outcome),
    ],
    [
      'gives up a back end that does not answer',
      async () => again((await meet(() => new Promise(() => {}))).outcome),
    ],
    [
      'gives up when it is told to',
      async () => {
        const stop = new AbortController();
        const { adapter } = createTrial(subject, () => {
          stop.abort();
          return new Promise(() => {});
        });
        again(await sendOnce(adapter, submission, { signal: stop.signal }));
      },
    ],
    ...failures.map<Duty>((failure) => [`understands ${failure.title}`, () => understand(failure)]),
  ];

  async function understand({ response, outcome: owed }: Failure) {
    const reply = typeof response === 'function' ? response : () => response.clone();
    const { outcome } = await meet(reply);
    const said: Readonly<Record<string, unknown>> = { ...outcome };
    const parts = Object.entries({ park: undefined, ...owed });
    const isSo = parts.every(([name, value]) => sorted(said[name]) === sorted(value));
    hold(isSo, `It says ${tell(outcome)}. Return ${show(owed)}.`);
  }
}

/** Alike for records with the same members in another order. */
const sorted = (value: unknown): string | undefined =>
  JSON.stringify(value, (_, part: unknown) =>
    typeof part === 'object' && part && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part,
  );
