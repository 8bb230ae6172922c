/** One sender at a time among the tabs of an origin. It saves traffic, no more: the back end sorts out copies. */

/** Does `work` when it is this tab's turn; resolves when the work is done. Never rejects, save where the work does. */
export type Turn = (work: () => Promise<void>) => Promise<void>;

/** Milliseconds. Whoever has had its turn for longer is asleep: a pass takes 25 seconds at most. */
export const longestTurn = 30_000;
