import { describe, expect, it } from 'vitest';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import { emailKind } from '../../../src/profile/email-kind.js';
import { knowing, profile, signals } from '../../fixtures/forms.js';
import { asked, derive, form, holding, plan, stepsOf, withheld, wordOf } from './a-form.js';

const names = ['kind', 'company', 'goal', 'seats', 'hobby', 'news'];
const config = form(
  names.map((name) => ({ name })),
  {
    matrix: [
      { id: 'enterprise', when: { kind: 'enterprise' }, steps: ['seats', 'company'] },
      { id: 'hobby', when: { kind: 'hobby' }, steps: ['hobby'] },
      { id: 'rest', when: true, steps: ['company', 'goal'] },
    ],
  },
  names.map((name) => ({ id: name, fields: [name] })),
);
const pathOf = (...args: Parameters<typeof derive>) => derive(...args).classes['path'];

describe('the matrix', () => {
  it('S34 leads each segment to its own steps in the order of its row; steps of no row follow', () => {
    const steps = (kind: string) => stepsOf(plan(config, holding({ kind })));
    expect(steps('enterprise')).toEqual(['seats', 'company', 'news']);
    expect(steps('hobby')).toEqual(['hobby', 'news']);
    expect(steps('else')).toEqual(['company', 'goal', 'news']);
  });

  it('S34 takes the first row that holds', () => {
    const rows = [
      { id: 'a', when: false, steps: [] },
      { id: 'b', when: true, steps: [] },
      { id: 'c', when: true, steps: [] },
    ];
    expect(pathOf({ ...config, matrix: rows }, profile())).toBe('b');
  });

  it('S34 says of a step off the path which row was taken', () => {
    const planned = plan(config, holding({ kind: 'hobby' }));
    const { reason } = planned.skip.find(({ field }) => field === 'seats') ?? {};
    expect(reason?.word).toBe('stepCondition');
    expect(reason?.trace).toMatchObject([
      { path: 'path', op: 'in', want: ['enterprise'], got: 'hobby', ok: false },
    ]);
  });

  it('S34 follows the answer while it is typed', () => {
    expect(stepsOf(plan(config, profile(), { kind: 'enterprise' }))).toEqual([
      'seats',
      'company',
      'kind',
      'news',
    ]);
  });

  it('S34 leads the same way on a visit without values', () => {
    for (const kind of ['enterprise', 'hobby', 'else']) {
      const first = derive(config, holding({ kind }));
      expect(asked(plan(config, withheld(first)))).toEqual(asked(plan(config, first)));
    }
  });

  it('S34 leads somewhere else once the answers that are here say so, whatever is withheld', () => {
    const rows = [
      { id: 'a', when: { kind: 'x' }, steps: ['seats'] },
      { id: 'b', when: { goal: 'y' }, steps: ['hobby'] },
      { id: 'c', when: { kind: 'z' }, steps: [] },
      { id: 'd', when: true, steps: ['news'] },
    ];
    const two = { ...config, matrix: rows };
    const path = (before: string | undefined, answers = {}) =>
      pathOf(
        two,
        knowing(['kind', 'goal'], { classes: before === undefined ? {} : { path: before } }),
        answers,
      );
    expect([path('a'), path('b'), path('c'), path('d')]).toEqual(['a', 'b', 'c', 'd']);
    expect(path('a', { goal: 'y' })).toBe('a');
    expect(path('c', { goal: 'y' })).toBe('b');
    expect(path('b', { goal: 'no' })).toBe('d');
    expect(path(undefined)).toBe('d');
    expect(path('unheard of')).toBe('d');
  });

  it('S34 loses no step where the row is withheld and no path was kept', () => {
    const gap = { ...config, matrix: config.matrix?.slice(0, 2) ?? [] };
    expect(stepsOf(plan(gap, knowing(['kind'])))).toEqual(['company', 'goal', 'seats', 'hobby', 'news']);
    expect(stepsOf(plan(gap, knowing(['kind'], { classes: { path: 'hobby' } })))).toEqual([
      'hobby',
      'goal',
      'news',
    ]);
  });

  it('S34 takes its row whatever a field named path says', () => {
    const named = form(
      ['kind', 'path', 'seats'].map((name) => ({ name })),
      { matrix: [{ id: 'enterprise', when: { kind: 'enterprise' }, steps: ['seats'] }] },
      ['kind', 'path', 'seats'].map((name) => ({ id: name, fields: [name] })),
    );
    expect(stepsOf(plan(named, holding({ kind: 'enterprise', path: 'else' })))).toEqual(['seats']);
    expect(stepsOf(plan(named, holding({ kind: 'else', path: 'enterprise' })))).toEqual([]);
  });

  it('S34 keeps a step by its own condition as well', () => {
    const steps = config.steps.map((step) =>
      step.id === 'seats' ? { ...step, when: { 'visit.count': { gte: 2 } } } : step,
    );
    const held = holding({ kind: 'enterprise' });
    expect(stepsOf(plan({ ...config, steps }, held))).toEqual(['company', 'news']);
    const second = { ...held, visits: { count: 2, steps: 0 } };
    expect(stepsOf(plan({ ...config, steps }, second))).toEqual(['seats', 'company', 'news']);
  });

  it('S34 asks no step that a row names where no row holds, and forgets the path', () => {
    const gap = { ...config, matrix: config.matrix?.slice(0, 2) ?? [] };
    const held = holding({ kind: 'else' }, { classes: { path: 'hobby' } });
    expect(derive(gap, held).classes).toEqual({});
    expect(stepsOf(plan(gap, held))).toEqual(['goal', 'news']);
    expect(wordOf(plan(gap, held), 'hobby')).toBe('stepCondition');
  });

  it('S34 hands on the very steps of a definition without one', () => {
    const plain = form([{ name: 'a' }]);
    expect(createRules(plain).prepare(profile(), signals(), {}).steps).toBe(plain.steps);
  });

  it('S30 asks for the company first after a work address and for the phone first after a free one', () => {
    const two = form(
      [{ name: 'email', type: 'email' }, { name: 'company' }, { name: 'phone' }],
      {
        matrix: [
          { id: 'work', when: { 'email.kind': 'work' }, steps: ['company', 'phone'] },
          { id: 'private', when: { not: { 'email.kind': 'work' } }, steps: ['phone', 'company'] },
        ],
      },
      [
        { id: 'company', fields: ['company'] },
        { id: 'phone', fields: ['phone'] },
      ],
    );
    const first = (email: string) => derive(two, holding({ email }));
    expect(stepsOf(plan(two, first('a@firma.de')))).toEqual(['company', 'phone']);
    expect(stepsOf(plan(two, first('a@gmail.com')))).toEqual(['phone', 'company']);
    expect(stepsOf(plan(two, withheld(first('a@firma.de'))))).toEqual(['company', 'phone']);
    expect(stepsOf(plan(two, withheld(first('a@gmail.com'))))).toEqual(['phone', 'company']);
    expect(
      createRules(two, emailKind).derive(first('a@firma.de'), signals(), { email: 'b@' }).classes,
    ).toEqual(first('a@firma.de').classes);
  });
});
