/** How long is waited for what, in milliseconds; a machine that is busy is given more by the arguments of the campaign. */
export interface Times {
  /** A browser to start, a page to load. */
  readonly browser: number;
  /** The collector to start. */
  readonly collector: number;
  /** One condition within a trial. */
  readonly condition: number;
  /** One trial. */
  readonly trial: number;
}

export const usualTimes: Times = { browser: 60_000, collector: 180_000, condition: 20_000, trial: 120_000 };
