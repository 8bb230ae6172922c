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

/** What the visitor comes to once she answers. */
export type LateWords = FirstWords &
  Readonly<
    Record<
      | IssueCode
      | 'forgotten'
      | 'shorten'
      | 'problem'
      | 'sending'
      | 'thanks'
      | 'sent'
      | 'accepted'
      | 'durable'
      | 'volatile'
      | 'draftGone'
      | 'language'
      | 'stillWaiting'
      | 'moreAsked',
      string
    >
  >;

/** What few visitors come to; no other language leaves it out. */
export type RareWords = Readonly<Record<'later' | 'never' | 'notYou' | 'didYouMean' | 'freeMail', string>>;

export type Words = LateWords & RareWords;

/** What is said where a definition offers drafts. */
export type DraftWords = Readonly<
  Record<'draftKeep' | 'draftFound' | 'draftContinue' | 'draftAgain', string>
>;
