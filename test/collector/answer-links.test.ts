/** Links to one question, asked and answered at once, and what is left of them when their time is over. */
import { setImmediate } from 'node:timers/promises';
import { beforeEach, describe, expect, it } from 'vitest';
import { createCollector } from '../../src/collector/collector.js';
import type { Db } from '../../src/collector/db.js';
import { digest } from '../../src/collector/digest.js';
import { createWorld, emptyTables, factsOf, hour, openTestDb, readForm } from './harness.js';
import type { World } from './harness.js';
import { agree, askByMail, click, operatorKey, pathOf, post, tokenOf } from './one-click.js';

const day = 24 * hour;

const db = await openTestDb();
let world: World;
beforeEach(async () => {
  world = await createWorld(db, { operatorKey });
  await emptyTables(db);
  await agree(world);
});

const submissionIds = async () =>
  (await db.query<{ id: string }>('SELECT DISTINCT submission_id AS id FROM answer_link')).map(
    ({ id }) => id,
  );
const count = async (table: string) =>
  (await db.query<{ n: number }>(`SELECT count(*)::int AS n FROM ${table}`))[0]?.n;
const plm = async () => {
  const leads = await world.collector.leads();
  return [factsOf(leads[0])['plm'], leads[0]?.submissions.length];
};

/** Others come in between any two statements that are not one transaction. */
const slow = (): Db => ({
  ...db,
  query: async <Row extends object>(sql: string, params?: readonly unknown[]) => {
    const rows = await db.query<Row>(sql, params);
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
    return rows;
  },
});

describe('a question that several mails ask at once', () => {
  it('F7 S39 has one submission, so that one click in all of them counts', async () => {
    world = await createWorld(slow(), { operatorKey });
    const asked = await Promise.all(Array.from({ length: 8 }, () => askByMail(world)));
    expect(await submissionIds()).toHaveLength(1);
    expect(await count('answer_link')).toBe(24);
    for (const [n, { answers }] of asked.entries()) {
      world.clock.now += 1_000;
      expect((await click(world, answers[n % 3])).status).toBe(200);
    }
    expect(await plm()).toEqual(['kordis', 2]);
  });

  it('F7 while it is being answered leads to that answer or to a question of its own, never to a fault', async () => {
    const { answers } = await askByMail(world);
    const all = await Promise.all([
      ...Array.from({ length: 4 }, () => askByMail(world)),
      click(world, answers[0]).then(() => undefined),
      ...Array.from({ length: 4 }, () => askByMail(world)),
    ]);
    for (const asked of all) {
      world.clock.now += 1_000;
      if (asked) expect((await click(world, asked.answers[1])).status).toBe(200);
    }
    const [, submissions] = await plm();
    expect(submissions).toBe(1 + (await submissionIds()).length);
  });
});

describe('a link to what was answered while it was made', () => {
  const late = async () => {
    const [first, second] = [await askByMail(world), await askByMail(world)];
    await click(world, first.answers[0]);
    world.clock.now += 5_000;
    await db.query('UPDATE answer_link SET used_at = NULL WHERE token_hash = $1', [
      digest(tokenOf(second.answers[1])),
    ]);
    return second.answers[1];
  };

  it('F7 counts as used: who clicks it is thanked, and the answer stays', async () => {
    const answer = await late();
    const page = await world.get(pathOf(answer));
    expect(await page.text()).not.toContain('<form');
    const response = await post(world, { token: tokenOf(answer), option: 'velano' });
    expect(response.status).toBe(200);
    expect(response.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await plm()).toEqual(['kordis', 2]);
  });

  it('F7 is not what the next mail leads to', async () => {
    await late();
    const [answered] = await submissionIds();
    const { answers } = await askByMail(world);
    expect((await submissionIds()).filter((id) => id !== answered)).toHaveLength(1);
    await click(world, answers[1]);
    expect(await plm()).toEqual(['velano', 3]);
  });
});

describe('what links leave behind', () => {
  const use = async () => {
    const { url } = await askByMail(world);
    await world.recognise({ token: url.split('#pf=')[1] });
    expect([await count('answer_link'), await count('link_use')]).toEqual([3, 1]);
  };
  /** Sends no mails and asks nobody. */
  const plain = async () =>
    createCollector({
      db,
      forms: [await readForm('whitepaper')],
      secret: new Uint8Array(32).fill(7),
      clock: () => world.clock.now,
      publicUrl: 'http://collector.test',
    });

  it.each(['sendDueMails', 'enrichDue'] as const)(
    'SEC17 is dropped when it is good for nothing, by %s, also where there are no mails and no enrichers',
    async (job) => {
      const collector = await plain();
      await use();
      world.clock.now += 14 * day - hour;
      expect(await collector[job]()).toBe(0);
      expect([await count('answer_link'), await count('link_use')]).toEqual([3, 1]);
      world.clock.now += hour;
      await collector[job]();
      expect([await count('answer_link'), await count('link_use')]).toEqual([0, 1]);
      world.clock.now += day;
      await collector[job]();
      expect(await count('link_use')).toBe(0);
    },
  );

  it('SEC17 a link that was used is good no second time until it has expired', async () => {
    const { url } = await askByMail(world);
    const token = url.split('#pf=')[1];
    expect(await world.recognise({ token })).toMatchObject({ strength: 'link' });
    world.clock.now += 14 * day - 1_000;
    await world.collector.enrichDue();
    expect(await world.recognise({ token })).toMatchObject({ strength: 'none' });
  });
});
