import { describe, expect, it } from 'vitest';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { signup, whitepaper } from '../fixtures/forms.js';
import { asked, fill, World } from './open-session.js';

const field = (name: string, over: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'account',
  ...over,
});

/** One view a field. */
function form(...fields: readonly Field[]): FormConfig {
  const { ask: _, ...rest } = signup;
  const steps = fields.map(({ name }) => ({ id: name, reason: 'r', fields: [name] }));
  return { ...rest, fields, steps };
}

describe('one visit', () => {
  it('S20 asks for a password once, and once for what is asked on every visit', async () => {
    const world = new World();
    const session = await world.open(
      form(
        field('secret', { type: 'password', transient: true, required: true }),
        field('mood', { alwaysAsk: true }),
        field('note'),
      ),
    );
    fill(session, { secret: 'open sesame' });
    expect(await session.submit()).toEqual({ kind: 'next' });
    fill(session, { mood: 'fine' });
    expect(await session.submit()).toEqual({ kind: 'next' });
    expect(asked(session)).toEqual(['note']);
    expect(await session.submit()).toMatchObject({ kind: 'done' });
    expect(world.sent.map(({ answers }) => answers)).toEqual([{}, { mood: 'fine' }, {}]);
    world.now += 86_400_000;
    const next = await world.open(session.config);
    expect(asked(next)).toEqual(['secret']);
    expect(next.steps.map(({ id }) => id)).toContain('mood');
  });

  it('M9 hands a password over as it was typed, and other texts without the blanks around them', async () => {
    const world = new World();
    const seen: unknown[] = [];
    const config = { ...form(field('secret', { type: 'password', transient: true }), field('name')) };
    const session = await world.open(
      { ...config, steps: [{ id: 'all', reason: 'r', fields: ['secret', 'name'] }] },
      { beforeSubmit: (answers) => (seen.push(answers), Promise.resolve(true)) },
    );
    fill(session, { secret: ' open sesame ', name: ' Ada ' });
    await session.submit();
    expect(seen).toEqual([{ secret: ' open sesame ', name: 'Ada' }]);
  });

  it('M9 reads a number with a comma or a point', async () => {
    const world = new World();
    const session = await world.open(
      form(field('size', { type: 'number' }), field('weight', { type: 'number' })),
    );
    fill(session, { size: ' 12,5 ', weight: '-3.25' });
    await session.submit();
    await session.submit();
    expect(world.sent.map(({ answers }) => answers)).toEqual([{ size: 12.5 }, { weight: -3.25 }]);
  });

  it('F9 dates a consent in the language of its text, whatever the page speaks', async () => {
    const world = new World();
    const session = await world.open(whitepaper, { locale: 'en' });
    fill(session, {
      salutation: 'ms',
      firstName: 'Ada',
      lastName: 'Lovelace',
      email: 'ada@example.com',
      profiling: true,
    });
    await session.submit();
    expect(world.sent[0]?.consents[0]?.locale).toBe('de');
  });

  it('S37 stays with a view whose own answer speaks against it, and submits it', async () => {
    const world = new World();
    const base = form(field('company'), field('note'));
    const [company, note] = base.steps;
    if (!company || !note) throw new Error('No steps');
    const config = { ...base, steps: [{ ...company, when: { company: { known: false } } }, note] };
    const session = await world.open(config);
    fill(session, { company: 'Acme' });
    expect(session.step?.id).toBe('company');
    expect(session.plan.complete).toBe(false);
    expect(await session.submit()).toEqual({ kind: 'next' });
    expect(world.sent[0]?.answers).toEqual({ company: 'Acme' });
    expect(asked(session)).toEqual(['note']);
  });

  it('S37 keeps a form open whose only view speaks against itself', async () => {
    const base = form(field('company'));
    const steps = base.steps.map((step) => ({ ...step, when: { company: { known: false } } }));
    const session = await new World().open({ ...base, steps });
    fill(session, { company: 'Acme' });
    expect([session.step?.id, session.plan.complete]).toEqual(['company', false]);
  });

  it('S2 takes no number of visits that is none', async () => {
    for (const visits of [Number.NaN, 1.5, Infinity]) {
      const session = await new World().open(signup, { visits });
      expect(session.state.profile.visits.count).toBe(1);
    }
    expect((await new World().open(signup, { visits: 3 })).state.profile.visits.count).toBe(3);
  });

  it('FLT47 does not wait for a device that never answers', async () => {
    const world = new World();
    world.readDevice = () => new Promise(() => undefined);
    expect(asked(await world.open(signup))).toContain('email');
  });

  it('M12 tells how safe each view is, not only the least safe one', async () => {
    const world = new World();
    const session = await world.open(form(field('one'), field('two')));
    world.receive = ({ id }) => Promise.resolve({ state: 'durable', id });
    await session.submit();
    world.receive = ({ id }) => Promise.resolve({ state: 'sent', id, outcome: 'delivered' });
    const result = await session.submit();
    expect(result).toMatchObject({
      kind: 'done',
      receipt: { state: 'durable' },
      receipts: [{ state: 'durable' }, { state: 'sent' }],
    });
  });
});
