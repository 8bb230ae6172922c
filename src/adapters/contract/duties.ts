/** What an adapter that makes requests does where all goes well. */
import type { RequestSubject } from './subject.js';
import { oddAnswers, sampleSubmission } from './sample.js';
import type { Sent } from './scripted-fetch.js';
import { createTrial, hold, isIn, retry, sendOnce, show, tell, type Duty } from './trial.js';

export function listDuties(subject: RequestSubject): readonly Duty[] {
  const { accepts, outcome: promised, submission = sampleSubmission, withoutId, forbidden = [] } = subject;
  const alike = (sent: readonly Sent[]) =>
    show(sent.map((one) => ({ ...one, body: subject.alike ? subject.alike(one.body) : one.body })));

  return [
    [
      'is done with what its back end took, and promises no more than that proves',
      async () => {
        const { adapter, sent } = createTrial(subject, accepts);
        const outcome = await sendOnce(adapter, submission);
        const { kind } = outcome;
        hold(sent.length > 0, `It made no request, and says ${tell(outcome)}.`);
        hold(kind === promised, `It says ${tell(outcome)}. Return { kind: '${promised}' }.`);
        const hidden = sent.every((one) => one.hidden);
        hold(!hidden || kind === 'accepted', 'An answer that nobody may see proves nothing: accepted.');
      },
    ],
    [
      'sends the same when it sends again, also after the page was loaded anew',
      async () => {
        const first = createTrial(subject, accepts);
        await sendOnce(first.adapter, submission);
        const once = alike(first.sent);
        const count = first.sent.length;
        await sendOnce(first.adapter, submission, { attempt: 1, sentAt: Date.UTC(2026, 10, 3) });
        const again = alike(first.sent.slice(count));
        hold(again === once, `The second attempt differs: ${once} became ${again}.`);
        const later = createTrial(subject, accepts);
        await sendOnce(later.adapter, submission, { attempt: 2, sentAt: Date.UTC(2026, 10, 4) });
        hold(alike(later.sent) === once, `A new adapter sends something else: ${alike(later.sent)}.`);
      },
    ],
    withoutId === undefined
      ? [
          'has the id of the submission travel with it',
          async () => {
            const { adapter, sent } = createTrial(subject, accepts);
            await sendOnce(adapter, submission);
            hold(
              sent.some((one) => isIn(submission.id, one)),
              'It does not, and a copy could not be told.',
            );
          },
        ]
      : [
          `has no place for the id of the submission: ${withoutId}`,
          async () => hold(withoutId !== '', 'Say why.'),
        ],
    [
      'names itself and its target always alike, by no address of a person, no credentials and nothing forbidden',
      async () => {
        const { adapter, sent } = createTrial(subject, accepts);
        const key = ({ name, endpointKey = name }: typeof adapter) => `${name} ${endpointKey}`;
        hold(adapter.name !== '', 'It has no name.');
        hold(
          !key(adapter).includes('@'),
          'What names it may hold no address of a person and no credentials.',
        );
        hold(sent.length === 0, 'It makes a request before there is anything to send.');
        const before = key(adapter);
        await sendOnce(adapter, submission);
        const other = createTrial(subject, accepts).adapter;
        hold(key(adapter) === before && key(other) === before, 'Its name or key is not always the same.');
        hold(!forbidden.some((value) => before.includes(value)), 'Its key holds what is forbidden.');
      },
    ],
    [
      'sends nothing that is forbidden',
      async () => {
        const { adapter, sent } = createTrial(subject, accepts);
        await sendOnce(adapter, submission);
        const leaked = forbidden.findIndex((value) => sent.some((one) => isIn(value, one)));
        hold(leaked < 0, `The value at place ${leaked} of the forbidden ones was sent.`);
      },
    ],
    [
      'does not stumble over odd answers',
      async () => {
        const { adapter } = createTrial(subject, accepts);
        const outcome = await sendOnce(adapter, { ...submission, answers: oddAnswers });
        hold(outcome.threw === undefined, `It throws, and would for ever: ${outcome.threw}`);
        hold(outcome.kind !== 'rejected', 'It rejects what its back end has not refused.');
      },
    ],
    [
      'makes no request once it was given up',
      async () => {
        const { adapter, sent } = createTrial(subject, accepts);
        const outcome = await sendOnce(adapter, submission, { signal: AbortSignal.abort() });
        hold(sent.length === 0, 'It made one. Hand the signal of the attempt to fetch.');
        hold(outcome.kind === 'retryable', `It says ${tell(outcome)} of what it never sent. ${retry}`);
      },
    ],
  ];
}
