/** Time as an argument, so that tests own it. */

/** Runs once after `ms` milliseconds; the returned function calls it off. */
export type SetTimer = (run: () => void, ms: number) => () => void;

export const pageTimer: SetTimer = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/** The outcome of `work`, or `late` where it takes longer than `ms`. A late failure is nobody's concern. */
export function within<T, L>(work: Promise<T>, ms: number, setTimer: SetTimer, late: L): Promise<T | L> {
  return new Promise((resolve, reject) => {
    const cancel = setTimer(() => resolve(late), ms);
    work.then(resolve, reject).finally(cancel);
  });
}
