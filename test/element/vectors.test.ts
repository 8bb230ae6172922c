import { expect } from 'chai';
import { runVector, setUp, writeGolden, type VectorFile } from '../vectors/run-vector.js';
import { topics } from '../vectors/topics.js';

const fetchText = async (name: string): Promise<string> => {
  const reply = await fetch(new URL(`../vectors/${name}`, import.meta.url));
  expect(reply.ok).to.equal(true);
  return reply.text();
};

describe('the golden vectors in a browser', () => {
  let golden: ReadonlySet<string>;
  before(async () => {
    golden = new Set((await fetchText('golden.jsonl')).trimEnd().split('\n'));
  });

  for (const topic of topics)
    it(`F12 plans and explains "${topic}" as everywhere else, byte for byte`, async () => {
      const file = JSON.parse(await fetchText(`${topic}.json`)) as VectorFile;
      expect(file.vectors).not.to.have.length(0);
      const different = file.vectors.filter(
        (vector) => !golden.has(writeGolden(vector.title, runVector(...setUp(file, vector)))),
      );
      expect(different.map(({ title }) => title)).to.deep.equal([]);
    });
});
