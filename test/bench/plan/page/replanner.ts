/** Takes one answer and decides anew which questions are open. */
export interface Replanner {
  /** Gives back how many questions are asked, or may be where nothing limits them. */
  replan(answer: string): number;
}

export type CreateReplanner = (fields: number) => Replanner | Promise<Replanner>;
