import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/model/condition.js';
import type { Field, FormConfig } from '../../../src/model/form-config.js';
import { createWorld } from '../../../src/plan/analyse/world.js';
import { findContradictions } from '../../../src/plan/analyse/find-contradictions.js';
import { aForm, withWhen } from './a-form.js';

const sound = () => true;
const find = (config: FormConfig, isSound: (at: string) => boolean = sound) =>
  findContradictions(createWorld(config), isSound);

/** `about` is asked in a step of its own, under both conditions. */
const dependent = (step: Condition, field: Condition, more: Partial<FormConfig> = {}) => {
  const config = withWhen(step, more);
  return {
    ...config,
    fields: config.fields.map((one) => (one.name === 'about' ? { ...one, when: field } : one)),
    steps: config.steps.map(({ fields, ...one }) => ({
      ...one,
      fields: one.id === 'one' ? fields.filter((name) => name !== 'about') : fields,
    })),
  };
};

const rows = [
  { id: 'enterprise', when: { 'segment.big': true }, steps: ['two'] },
  { id: 'others', when: { 'segment.big': false }, steps: ['one'] },
];

describe('S35 conditions on different levels that exclude each other', () => {
  it.each<[Condition, Condition]>([
    [{ 'visit.count': { lte: 2 } }, { 'visit.count': { gte: 3 } }],
    [{ timeline: 'now' }, { timeline: { known: false } }],
    [{ 'segment.big': true }, { employees: '1-9' }],
    [{ stage: { known: false } }, { email: { known: true } }],
  ])('finds that a field is never asked where its step is offered if %j, and it if %j', (step, field) => {
    expect(find(dependent(step, field))).toEqual([
      {
        path: 'fields[8].when',
        problem: 'never holds where about could be asked',
        remedy: 'Correct it, or the conditions of two.',
      },
    ]);
  });

  it('finds that a field waits for what its row of the matrix excludes', () => {
    const config = dependent({ company: { known: true } }, { employees: '1-9' }, { matrix: rows });
    expect(find(config)).toMatchObject([{ path: 'fields[8].when' }]);
  });

  it('finds nothing where one of the steps could ask it, or what excludes it is told already', () => {
    const config = dependent({ timeline: 'now' }, { timeline: { known: false } });
    const [one, two] = config.steps;
    const both = { ...config, steps: [{ ...one!, fields: [...one!.fields, 'about'] }, two!] };
    expect(find(both)).toEqual([]);
    expect(find(config, (at) => at !== 'fields[8].when')).toEqual([]);
    expect(find(dependent({ timeline: 'now' }, { timeline: { ne: 'year' } }))).toEqual([]);
    expect(find(dependent({ timeline: 'now' }, { timeline: 'now', company: 'x' }))).toEqual([]);
  });

  it('finds a question that waits for what only its own answer tells', () => {
    const ask = (name: string, when: Condition, more: Partial<FormConfig> = {}) => {
      const config = withWhen(true, more);
      return { ...config, fields: config.fields.map((one) => (one.name === name ? { ...one, when } : one)) };
    };
    expect(find(ask('employees', { 'segment.big': true }))).toEqual([
      {
        path: 'fields[3].when',
        problem: 'holds only where employees is known already',
        remedy: 'Correct it: nobody would be asked for the first time.',
      },
    ]);
    expect(find(ask('email', { 'email.kind': 'work' }))).toMatchObject([{ path: 'fields[0].when' }]);
    expect(find(ask('employees', { 'segment.big': false }))).toEqual([]);
    expect(find(ask('timeline', { 'bant.complete': { lt: 2 } }))).toEqual([]);
    expect(find(ask('timeline', { 'bant.complete': 4 }))).toMatchObject([{ path: 'fields[4].when' }]);
  });

  it('has nothing against a question that is shown again once it is known', () => {
    const config = (more: Partial<Field>) => {
      const { fields, ...rest } = withWhen(true);
      const when = { timeline: 'now' };
      return {
        ...rest,
        fields: fields.map((it) => (it.name === 'timeline' ? { ...it, when, ...more } : it)),
      };
    };
    expect(find(config({}))).toHaveLength(1);
    for (const more of [{ prefill: true }, { freshFor: 'P30D' }, { alwaysAsk: true }])
      expect(find(config(more))).toEqual([]);
  });

  it('finds a step of a row that is never offered to those it holds for', () => {
    const config = withWhen({ 'segment.small': true }, { matrix: rows });
    expect(find(config)).toEqual([
      {
        path: 'matrix[0].steps[0]',
        problem: 'is never offered to those for whom the row holds',
        remedy: 'Correct steps[1].when, or leave the step out of the row.',
      },
    ]);
    expect(find(withWhen({ company: 'x' }, { matrix: rows }))).toEqual([]);
    expect(find(config, (at) => at !== 'steps[1].when')).toEqual([]);
  });

  it('counts the rows before: a later row is for the others alone', () => {
    const last = [rows[0]!, { id: 'rest', when: true, steps: ['two'] }];
    const config = withWhen({ 'employees.size': { gte: 500 } }, { matrix: last });
    expect(find(config)).toMatchObject([{ path: 'matrix[1].steps[0]' }]);
  });

  it('has nothing against a sound definition', () => expect(find(aForm())).toEqual([]));
});
