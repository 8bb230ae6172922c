import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import { evaluateCondition } from '../../src/plan/evaluate-condition.js';
import { efforts, weighCondition } from '../../src/plan/weigh-condition.js';
import { noon } from '../fixtures/forms.js';

type Word = keyof typeof efforts;

/** What it takes until the condition holds, and until it fails, where its path leads to `value`. */
function weigh(condition: Condition, value: string | number | boolean | undefined): readonly number[] {
  const { trace } = evaluateCondition(condition, () => ({ value }), noon);
  const { toHold, toFail } = weighCondition(condition, trace, () => false);
  return [toHold, toFail];
}

describe('what only time can turn', () => {
  it.each<[Condition, string | number | boolean | undefined, Word, Word]>([
    // a number that grows fails once it has reached what it must not be
    [{ 'visit.count': { notIn: [3] } }, 1, 'none', 'time'],
    [{ 'visit.count': { notIn: [3] } }, 3, 'time', 'none'],
    // how often something was done never falls, its dates come and go
    [{ 'count.pricing': { lte: 3 } }, 5, 'change', 'none'],
    [{ 'count.pricing.last': { lt: '2026-01-01' } }, '2026-02-01', 'time', 'none'],
    // nothing yet may become anything
    [{ 'now.date': '2026-12-24' }, undefined, 'time', 'none'],
    [{ stage: 'ready' }, 'lead', 'time', 'none'],
    // a part of a name says nothing
    [{ 'utm.stage': 'ready' }, 'lead', 'change', 'none'],
    [{ 'flag.page.new': true }, false, 'change', 'none'],
    [{ 'page.query.visit.count': { lte: 3 } }, 5, 'time', 'none'],
  ])('F1 is told of %j, where there is %s', (condition, value, toHold, toFail) => {
    expect(weigh(condition, value)).toEqual([efforts[toHold], efforts[toFail]]);
  });
});
