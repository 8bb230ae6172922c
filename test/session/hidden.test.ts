import { describe, expect, it } from 'vitest';
import type { Field, FormConfig, Step } from '../../src/model/form-config.js';
import { signup } from '../fixtures/forms.js';
import { asked, complete, fill, skipped, steps, World } from './open-session.js';

const hidden = (over: Partial<Field> = {}): Field => ({
  name: 'campaign',
  type: 'hidden',
  label: 'Campaign',
  purpose: 'use',
  value: 'autumn',
  ...over,
});
const text = (name: string, over: Partial<Field> = {}): Field => ({
  name,
  type: 'text',
  label: name,
  purpose: 'use',
  ...over,
});
const aForm = (
  fields: readonly Field[],
  all: readonly Step['fields'][],
  over: Partial<FormConfig> = {},
): FormConfig => ({
  schemaVersion: 1,
  id: 'form',
  version: '1',
  purposes: {
    use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' },
    analysis: { label: 'Analysis', legalBasis: 'explicit', retention: 'P1Y' },
  },
  adapter: signup.adapter ?? { use: 'http' },
  fields,
  steps: all.map((names, i) => ({ id: `step${i}`, reason: 'r', fields: names })),
  ...over,
});
const sent = (world: World) => world.sent.map(({ answers }) => answers);

describe('a hidden field', () => {
  it('M1 is never shown, and its value goes along with the answers of its step', async () => {
    const world = new World();
    const session = await world.open(
      aForm([text('name'), hidden(), text('need')], [['name', 'campaign'], ['need']]),
    );
    expect([asked(session), skipped(session, 'campaign')]).toEqual([['name'], 'hidden']);
    await complete(session, { name: 'Ada' });
    await complete(session, { need: 'less noise' });
    expect(sent(world)).toEqual([{ name: 'Ada', campaign: 'autumn' }, { need: 'less noise' }]);
    expect(world.sent[0]?.questions).toBeUndefined();
  });

  it('M1 makes no view of its own, and where its step is not shown it does not go', async () => {
    const world = new World();
    const session = await world.open(aForm([text('name'), hidden()], [['campaign'], ['name']]));
    expect(steps(session)).toEqual(['step1']);
    await complete(session, { name: 'Ada' });
    expect(sent(world)).toEqual([{ name: 'Ada' }]);
  });

  it('M1 goes along on a line that breaks once the visitor has begun', async () => {
    const world = new World();
    const session = await world.open(aForm([text('name'), hidden()], [['name', 'campaign']]));
    await session.warmUp();
    world.cut = true;
    await complete(session, { name: 'Ada' });
    expect(sent(world)).toEqual([{ name: 'Ada', campaign: 'autumn' }]);
  });

  it('M1 counts in no limit and is shown to the page with the other answers', async () => {
    const world = new World();
    const seen: unknown[] = [];
    const form = aForm([hidden(), text('name')], [['campaign', 'name']], {
      ask: { maxFields: 1, maxSeconds: 5 },
    });
    const session = await world.open(form, { beforeSubmit: async (answers) => (seen.push(answers), true) });
    await complete(session, { name: 'Ada' });
    expect(seen).toEqual([{ campaign: 'autumn', name: 'Ada' }]);
  });

  it('SEC4 takes another value from the page alone, never from its address', async () => {
    const open = async (options: Parameters<World['open']>[1]) => {
      const world = new World();
      const form = aForm([hidden(), text('name')], [['campaign', 'name']], {
        profile: { parameters: { utm: 'campaign' } },
      });
      const session = await world.open(form, options);
      session.answer('campaign', 'typed by a script');
      await complete(session, { name: 'Ada' });
      return sent(world)[0]?.['campaign'];
    };
    expect(await open({ profile: { campaign: 'winter' } })).toBe('winter');
    expect(await open({ search: '?utm=spring' })).toBe('autumn');
    expect(await open({ profile: { campaign: { value: 'guess', source: 'inferred' } } })).toBe('autumn');
    expect(await open({})).toBe('autumn');
  });

  it('M1 M9 leaves out a value that will not do, which nobody could put right', async () => {
    const world = new World();
    const form = aForm([hidden({ value: 'a'.repeat(1_001) }), text('name')], [['campaign', 'name']]);
    expect(await complete(await world.open(form), { name: 'Ada' })).toMatchObject({ kind: 'done' });
    expect(sent(world)).toEqual([{ name: 'Ada' }]);
  });

  it('M1 goes only where its condition holds, as it stands when the view is sent', async () => {
    for (const [name, expected] of [
      ['Ada', 'autumn'],
      ['Bob', undefined],
    ] as const) {
      const world = new World();
      const form = aForm([hidden({ when: { name: 'Ada' } }), text('name')], [['campaign', 'name']]);
      const session = await world.open(form);
      fill(session, { name });
      await session.submit();
      expect(sent(world)[0]?.['campaign']).toBe(expected);
    }
  });

  it('M1 S47 goes for a purpose that needs a consent only where it is given', async () => {
    const box: Field = { name: 'agree', type: 'consent', label: 'I agree', purpose: 'analysis' };
    const form = aForm([hidden({ purpose: 'analysis' }), text('name'), box], [['campaign', 'name', 'agree']]);
    for (const agree of [true, false]) {
      const world = new World();
      await complete(await world.open(form), { name: 'Ada', agree });
      expect(sent(world)[0]?.['campaign']).toBe(agree ? 'autumn' : undefined);
    }
  });
});
