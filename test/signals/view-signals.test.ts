import { describe, expect, test } from 'vitest';
import { checkConfig } from '../../src/check/check-config.js';
import { describeCondition } from '../../src/plan/describe-condition.js';
import { aDefinition, type Draft } from '../check/a-definition.js';

const problems = (change: (draft: Draft) => void) =>
  checkConfig(
    aDefinition((draft) => {
      draft.signals = { 'form.seconds': 'use', 'form.trap': 'use' };
      change(draft);
    }),
  ).map(({ path, remedy }) => [path, remedy]);

describe('what is known of a view only when it is left', () => {
  test('S70 SEC21 may be declared, and looked at by steps and scores', () => {
    expect(
      problems((draft) => {
        draft.scores = { trust: { terms: [{ when: { 'form.trap': true }, points: -50 }] } };
        Object.assign(draft.steps[0] ?? {}, { when: { 'form.seconds': { gte: 2 } } });
      }),
    ).toEqual([]);
  });

  test('S70 is nothing that a form may wait for before it appears', () => {
    expect(problems((draft) => (draft.trigger = { 'form.seconds': { gte: 2 } }))).toEqual([
      [
        'trigger["form.seconds"]',
        'Move it to the when of steps: a trigger looks at the page, not at the visitor.',
      ],
    ]);
  });

  test('S70 needs a declaration like every signal', () => {
    expect(
      problems((draft) => {
        delete draft.signals;
        Object.assign(draft.steps[0] ?? {}, { when: { 'form.trap': true } });
      }),
    ).toEqual([['steps[0].when["form.trap"]', 'Declare it under signals with the purpose it serves.']]);
  });

  test('S70 SEC21 has words for the author', () => {
    expect(describeCondition({ 'form.trap': true })).toBe('the trap for machines is filled in');
    expect(describeCondition({ 'form.seconds': { lt: 2 } })).toBe(
      'the number of seconds that the view before took is less than 2',
    );
  });
});
