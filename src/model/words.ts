/** Every word the element says by itself. `{…}` are gaps. */
import type { IssueCode } from './answers.js';

/** What the first view can need. */
export type FirstWords = Readonly<
  Record<'send' | 'next' | 'back' | 'optional' | 'choose' | 'progress' | 'broken' | 'failed', string>
>;

export type Words = FirstWords &
  Readonly<
    Record<
      | IssueCode
      | 'later'
      | 'never'
      | 'notYou'
      | 'forgotten'
      | 'shorten'
      | 'problem'
      | 'sending'
      | 'thanks'
      | 'sent'
      | 'accepted'
      | 'durable'
      | 'volatile',
      string
    >
  >;
