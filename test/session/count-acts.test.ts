/** What is done on the page is counted, and the plan follows. */
import { beforeEach, describe, expect, it } from 'vitest';
import { countAct } from '../../src/session/count-act.js';
import type { FormConfig, Step } from '../../src/model/form-config.js';
import type { FormSession } from '../../src/session.js';
import { form as plainForm } from '../plan/rules/a-form.js';
import { complete, day, steps, World } from './open-session.js';

const config: FormConfig = plainForm(
  ['a', 'b', 'c'].map((name) => ({ name })),
  {
    profile: { remember: 'afterSubmit' },
    signals: { 'count.video': 'use' },
    scores: { interest: { halfLife: 'P30D', terms: [{ count: 'video', points: 10, max: 4 }] } },
  },
  ['a', 'b', 'c'].map((id): Partial<Step> => ({
    id,
    fields: [id],
    ...(id === 'b' && { when: { 'score.interest': { gte: 20 } } }),
    ...(id === 'c' && { when: { 'count.video': { gte: 3 } } }),
  })),
);

let world: World;
beforeEach(() => {
  world = new World();
});
const iso = (ms = world.now) => new Date(ms).toISOString();

async function act(session: FormSession, times = 1): Promise<void> {
  for (let i = 0; i < times; i++) {
    world.now += 1000;
    countAct(session.state, 'video', iso(), await session.tools());
    session.take();
  }
}

describe('acts', () => {
  it('S71 are counted in memory, and nowhere else, where the device keeps no record', async () => {
    const session = await world.open(config);
    await act(session, 2);
    expect(session.state.profile.counts).toEqual({
      video: { n: 2, first: iso(world.now - 1000), last: iso() },
    });
    expect([world.record, world.sent]).toEqual([undefined, []]);
    expect((await world.open(config)).state.profile.counts).toEqual({});
  });

  it('S71 go on the record with the first submission, and are counted there from then on', async () => {
    const session = await world.open(config);
    await act(session);
    const first = iso();
    await complete(session, { a: '1' });
    expect(world.record?.counts).toEqual({ video: { n: 1, first, last: first } });
    await act(session, 2);
    expect(world.record?.counts).toEqual({ video: { n: 3, first, last: iso() } });
    world.now += day;
    expect((await world.open(config)).state.profile.counts).toEqual(world.record?.counts);
  });

  it('S71 of two tabs are counted together, whoever submits in between', async () => {
    await complete(await world.open(config), { a: '1' });
    const [one, other] = [await world.open(config), await world.open(config)];
    await Promise.all([act(one, 3), act(other, 2)]);
    expect(world.record?.counts?.['video']?.n).toBe(5);
    await one.warmUp();
    await complete(one, { b: '2' });
    await act(other);
    await other.warmUp();
    expect(world.record?.counts?.['video']?.n).toBe(6);
  });

  it('S64 of a tab that knew somebody else are counted for nobody', async () => {
    await complete(await world.open(config), { a: '1' });
    const old = await world.open(config);
    await (await world.open(config)).forget();
    await complete(await world.open(config), { a: '1' });
    await act(old, 2);
    expect(world.record?.counts).toEqual({});
  });

  it('S47 are not kept where nobody agreed to be remembered', async () => {
    const shy = { ...config, profile: { remember: 'never' } } as const;
    await complete(await world.open(config), { a: '1' });
    const session = await world.open(shy);
    await act(session);
    expect(world.record?.counts).toEqual({});
  });

  it('S59 S71 raise the score, and with it the plan, while the view that is shown stays', async () => {
    const session = await world.open(config);
    session.answer('a', 'typed');
    expect(steps(session)).toEqual(['a']);
    await act(session);
    expect(steps(session)).toEqual(['a']);
    await act(session);
    expect(steps(session)).toEqual(['a', 'b']);
    await act(session);
    expect([steps(session), session.step?.id, session.value('a')]).toEqual([['a', 'b', 'c'], 'a', 'typed']);
    await session.submit();
    expect(session.state.profile.classes['score.interest']).toBe(30);
  });

  it('S59 fade with the half-life until the plan forgets them, and come back with the next act', async () => {
    const session = await world.open(config);
    await act(session, 2);
    await complete(session, { a: '1' });
    expect(steps(await world.open(config))).toEqual(['b']);
    world.now += 30 * day;
    const later = await world.open(config);
    expect(steps(later)).toEqual([]);
    await act(later);
    expect(steps(later)).toEqual(['b', 'c']);
  });

  it('S71 outlast a view that the back end refuses', async () => {
    world.receive = ({ id }) =>
      Promise.resolve({ state: 'rejected', id, issues: [{ field: 'a', code: 'refused' }] });
    const session = await world.open(config);
    await act(session);
    expect(await complete(session, { a: '1' })).toMatchObject({ kind: 'issues' });
    await act(session, 2);
    expect(session.state.profile.counts['video']?.n).toBe(3);
    expect(steps(session)).toEqual(['a', 'b', 'c']);
  });
});
