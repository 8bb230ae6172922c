/** What is wrong with the decision matrix, in words. */
import type { FormConfig } from '../../model/form-config.js';
import type { ConfigProblem } from '../../model/ports.js';
import { describeSample } from './describe-sample.js';
import { proveMatrix } from './prove-matrix.js';

export function checkMatrix(config: FormConfig): readonly ConfigProblem[] {
  const { matrix = [] } = config;
  const { gap, overlaps, unproven } = proveMatrix(config);
  const problems: ConfigProblem[] = overlaps.map(({ rows: [one, other], sample }) => ({
    path: `matrix[${matrix.findIndex(({ id }) => id === other)}].when`,
    problem: `rows ${one} and ${other} both hold${describeSample(sample)}`,
    remedy: 'Exclude one from the other, so that everybody has one row.',
  }));
  if (gap)
    problems.push({
      path: 'matrix',
      problem: `asks nobody anything${describeSample(gap)}`,
      remedy: 'Add a row for it, or a last row with "when": true for everybody else.',
    });
  if (unproven.length)
    problems.push({
      path: 'matrix',
      problem: `cannot be proven to have one row for everybody: there are too many cases of ${unproven.join(', ')}`,
      remedy: 'Let its rows look at fewer things, for example at segments that share none.',
    });
  return problems;
}
