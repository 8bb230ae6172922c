/**
 * Writes `golden.jsonl` anew: `node --import tsx test/vectors/write-golden.ts`. For a change of the plan or of its
 * explanations that is meant; read the difference before it is kept.
 */
import { writeFileSync } from 'node:fs';
import { goldenFile, listVectors } from './read-vectors.js';
import { runVector, setUp, writeGolden } from './run-vector.js';

const lines = listVectors().map(([file, vector]) =>
  writeGolden(vector.title, runVector(...setUp(file, vector))),
);
writeFileSync(goldenFile, `${lines.join('\n')}\n`);
