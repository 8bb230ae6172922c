/** Rows of the fault campaign, once each: the telling ones always, all of them in a full run. */
import { expect, test } from 'playwright/test';
import { House } from './house.js';
import { listRows } from './list-rows.js';
import { runTrial } from './run-trial.js';
import { readSeeds } from './seeds.js';

const full = Boolean(process.env['PF_FULL']);
const rows = listRows().filter(({ telling }) => full || telling);

let house: House;
test.beforeAll(async () => {
  test.setTimeout(240_000); // the first database of a busy machine
  house = await House.open();
});
test.afterAll(() => house.close());

for (const row of rows) {
  for (const seed of new Set([...(readSeeds()[row.id] ?? []), 1])) {
    test(`${row.id} ${row.title}${seed === 1 ? '' : ` (seed ${seed})`}`, async () => {
      test.setTimeout(house.times.trial + 2 * house.times.browser);
      const { faults } = await runTrial(house, row, seed);
      expect(faults).toEqual([]);
    });
  }
}
