/** What an adapter owes that hands over to a script on the page. */
import type { ScriptSubject } from './subject.js';
import { oddAnswers, sampleSubmission } from './sample.js';
import { createTrial, hold, retry, sendOnce, show, tell, type Duty } from './trial.js';

export function listScriptDuties(subject: ScriptSubject): readonly Duty[] {
  const { submission = sampleSubmission, withoutId, forbidden = [] } = subject;
  const open = () => createTrial(subject, () => Promise.reject(new TypeError('Failed to fetch')));
  const received = () => subject.received();

  return [
    [
      'hands over to the script of the page, makes no request, and promises nothing',
      async () => {
        const { adapter, sent } = open();
        const outcome = await sendOnce(adapter, submission);
        hold(received().length > 0, `It handed nothing over, and says ${tell(outcome)}.`);
        hold(
          outcome.kind === 'accepted',
          `It says ${tell(outcome)}. Return { kind: 'accepted' }, or nothing.`,
        );
        hold(sent.length === 0, 'It made a request.');
      },
    ],
    [
      'hands over the same when it sends again, or nothing more',
      async () => {
        const { adapter } = open();
        await sendOnce(adapter, submission);
        const once = [...received()];
        await sendOnce(adapter, submission, { attempt: 1, sentAt: Date.UTC(2026, 10, 3) });
        const again = received().slice(once.length);
        hold(again.length === 0 || show(again) === show(once), `The second time differs: ${show(again)}.`);
        await sendOnce(open().adapter, submission, { attempt: 2, sentAt: Date.UTC(2026, 10, 4) });
        hold(show(received()) === show(once), `A new adapter differs: ${show(received())}.`);
      },
    ],
    withoutId === undefined
      ? [
          'has the id of the submission travel with it',
          async () => {
            await sendOnce(open().adapter, submission);
            hold(
              received().some((text) => text.includes(submission.id)),
              'It does not, and a copy could not be told.',
            );
          },
        ]
      : [
          `has no place for the id of the submission: ${withoutId}`,
          async () => hold(withoutId !== '', 'Say why.'),
        ],
    [
      'names itself always alike, by no address of a person',
      async () => {
        const { adapter } = open();
        const { name, endpointKey = name } = adapter;
        hold(name !== '', 'It has no name.');
        hold(!`${name}${endpointKey}`.includes('@'), 'What names it may hold no address of a person.');
        const other = open().adapter;
        hold((other.endpointKey ?? other.name) === endpointKey, 'Its key is not always the same.');
      },
    ],
    [
      'hands over nothing that is forbidden',
      async () => {
        await sendOnce(open().adapter, submission);
        const leaked = forbidden.findIndex((value) => received().some((text) => text.includes(value)));
        hold(leaked < 0, `The value at place ${leaked} of the forbidden ones was handed over.`);
      },
    ],
    [
      'does not stumble over odd answers',
      async () => {
        const outcome = await sendOnce(open().adapter, { ...submission, answers: oddAnswers });
        hold(outcome.threw === undefined, `It throws, and would for ever: ${outcome.threw}`);
        hold(outcome.kind !== 'rejected', 'It rejects what nobody refused.');
      },
    ],
    [
      'hands over nothing once it was given up',
      async () => {
        const outcome = await sendOnce(open().adapter, submission, { signal: AbortSignal.abort() });
        hold(received().length === 0, 'It did. Begin with signal.throwIfAborted().');
        hold(outcome.kind === 'retryable', `It says ${tell(outcome)} of what it never handed over. ${retry}`);
      },
    ],
  ];
}
