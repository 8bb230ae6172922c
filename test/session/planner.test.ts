/** The planner in the session: what was answered on one visit decides the next, by names and classes alone. */
import { beforeEach, describe, expect, it } from 'vitest';
import type { FormConfig, Step } from '../../src/model/form-config.js';
import { emptyProfile, type ProfilePatch } from '../../src/model/profile.js';
import { signup } from '../fixtures/forms.js';
import { form as plainForm, type FieldPart } from '../plan/rules/a-form.js';
import { asked, complete, day, fill, skipped, steps, World } from './open-session.js';

const form = (
  fields: readonly FieldPart[],
  more: Partial<FormConfig> = {},
  views?: readonly Partial<Step>[],
) => plainForm(fields, { profile: { remember: 'afterSubmit' }, ...more }, views);

/** One view a field, by the name of it. */
const oneByOne = (
  fields: readonly FieldPart[],
  more: Partial<FormConfig> = {},
  whens: Readonly<Record<string, NonNullable<Step['when']>>> = {},
) =>
  form(
    fields,
    more,
    fields.map(({ name }) => ({
      id: name,
      fields: [name],
      ...(whens[name] !== undefined && { when: whens[name] }),
    })),
  );

let world: World;
beforeEach(() => {
  world = new World();
});
const pass = (days: number) => void (world.now += days * day);
const iso = (ms: number) => new Date(ms).toISOString();

/** Opens the form on a later day, with nothing but what the device keeps. */
async function nextVisit(config: FormConfig, days = 1) {
  pass(days);
  const session = await world.open(config);
  expect(session.state.profile.facts).toEqual({});
  return session;
}

describe('what an answer means for the visits after it', () => {
  const timeline: FieldPart = { name: 'timeline' };
  const pauses = [{ id: 'timeline', when: { timeline: 'never' }, for: 'P90D' }];

  it('S33 rests from "never" until its date, on a device that keeps no answer, and asks again then', async () => {
    const config = oneByOne([timeline, { name: 'phone' }], { pauses });
    const first = await world.open(config);
    expect(await complete(first, { timeline: 'never' })).toMatchObject({ kind: 'done' });
    expect(world.record?.classes).toEqual({ 'f:pause.timeline': iso(world.now + 90 * day) });
    expect(JSON.stringify(world.record)).not.toContain('never');
    const second = await nextVisit(config);
    expect([second.plan.complete, skipped(second, 'timeline'), skipped(second, 'phone')]).toEqual([
      true,
      'known',
      'resting',
    ]);
    expect((await nextVisit(config, 88.9)).plan.complete).toBe(true);
    expect(asked(await nextVisit(config, 0.2))).toEqual(['phone']);
  });

  it('S33 leads from "now" to the fast path, also on a visit that knows the answer by name alone', async () => {
    const config = oneByOne([timeline, { name: 'call' }, { name: 'news' }], {
      ask: { maxSteps: 1 },
      matrix: [
        { id: 'fast', when: { timeline: 'now' }, steps: ['call'] },
        { id: 'slow', when: { timeline: { known: true, ne: 'now' } }, steps: ['news'] },
      ],
    });
    await complete(await world.open(config), { timeline: 'now' });
    expect(steps(await nextVisit(config))).toEqual(['call']);
    world.record = undefined;
    await complete(await world.open(config), { timeline: 'later' });
    expect(steps(await nextVisit(config))).toEqual(['news']);
  });

  it('S33 takes a near date and a position that decides for hot, and remembers that by class', async () => {
    const config = oneByOne(
      [timeline, { name: 'position', classify: 'jobTitle' }, { name: 'demo' }],
      {
        ask: { maxSteps: 2 },
        segments: { hot: { timeline: ['now', '3 months'], 'position.level': ['executive', 'director'] } },
      },
      { demo: { 'segment.hot': true } },
    );
    for (const [position, next] of [
      ['CTO', ['demo']],
      ['Intern', []],
    ] as const) {
      world.record = undefined;
      const session = await world.open(config);
      await complete(session, { timeline: '3 months' });
      await complete(session, { position });
      expect(steps(await nextVisit(config))).toEqual(next);
    }
  });

  it('S30 turns the order of the blocks by an address that is known by its kind alone', async () => {
    for (const [email, block] of [
      ['ada@firma.example', 'company'],
      ['ada@gmail.com', 'phone'],
    ] as const) {
      world.record = undefined;
      const account = { firstName: 'Ada', lastName: 'L', email, password: 'correct horse' };
      await complete(await world.open(signup), account);
      expect(JSON.stringify(world.record)).not.toContain(email);
      expect(steps(await nextVisit(signup))).toEqual([block]);
    }
  });

  it('S31 asks engineers and marketers other things, and of an unknown title the default', async () => {
    const config = oneByOne(
      [{ name: 'title', classify: 'jobTitle' }, { name: 'tools' }, { name: 'brand' }, { name: 'anything' }],
      { ask: { maxSteps: 1 } },
      {
        tools: { 'title.function': 'engineering' },
        brand: { 'title.function': 'marketing' },
        anything: { 'title.function': { known: false } },
      },
    );
    for (const [title, block] of [
      ['Software Engineer', 'tools'],
      ['Marketing Manager', 'brand'],
      ['Grand Poobah', 'anything'],
    ] as const) {
      world.record = undefined;
      await complete(await world.open(config), { title });
      expect(JSON.stringify(world.record)).not.toContain(title);
      expect(steps(await nextVisit(config))).toEqual([block]);
    }
  });

  it('S34 keeps to the row of the matrix by the band that was left of a size', async () => {
    const config = oneByOne(
      [{ name: 'size', classify: 'companySize' }, { name: 'security' }, { name: 'hobby' }],
      {
        ask: { maxSteps: 1 },
        matrix: [
          { id: 'enterprise', when: { 'size.band': 'enterprise' }, steps: ['security'] },
          {
            id: 'hobbyist',
            when: { 'size.band': ['solo', 'micro', 'small', 'medium', 'large'] },
            steps: ['hobby'],
          },
        ],
      },
    );
    for (const [size, block] of [
      ['1,000+', 'security'],
      ['5', 'hobby'],
    ] as const) {
      world.record = undefined;
      await complete(await world.open(config), { size });
      const second = await nextVisit(config);
      expect([steps(second), second.state.profile.classes['path']]).toEqual([
        [block],
        block === 'security' ? 'enterprise' : 'hobbyist',
      ]);
    }
  });

  describe('S33 a pause that another answer has ended', () => {
    const config = oneByOne([{ ...timeline, alwaysAsk: true }, { name: 'phone' }, { name: 'company' }], {
      pauses: [{ id: 'timeline', when: { timeline: 'never' }, for: 'P90D', fields: ['phone'] }],
    });
    const restedByNever = async () => {
      const first = await world.open(config);
      await complete(first, { timeline: 'never' });
      expect(asked(first)).toEqual(['company']);
      return nextVisit(config);
    };

    it('stays ended after a reload and on the next visit', async () => {
      const second = await restedByNever();
      expect(steps(second)).toEqual(['timeline', 'company']);
      await complete(second, { timeline: 'now' });
      expect(steps(second)).toEqual(['timeline', 'phone', 'company']);
      expect(steps(await world.open(config))).toContain('phone');
      expect(steps(await nextVisit(config))).toContain('phone');
    });

    it('is not brought back by a tab that was opened before', async () => {
      const second = await restedByNever();
      const idle = await world.open(config);
      const busy = await world.open(config);
      await complete(second, { timeline: 'now' });
      await idle.warmUp();
      expect(steps(await world.open(config))).toContain('phone');
      await complete(busy, { timeline: '' });
      await complete(busy, { company: 'Acme' });
      expect(steps(await nextVisit(config))).toContain('phone');
    });

    it('is told to the next tab, too, where it begins', async () => {
      const other = await world.open(config);
      await complete(await world.open(config), { timeline: 'never' });
      await complete(other, { timeline: '' });
      expect(steps(await nextVisit(config))).toEqual(['timeline', 'company']);
    });
  });
});

describe('thresholds', () => {
  const unlocked = oneByOne(
    [{ name: 'visits' }, { name: 'logins' }, { name: 'submissions' }],
    {},
    {
      visits: { 'visit.count': { gte: 3 } },
      logins: { 'visit.logins': { gte: 2 } },
      submissions: { 'visit.submissions': { gte: 2 } },
    },
  );

  it.each([
    [{ count: 2, logins: 1, submissions: 1 }, []],
    [{ count: 3, logins: 1, submissions: 1 }, ['visits']],
    [{ count: 2, logins: 2, submissions: 1 }, ['logins']],
    [{ logins: 2 }, ['logins']],
    [{ count: 2, logins: 1, submissions: 2 }, ['submissions']],
    [{ submissions: 2 }, ['submissions']],
    [3, ['visits']],
    [{ count: '3', logins: 2.5, submissions: null }, []],
  ])('S2 unlocks by what the host page counts: %j', async (visits, open) => {
    expect(steps(await world.open(unlocked, { visits }))).toEqual(open);
  });

  it('S2 believes the host page where the collector counts otherwise', async () => {
    const profile: ProfilePatch = { visits: { count: 1, submissions: 0 } };
    world.source = { name: 'collector', load: () => Promise.resolve({ profile }) };
    const options = { visits: { submissions: 2 }, link: { token: 'abc' } };
    expect(steps(await world.open(unlocked, options))).toEqual(['submissions']);
  });

  it('S2 counts by itself the visits on which something was submitted, and not the one that goes on', async () => {
    const config = oneByOne(
      [{ name: 'a' }, { name: 'b' }, { name: 'late' }],
      { ask: { maxSteps: 1 } },
      {
        late: { 'visit.submissions': { gte: 2 } },
      },
    );
    expect(steps(await world.open(config))).toEqual(['a']);
    await complete(await world.open(config), { a: '1' });
    expect((await world.open(config)).state.profile.visits.submissions).toBe(0);
    await (await nextVisit(config)).warmUp();
    const third = await nextVisit(config);
    expect(third.state.profile.visits).toMatchObject({ count: 3, submissions: 1 });
    await complete(third, { b: '2' });
    expect(steps(await nextVisit(config))).toEqual(['late']);
  });

  it('S2 counts one visit once, over two tabs, a reload and both of their submissions', async () => {
    const config = oneByOne([{ name: 'a' }, { name: 'b' }, { name: 'c' }]);
    await complete(await world.open(config), { a: '1' });
    pass(1);
    const tabs = [await world.open(config), await world.open(config)];
    for (const tab of tabs) await tab.warmUp();
    await (await world.open(config)).warmUp();
    for (const tab of tabs) await complete(tab, { b: '2' });
    expect(world.record?.visits).toMatchObject({ count: 2, submitted: { f: [1, 2] } });
    expect((await nextVisit(config)).state.profile.visits).toMatchObject({ count: 3, submissions: 2 });
  });
});

describe('limits', () => {
  const five = ['a', 'b', 'c', 'd', 'e'].map((name): FieldPart => ({ name }));

  /** Answers whatever is asked on this visit; gives the questions by view. */
  async function answerAll(config: FormConfig): Promise<readonly (readonly string[])[]> {
    const views: (readonly string[])[] = [];
    for (const session = await world.open(config); session.step;) {
      views.push(asked(session));
      await complete(session, Object.fromEntries(asked(session).map((name) => [name, 'x'])));
      world.now += 1000;
    }
    return views;
  }

  it('S11 asks no more in one view and on one visit than may be, and the rest on the next ones', async () => {
    const config = oneByOne(five, { ask: { maxSteps: 2 } });
    expect(await answerAll(config)).toEqual([['a'], ['b']]);
    expect(await answerAll(config)).toEqual([]);
    pass(1);
    expect(await answerAll(config)).toEqual([['c'], ['d']]);
    world.record = undefined;
    const wide = form(five, { id: 'wide', ask: { maxFields: 2, maxSteps: 1 } });
    expect(await answerAll(wide)).toEqual([['a', 'b']]);
  });

  it('S7 asks on one visit what can be answered in the time that it may take, and no more after each view', async () => {
    const config = oneByOne(five, { ask: { maxSeconds: 10 } });
    expect(await answerAll(config)).toEqual([['a'], ['b']]);
    expect(await answerAll(config)).toEqual([]);
    pass(1);
    expect(await answerAll(config)).toEqual([['c'], ['d']]);
  });

  it('S11 F10 puts no more questions in a period than may be, over two forms of one origin', async () => {
    const ask = { budget: { questions: 3, per: 'P30D' } } as const;
    const one = form(five.slice(0, 2), { ask });
    const other = form(
      ['f', 'g'].map((name) => ({ name })),
      { id: 'other', ask },
    );
    expect(await answerAll(one)).toEqual([['a', 'b']]);
    const next = await world.open(other);
    expect([asked(next), skipped(next, 'g')]).toEqual([['f'], 'budget']);
    expect(await answerAll(other)).toEqual([['f']]);
    pass(29.9);
    expect(await answerAll(other)).toEqual([]);
    pass(0.2);
    expect(await answerAll(other)).toEqual([['g']]);
  });

  it('S11 F10 counts what is in the way of a second tab, once that has heard of it', async () => {
    const config = form(five, { ask: { maxFields: 2, budget: { questions: 3, per: 'P30D' } } });
    const tabs = [await world.open(config), await world.open(config)];
    expect(tabs.map(asked)).toEqual([
      ['a', 'b'],
      ['a', 'b'],
    ]);
    for (const tab of tabs) {
      world.now += 1000;
      await complete(tab, { a: '1', b: '2' });
    }
    expect((await nextVisit(config)).plan.complete).toBe(true);
  });
});

describe('within one visit', () => {
  it('S57 lets the second view see the stage that the first one has reached', async () => {
    const config = oneByOne(
      [{ name: 'timeline', bant: 'timeline' }, { name: 'budget', bant: 'budget' }, { name: 'call' }],
      {
        stages: [
          { id: 'inquiry', when: { 'bant.complete': { gte: 1 } } },
          { id: 'sales', when: { 'bant.complete': { gte: 2 } } },
        ],
      },
      { budget: { stage: ['inquiry', 'sales'] }, call: { stage: 'sales' } },
    );
    const session = await world.open(config);
    expect(steps(session)).toEqual(['timeline']);
    await complete(session, { timeline: 'now' });
    expect([steps(session), session.state.profile.classes['stage']]).toEqual([
      ['timeline', 'budget'],
      'inquiry',
    ]);
    await complete(session, { budget: '1000' });
    expect([session.step?.id, session.state.profile.classes['stage']]).toEqual(['call', 'sales']);
    expect(steps(await nextVisit(config))).toEqual(['call']);
  });

  it('S57 takes the stage back with the answer that the back end refuses', async () => {
    const config = oneByOne([{ name: 'timeline' }, { name: 'call' }], {
      stages: [{ id: 'lead', when: { timeline: 'now' } }],
    });
    world.receive = ({ id, step }) =>
      Promise.resolve(
        step === 'timeline'
          ? { state: 'rejected', id, issues: [{ field: 'timeline', code: 'refused' }] }
          : { state: 'sent', id, outcome: 'delivered' },
      );
    const session = await world.open(config);
    await complete(session, { timeline: 'now' });
    expect(session.state.profile.classes).toEqual({ stage: 'lead' });
    expect(await complete(session, { call: 'yes' })).toMatchObject({ kind: 'issues' });
    expect(session.state.profile.classes).toEqual({});
  });

  it('S37 S74 keeps the view that is shown in its place, whatever an answer makes of the order', async () => {
    const views = ['who', 'team', 'hobby'].map((id) => ({
      id,
      fields: id === 'who' ? ['kind', 'name'] : [id],
    }));
    const fields = ['kind', 'name', 'team', 'hobby'].map((name) => ({ name }));
    const matrix = [
      { id: 'team', when: { kind: 'team' }, steps: ['team', 'who'] },
      { id: 'alone', when: { kind: { ne: 'team' } }, steps: ['who', 'hobby'] },
    ];
    const session = await world.open(form(fields, { matrix }, views));
    expect(steps(session)).toEqual(['who', 'hobby']);
    fill(session, { name: 'Ada', kind: 'team' });
    expect([steps(session), asked(session)]).toEqual([
      ['who', 'team'],
      ['kind', 'name'],
    ]);
    fill(session, { kind: 'alone' });
    expect(steps(session)).toEqual(['who', 'hobby']);
    fill(session, { kind: 'team' });
    expect(session.value('name')).toBe('Ada');
    await session.submit();
    expect(world.sent[0]?.answers).toEqual({ name: 'Ada', kind: 'team' });
    expect(session.step?.id).toBe('team');
  });

  it('S37 S74 shows what was typed again where a limit takes its question out of the view for a time', async () => {
    const config = form(
      [{ name: 'a' }, { name: 'b' }, { name: 'c', priority: 'critical', when: { a: 'x' } }],
      {
        ask: { maxFields: 2 },
      },
    );
    const session = await world.open(config);
    fill(session, { b: 'typed', a: 'x' });
    expect(session.value('b')).toBe('typed');
    await session.submit();
    expect(Object.keys({ ...world.sent[0]?.answers }).length).toBeLessThanOrEqual(2);
    if (session.step) {
      expect([asked(session), session.value('b')]).toEqual([['b'], 'typed']);
      await session.submit();
    }
    expect(Object.assign({}, ...world.sent.map(({ answers }) => answers))).toMatchObject({
      a: 'x',
      b: 'typed',
    });
  });
});

describe('what is not sure', () => {
  it('S77 asks for what the host page has only inferred', async () => {
    const config = form([{ name: 'company' }]);
    const profile = { company: { value: 'Acme', source: 'inferred' } };
    const session = await world.open(config, { profile });
    expect(asked(session)).toEqual(['company']);
    expect(session.value('company')).toBeUndefined();
  });

  it('S77 asks for what the back end has only inferred, and lets no rule decide by it', async () => {
    const config = oneByOne(
      [{ name: 'size', classify: 'companySize' }, { name: 'security' }],
      {},
      {
        security: { 'size.size': { gte: 1000 } },
      },
    );
    const inferred: ProfilePatch = {
      ...emptyProfile(),
      facts: { size: { value: '1000+', source: 'inferred', at: '2026-11-01T00:00:00Z' } },
    };
    world.source = { name: 'collector', load: () => Promise.resolve({ profile: inferred }) };
    const session = await world.open(config, { link: { token: 'abc' } });
    expect(steps(session)).toEqual(['size']);
  });

  it('asks everything that has no condition where the part with the rules cannot be loaded', async () => {
    world.hasRules = false;
    const config = oneByOne([{ name: 'a' }, { name: 'b', queued: true }, { name: 'c' }], {
      ask: { maxSeconds: 1, budget: { questions: 0, per: 'P1D' } },
      pauses: [{ id: 'p', when: true, for: 'P1D' }],
      segments: { s: true },
    });
    const session = await world.open(config);
    expect(steps(session)).toEqual(['a', 'b', 'c']);
    await complete(session, { a: '1' });
    expect(session.step?.id).toBe('b');
  });

  it.each<[path: string, wrong: object]>([
    ['segments.hot', { segments: { hot: 'timeline' } }],
    ['scores.fit.terms[0].points', { scores: { fit: { terms: [{ when: true, points: 'many' }] } } }],
    ['stages[0].when', { stages: [{ id: 'lead' }] }],
    ['matrix[0].steps', { matrix: [{ id: 'row', when: true, steps: 'a' }] }],
    ['pauses[0].for', { pauses: [{ id: 'p', when: true, for: 90 }] }],
    ['trigger', { trigger: 7 }],
    ['signals.count', { signals: { count: 7 }, segments: {} }],
    ['ask.budget', { ask: { budget: 5 } }],
  ])('refuses a definition whose %s is malformed, with the place', async (path, wrong) => {
    const config = { ...form([{ name: 'a' }]), ...wrong };
    await expect(world.open(config)).rejects.toMatchObject({ name: 'ConfigError', path });
  });

  it('refuses a malformed definition also where the device takes its time', async () => {
    const unheard: unknown[] = [];
    const hear = (error: unknown) => unheard.push(error);
    const others = process.listeners('unhandledRejection');
    process.removeAllListeners('unhandledRejection').on('unhandledRejection', hear);
    try {
      world.readDevice = () => new Promise(() => undefined); // given up after a moment
      const config = { ...form([{ name: 'a' }]), trigger: 7 } as unknown as FormConfig;
      await expect(world.open(config)).rejects.toMatchObject({ name: 'ConfigError', path: 'trigger' });
      await new Promise((resolve) => setTimeout(resolve));
      expect(unheard).toEqual([]);
    } finally {
      process.off('unhandledRejection', hear);
      for (const other of others) process.on('unhandledRejection', other);
    }
  });
});
