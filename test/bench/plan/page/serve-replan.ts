/** The page's side of the bench: everybody in turn, by the page's own clock. */
import type { SeededRandom } from '../../seeded-random.js';
import { createSeededRandom } from '../../seeded-random.js';
import { replies } from '../make-form.js';
import { createByHand } from './by-hand.js';
import { createOurs } from './ours.js';
import type { CreateReplanner, Replanner } from './replanner.js';
import { createSurvey } from './survey.js';

const creators: Readonly<Record<string, CreateReplanner>> = {
  ours: createOurs(false),
  'ours with rules': createOurs(true),
  'survey-core': createSurvey,
  'by hand': createByHand,
};

export interface ReplanSamples {
  readonly name: string;
  /** Milliseconds a call, in the order they were taken; the first as the page found it. */
  readonly samples: readonly number[];
  /** How many questions were open after each answer, the same for every turn. */
  readonly open: readonly number[];
}

export interface ReplanBench {
  measure(samples: number, seed: number): Promise<readonly ReplanSamples[]>;
}

declare global {
  var replanBench: ((fields: number) => Promise<ReplanBench>) | undefined;
}

globalThis.replanBench = async (fields) => {
  const runs: (ReplanSamples & { replanner: Replanner; samples: number[] })[] = [];
  for (const [name, create] of Object.entries(creators))
    runs.push({ name, replanner: await create(fields), samples: [], open: [] });
  return {
    async measure(samples, seed) {
      const random: SeededRandom = createSeededRandom(seed);
      for (let turn = 0; turn < samples; turn++) {
        for (const { replanner, samples: taken } of random.shuffle(runs)) {
          const start = performance.now();
          replanner.replan(replies[turn % 2] ?? '');
          taken.push(performance.now() - start);
        }
        // As between two keys that are pressed.
        await new Promise((resolve) => setTimeout(resolve));
      }
      return runs.map(({ name, replanner, samples: taken }) => ({
        name,
        samples: taken,
        open: replies.map((reply) => replanner.replan(reply)),
      }));
    },
  };
};
