/** "Not now" and "never ask this": what rests, who is told, and what is left of the visit. */
import { beforeEach, describe, expect, it, vi } from 'vitest';
import type { FormConfig, Step } from '../../src/model/form-config.js';
import type { FormSession } from '../../src/session.js';
import { whitepaper } from '../fixtures/forms.js';
import { form as plainForm, type FieldPart } from '../plan/rules/a-form.js';
import { asked, complete, day, fill, skipped, steps, World } from './open-session.js';

/** One skippable view a field. */
function form(names: readonly (string | FieldPart)[], more: Partial<FormConfig> = {}): FormConfig {
  const fields = names.map((name) => (typeof name === 'string' ? { name } : name));
  const views: Partial<Step>[] = fields.map(({ name }) => ({ id: name, fields: [name], skippable: true }));
  return plainForm(fields, { profile: { remember: 'always' }, ...more }, views);
}

const two = form(['a', 'b']);

let world: World;
beforeEach(() => {
  world = new World();
});
const pass = (days: number) => void (world.now += days * day);
const iso = (days = 0) => new Date(world.now + days * day).toISOString();

/** Lets what nobody waits for come to rest. */
const rest = () => new Promise((resolve) => setTimeout(resolve));

async function skip(session: FormSession, forGood?: boolean) {
  world.now += 1000;
  const result = await session.skip(forGood);
  await rest();
  return result;
}

describe('not now', () => {
  it('F10 goes on with the next view, and rests on the device for the time that the definition says', async () => {
    const config = { ...two, ask: { notNow: 'P10D' } };
    const session = await world.open(config);
    expect(await skip(session)).toEqual({ kind: 'next' });
    expect([asked(session), skipped(session, 'a')]).toEqual([['b'], 'paused']);
    expect(world.record?.asks).toEqual({ a: { at: iso(), outcome: 'refused', until: iso(10) } });
    pass(9.9);
    expect(steps(await world.open(config))).toEqual(['b']);
    pass(0.2);
    expect(steps(await world.open(config))).toEqual(['a', 'b']);
  });

  it('F10 rests for thirty days where the definition says nothing', async () => {
    await skip(await world.open(two));
    pass(29.9);
    expect(steps(await world.open(two))).toEqual(['b']);
    pass(0.2);
    expect(steps(await world.open(two))).toEqual(['a', 'b']);
  });

  it('F10 S13 sends nothing of what was typed in a view that is put off, and the other view still', async () => {
    const session = await world.open(two);
    fill(session, { a: 'secret' });
    await skip(session);
    expect(await complete(session, { b: 'told' })).toMatchObject({ kind: 'done' });
    expect(world.sent.map(({ step, answers }) => [step, answers])).toEqual([
      ['a', {}],
      ['b', { b: 'told' }],
    ]);
    expect(JSON.stringify([world.sent, world.record])).not.toContain('secret');
    expect(session.state.profile.facts).not.toHaveProperty('a');
  });

  it('S13 ends with thanks for the first view where the last one is put off', async () => {
    const session = await world.open(two);
    await complete(session, { a: 'told' });
    expect(await skip(session)).toMatchObject({ kind: 'done', receipts: [{ state: 'sent' }] });
    expect(session.plan.complete).toBe(true);
    expect(world.sent.map(({ step }) => step)).toEqual(['a', 'b']);
  });

  it('F10 ends without a word where everything is put off', async () => {
    const session = await world.open(two);
    expect(await skip(session)).toEqual({ kind: 'next' });
    expect(await skip(session)).toEqual({ kind: 'skipped' });
    expect([session.step, session.plan.complete]).toEqual([undefined, true]);
    expect(await session.skip()).toEqual({ kind: 'stopped' });
  });

  it('F10 puts off a view that is full as a whole: what it has left out does not come in its place', async () => {
    const config = plainForm(
      ['a', 'b', 'c', 'd'].map((name) => ({ name })),
      { ask: { maxFields: 2 }, profile: { remember: 'always' } },
      [
        { id: 'first', fields: ['a', 'b', 'c'], skippable: true },
        { id: 'second', fields: ['d'] },
      ],
    );
    const session = await world.open(config);
    await skip(session);
    expect(session.step?.id).toBe('second');
  });

  it('S37 goes on from a completed view that is put off after all: what was sent stays sent', async () => {
    const session = await world.open(two);
    await complete(session, { a: 'told' });
    session.back();
    expect(session.step?.id).toBe('a');
    await skip(session);
    expect(session.step?.id).toBe('b');
  });

  it('S11 counts a view that was put off as one of the visit', async () => {
    const session = await world.open(form(['a', 'b'], { ask: { maxSteps: 1 } }));
    expect(await skip(session)).toEqual({ kind: 'skipped' });
  });

  it('F10 lets nothing that was typed in it decide about the views after it', async () => {
    const config = plainForm(
      ['a', 'b', 'c'].map((name) => ({ name })),
      { profile: { remember: 'always' } },
      [
        { id: 'a', fields: ['a'], skippable: true },
        { id: 'b', fields: ['b'], when: { a: 'x' } },
        { id: 'c', fields: ['c'] },
      ],
    );
    const session = await world.open(config);
    fill(session, { a: 'x' });
    await skip(session);
    expect(steps(session)).toEqual(['c']);
  });

  it('BAD59 a second call while the first is under way is ignored', async () => {
    const session = await world.open(form(['a', 'b', 'c']));
    const results = await Promise.all(Array.from({ length: 5 }, () => session.skip()));
    await rest();
    expect(results.filter(({ kind }) => kind !== 'stopped')).toHaveLength(1);
    expect(world.sent).toHaveLength(1);
    expect(steps(session)).toEqual(['b', 'c']);
  });

  it('BAD59 is ignored while the view is being submitted', async () => {
    const session = await world.open(two);
    fill(session, { a: 'told' });
    const [sent, refused] = await Promise.all([session.submit(), session.skip()]);
    expect([sent.kind, refused.kind]).toEqual(['next', 'stopped']);
    expect(world.sent.map(({ answers }) => answers)).toEqual([{ a: 'told' }]);
  });
});

describe('never ask this', () => {
  it('F10 is never asked again, on whatever visit', async () => {
    const session = await world.open(two);
    expect(await skip(session, true)).toEqual({ kind: 'next' });
    expect(world.record?.asks).toEqual({ a: { at: iso(), outcome: 'refused' } });
    for (const days of [1, 400, 4000]) {
      pass(days);
      expect(steps(await world.open(two))).toEqual(['b']);
    }
  });

  it('F10 holds for a required question and on every form of the origin that asks it', async () => {
    const required = form([{ name: 'a', required: true }, 'b']);
    await skip(await world.open(required), true);
    pass(1);
    expect(steps(await world.open(required))).toEqual(['b']);
    expect(steps(await world.open({ ...two, id: 'other' }))).toEqual(['b']);
  });

  it('F10 outlasts a tab that was opened before and left the question empty later', async () => {
    const tab = await world.open(two);
    await skip(await world.open(two), true);
    world.now += 1000;
    await complete(tab, { a: '' });
    await rest();
    pass(91);
    expect(steps(await world.open(two))).not.toContain('a');
  });
});

describe('who is told of it', () => {
  it('F10 tells the collector what rests and until when, how many questions it cost, and no answer', async () => {
    const session = await world.open(form(['a', 'b'], { ask: { notNow: 'P10D' } }));
    fill(session, { a: 'secret' });
    await skip(session);
    await skip(session, true);
    expect(world.sent).toMatchObject([
      {
        step: 'a',
        answers: {},
        consents: [],
        questions: 1,
        anonymousId: world.record?.id,
        asks: { a: { outcome: 'refused', until: iso(10 - 1 / 86_400) } },
      },
      { step: 'b', answers: {}, questions: 1, asks: { b: { outcome: 'refused' } } },
    ]);
    expect(world.sent[1]?.asks?.['b']).not.toHaveProperty('until');
    expect(new Set(world.sent.map(({ sessionId }) => sessionId)).size).toBe(1);
  });

  it('F10 keeps one session with the views that are completed', async () => {
    const session = await world.open(two);
    await skip(session);
    await complete(session, { b: 'told' });
    expect(new Set(world.sent.map(({ sessionId }) => sessionId)).size).toBe(1);
    expect(new Set(world.sent.map(({ anonymousId }) => anonymousId))).toEqual(new Set([world.record?.id]));
  });

  it('F10 remembers on the device alone where the back end takes no refusals', async () => {
    world.keepsAsks = false;
    const session = await world.open(two);
    await skip(session);
    expect(world.sent).toEqual([]);
    expect(steps(await world.open(two))).toEqual(['b']);
  });

  it.each<[string, FormConfig, { kiosk?: boolean }]>([
    ['without the consent', whitepaper, {}],
    [
      'before anything was submitted, where that is the rule',
      form(['a'], { profile: { remember: 'afterSubmit' } }),
      {},
    ],
    ['where nobody is remembered', form(['a'], { profile: { remember: 'never' } }), {}],
    ['at a kiosk', form(['a']), { kiosk: true }],
  ])('F10 S47 keeps and sends nothing %s, and still goes on', async (_, config, options) => {
    const session = await world.open(config, options);
    const first = session.step?.id;
    await skip(session, true);
    expect([world.record, world.sent]).toEqual([undefined, []]);
    expect(session.step?.id).not.toBe(first);
    expect((await world.open(config, options)).step?.id).toBe(first);
  });

  it('F10 S47 keeps and tells at last what was refused before the visitor agreed to be remembered', async () => {
    const session = await world.open(form(['a', 'b'], { profile: { remember: 'afterSubmit' } }));
    await skip(session, true);
    expect([world.record, world.sent]).toEqual([undefined, []]);
    await complete(session, { b: 'told' });
    await rest();
    expect(world.record?.asks).toHaveProperty('a');
    const told = world.sent.flatMap(({ asks = {} }) => Object.keys(asks));
    expect(told).toContain('a');
  });

  it('F10 goes on though the refusal cannot be handed over', async () => {
    world.receive = () => Promise.reject(new Error('broken'));
    const session = await world.open(two);
    expect(await skip(session)).toEqual({ kind: 'next' });
    expect(steps(await world.open(two))).toEqual(['b']);
  });

  it('F10 keeps the refusal though another view of the visit is refused by the back end', async () => {
    await complete(await world.open(form(['x'], { id: 'before' })), { x: '1' });
    await rest();
    world.receive = ({ id, step }) =>
      Promise.resolve(
        step === 'a'
          ? { state: 'rejected', id, issues: [{ field: 'a', code: 'refused' }] }
          : { state: 'sent', id, outcome: 'delivered' },
      );
    const session = await world.open(two);
    await complete(session, { a: 'told' });
    expect(await skip(session, true)).toMatchObject({ kind: 'issues' });
    await vi.waitFor(() => expect(session.step?.id).toBe('a'));
    expect(steps(await world.open(two))).toEqual(['a']);
  });
});

describe('what it costs', () => {
  it('F10 costs the questions that were shown, so that a refusal is no way to more of them', async () => {
    const ask = { budget: { questions: 2, per: 'P30D' } } as const;
    const session = await world.open(form(['a', 'b', 'c'], { ask }));
    expect(steps(session)).toEqual(['a', 'b']);
    await skip(session);
    expect(steps(session)).toEqual(['b']);
    await skip(session);
    expect([session.plan.complete, skipped(session, 'c')]).toEqual([true, 'budget']);
    const other = await world.open(form(['d'], { id: 'other', ask }));
    expect([other.plan.complete, skipped(other, 'd')]).toEqual([true, 'budget']);
    pass(30.1);
    expect(steps(await world.open(form(['d'], { id: 'other', ask })))).toEqual(['d']);
  });

  it('F10 costs nothing for a consent and for what is shown filled in', async () => {
    const config = plainForm(
      [{ name: 'a', prefill: true }, { name: 'b' }, { name: 'ok', type: 'consent' }],
      { profile: { remember: 'always' } },
      [{ id: 'all', fields: ['a', 'b', 'ok'], skippable: true }],
    );
    const session = await world.open(config, { profile: { a: 'known' } });
    await skip(session);
    expect(Object.values(session.state.profile.spent)).toEqual([1]);
  });

  it('S2 is no submission of the visit', async () => {
    await skip(await world.open(two));
    pass(1);
    expect((await world.open(two)).state.profile.visits).toMatchObject({ count: 2, submissions: 0 });
  });
});
