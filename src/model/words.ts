/** Every word the element says by itself. `{…}` are gaps. */
import type { IssueCode } from './answers.js';

/** What the first view can need. */
export type FirstWords = Readonly<
  Record<
    | 'send'
    | 'next'
    | 'confirm'
    | 'back'
    | 'optional'
    | 'choose'
    | 'noAnswer'
    | 'progress'
    | 'left'
    | 'broken'
    | 'failed',
    string
  >
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
      | 'volatile'
      | 'didYouMean'
      | 'freeMail'
      | 'draftGone',
      string
    >
  >;

/** What is said where a definition offers drafts. */
export type DraftWords = Readonly<
  Record<'draftKeep' | 'draftFound' | 'draftContinue' | 'draftAgain', string>
>;
