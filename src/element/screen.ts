/** What of the conversation with the visitor is on screen. Templates read it, the answering part changes it. */
import type { Issue } from '../model/answers.js';
import type { Words } from '../model/words.js';

/** With neither, its place is kept for what comes. */
export interface Advice {
  readonly field: string;
  /** Probably meant. */
  readonly address?: string;
  /** It is a private one, and the definition asks to say a word about that. */
  readonly warn?: true;
}

export interface Screen {
  /** `busy`: answers are under way, and the view waits for how it ends. */
  readonly phase: 'waiting' | 'asking' | 'busy' | 'done' | 'broken';
  /** What the live region says. */
  readonly status?: keyof Words | undefined;
  readonly issues: readonly Issue[];
  /** The visitor tried to go on: from then on answers are checked as they change. */
  readonly attempted: boolean;
  /** The error summary stands above the fields. */
  readonly summary: boolean;
  /** What may help with an answer that stands there. */
  readonly advice?: Advice | undefined;
  /** So many pieces of the view are drawn: a long one comes in pieces that each fit a frame. */
  readonly pieces: number;
  /** What the author has to mend. */
  readonly problem?: string;
}

/** Fields in each. */
export const pieceSize = 20;

export const blankScreen: Screen = {
  phase: 'waiting',
  issues: [],
  attempted: false,
  summary: false,
  advice: undefined,
  pieces: 1,
};
