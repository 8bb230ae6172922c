/** Counts, and tells when a count is reached; also where it was reached before anybody asked. */
export interface Tally {
  add(): void;
  reaches(count: number): Promise<void>;
}

export function createTally(): Tally {
  let reached = 0;
  let wanted = Infinity;
  let tell = () => {};
  return {
    add: () => void (++reached >= wanted && tell()),
    reaches(count) {
      wanted = count;
      return new Promise((resolve) => {
        tell = resolve;
        if (reached >= wanted) resolve();
      });
    },
  };
}
