import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Condition } from '../../src/model/condition.js';
import { describeCondition, describeFinding } from '../../src/plan/describe-condition.js';
import { describeDate, describeDuration } from '../../src/plan/describe-duration.js';
import { quote } from '../../src/plan/describe-path.js';
import { evaluateCondition } from '../../src/plan/evaluate-condition.js';
import { efforts, weighCondition } from '../../src/plan/weigh-condition.js';
import { cases, noon } from '../fixtures/forms.js';
import { conditions } from './arbitraries.js';

const labels: Readonly<Record<string, string>> = {
  company: 'Your company',
  jobTitle: 'Job title',
  newsletter: 'Send me news',
};
const label = (path: string) => labels[path];

describe('describeCondition', () => {
  it.each<[Condition, string]>([
    [{ 'visit.count': { gte: 3 } }, 'it is visit 3 or later'],
    [{ 'visit.count': { gt: 3 } }, 'it is visit 4 or later'],
    [{ 'visit.count': { lte: 1 } }, 'it is the first visit'],
    [{ 'visit.count': { lt: 4 } }, 'it is visit 3 or earlier'],
    [{ 'visit.count': 2 }, 'it is visit 2'],
    [{ 'visit.count': [2, 3, 5] }, 'it is visit 2, 3 or 5'],
    [{ 'visit.count': { ne: 2 } }, 'it is not visit 2'],
    [{ 'visit.last': { within: 'P7D' } }, 'the last activity is within the last 7 days'],
    [{ company: 'Acme' }, '“Your company” is “Acme”'],
    [{ company: { ne: 'Acme' } }, '“Your company” is not “Acme”'],
    [{ company: { known: true } }, '“Your company” is known'],
    [{ company: { known: false } }, '“Your company” is not known'],
    [{ jobTitle: ['cto', 'cmo'] }, '“Job title” is “cto” or “cmo”'],
    [{ jobTitle: { notIn: ['cto', 'cmo'] } }, '“Job title” is not “cto” or “cmo”'],
    [{ jobTitle: { only: ['cto'] } }, '“Job title” is nothing but “cto”'],
    [{ jobTitle: { contains: 'head' } }, '“Job title” contains “head”'],
    [{ not: { jobTitle: { startsWith: 'head' } } }, '“Job title” does not start with “head”'],
    [{ jobTitle: { endsWith: 'head' } }, '“Job title” ends with “head”'],
    [{ newsletter: true }, '“Send me news” is ticked'],
    [{ newsletter: { ne: true } }, '“Send me news” is not ticked'],
    [{ 'jobTitle.level': 'chief' }, 'the level of “Job title” is “chief”'],
    [{ 'email.kind': { ne: 'free' } }, 'the kind of e-mail address is not “free”'],
    [{ 'segment.big': true }, 'the visitor is in the segment “big”'],
    [{ 'segment.big': false }, 'the visitor is not in the segment “big”'],
    [{ 'consent.profiling': true }, 'the consent to “profiling” is given'],
    [{ 'score.interest': { gte: 20 } }, 'the score “interest” is 20 or more'],
    [{ 'score.interest': { lt: 20 } }, 'the score “interest” is less than 20'],
    [{ 'count.pricing': { gt: 2 } }, 'the count of “pricing” is more than 2'],
    [{ 'count.pricing.last': { within: 'PT1H' } }, 'the last “pricing” is within the last 1 hour'],
    [{ 'now.date': { gte: '2026-12-01' } }, 'the date is “2026-12-01” or later'],
    [{ 'bant.need': true }, 'the need (BANT) is known'],
    [{ 'flag.beta': true }, 'the variant of the flag “beta” is true'],
    [{ 'flag.beta': { ne: false } }, 'the variant of the flag “beta” is not false'],
    [{ 'flag.welcome': 'warm' }, 'the variant of the flag “welcome” is “warm”'],
    [{ 'flag.welcome': ['warm', 'cool'] }, 'the variant of the flag “welcome” is “warm” or “cool”'],
    [{ not: { 'flag.welcome': 'warm' } }, 'the variant of the flag “welcome” is not “warm”'],
    [{ 'page.query.list': 'x' }, '“list” in the address of the page is “x”'],
    [{ 'utm.source': 'mail' }, "the campaign's source is “mail”"],
    [{ 'page.exit': true }, 'the visitor is about to leave'],
    [{ stage: 'lead' }, 'the stage is “lead”'],
    [{ unheard: 1 }, '“unheard” is 1'],
    [true, 'always'],
    [{ not: true }, 'never'],
    [{ all: [] }, 'always'],
    [{ any: [] }, 'never'],
    [{ jobTitle: [] }, '“Job title” is nothing'],
  ])('F1 says %j as “%s”', (condition, words) => {
    expect(describeCondition(condition, label)).toBe(words);
  });

  it('F1 joins comparisons as they are joined, and carries a negation down to them', () => {
    const condition: Condition = {
      all: [
        { 'visit.count': { gte: 3 } },
        { any: [{ company: { known: true } }, { jobTitle: ['cto'] }] },
        { not: { all: [{ 'segment.big': true }, { stage: 'lead' }] } },
      ],
    };
    expect(describeCondition(condition, label)).toBe(
      'it is visit 3 or later, (“Your company” is known or “Job title” is “cto”) and ' +
        '(the visitor is not in the segment “big” or the stage is not “lead”)',
    );
  });

  it('F1 needs no brackets where everything is joined alike', () => {
    const condition: Condition = {
      all: [
        { company: { known: true }, 'segment.big': true },
        { not: { any: [{ stage: 'lead' }, { 'flag.a': true }] } },
      ],
    };
    expect(describeCondition(condition, label)).toBe(
      '“Your company” is known and the visitor is in the segment “big” and the stage is not “lead” and the variant of the flag “a” is not true',
    );
  });

  it('F1 names a consent by the beginning of its text', () => {
    expect(quote('Yes, you may remember what I told you and what I downloaded.')).toBe(
      '“Yes, you may remember what I told you and what…”',
    );
  });
});

describe('describeFinding', () => {
  const found = (condition: Condition, look: Parameters<typeof evaluateCondition>[1]) =>
    evaluateCondition(condition, look, noon).trace.map((entry) => describeFinding(entry, label));

  it.each<[Condition, ReturnType<Parameters<typeof evaluateCondition>[1]>, string]>([
    [{ 'visit.count': 3 }, { value: 2 }, 'this is visit 2'],
    [{ company: 'Acme' }, {}, 'nobody has told us “Your company” yet'],
    [
      { company: 'Acme' },
      { withheld: true, personal: true },
      '“Your company” is known here without its value',
    ],
    [{ company: 'Acme' }, { value: 'Geheim', personal: true }, '“Your company” was answered otherwise'],
    [{ company: { ne: 'Acme' } }, { value: 'Acme', personal: true }, 'that was the answer to “Your company”'],
    [{ company: { known: false } }, { value: 'Geheim', personal: true }, '“Your company” is known'],
    [{ 'score.interest': { gte: 20 } }, { value: 12 }, 'the score “interest” is 12'],
    [{ 'score.interest': { gte: 20 } }, {}, 'the score “interest” is not known'],
    [{ 'segment.big': true }, { value: false }, 'the visitor is not in the segment “big”'],
    [{ stage: 'qualified' }, { value: 'lead' }, 'the stage is “lead”'],
    [{ 'flag.a': 'warm' }, { value: 'plain' }, 'the variant of the flag “a” is “plain”'],
    [{ 'flag.a': true }, { value: false }, 'the variant of the flag “a” is false'],
    [{ 'page.query.mail': 'x' }, { value: 'ada@x.example' }, '“mail” in the address of the page is not “x”'],
    [
      { 'page.scroll': { gte: 50 } },
      { value: 20 },
      'the part of the page that was scrolled, in percent, is 20',
    ],
    [{ 'jobTitle.level': 'chief' }, { value: 'geheim' }, 'the level of “Job title” is not “chief”'],
    [{ 'page.events': 'video' }, { value: ['geheim'] }, 'what the page announced is not “video”'],
  ])('F1 tells of %j with %j: %s', (condition, look, words) => {
    expect(found(condition, () => look)).toEqual([words]);
  });
});

describe('weighCondition', () => {
  const tests = {
    a: fc.constantFrom('x', { ne: 'x' }, ['x', 'y']),
    'visit.count': fc.integer({ min: 1, max: 4 }).map((gte) => ({ gte, lt: gte + 2 })),
    'segment.s': fc.boolean(),
  };
  const look = (values: Readonly<Record<string, string | number | boolean>>) => (path: string) => ({
    value: values[path],
    personal: path === 'a',
  });

  it('F1 reads from a trace whether the condition held, and what made it so', () => {
    const values = fc.record(
      {
        a: fc.constantFrom('x', 'y', 'z'),
        'visit.count': fc.integer({ min: 1, max: 5 }),
        'segment.s': fc.boolean(),
      },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(conditions(tests), values, (condition, held) => {
        const { ok, trace } = evaluateCondition(condition, look(held), noon);
        const weight = weighCondition(condition, trace, (path) => path === 'a');
        expect(weight.ok).toBe(ok);
        expect(ok ? weight.toHold : weight.toFail).toBe(efforts.none);
        expect((ok ? weight.toFail : weight.toHold) > efforts.none).toBe(true);
        for (const entry of weight.why) expect(trace).toContain(entry);
      }),
      { numRuns: cases },
    );
  });

  it.each<[Condition, number | undefined, keyof typeof efforts, keyof typeof efforts]>([
    // what it looks at, the number of visits, what it takes to hold, what it takes to fail
    [{ 'visit.count': { gte: 3 } }, 2, 'time', 'none'],
    [{ 'visit.count': { gte: 3 } }, 3, 'none', 'change'],
    [{ 'visit.count': { gt: 3 } }, 3, 'time', 'none'],
    [{ 'visit.count': { lte: 3 } }, 3, 'none', 'time'],
    [{ 'visit.count': { lt: 3 } }, 3, 'change', 'none'],
    [{ 'visit.count': 3 }, 2, 'time', 'none'],
    [{ 'visit.count': 3 }, 3, 'none', 'time'],
    [{ 'visit.count': 3 }, 4, 'change', 'none'],
    [{ 'visit.count': [1, 3] }, 2, 'time', 'none'],
    [{ 'visit.count': [1, 3] }, 4, 'change', 'none'],
    [{ 'visit.count': { ne: 3 } }, 2, 'none', 'time'],
    [{ 'visit.count': { ne: 3 } }, 3, 'time', 'none'],
    [{ 'visit.count': { notIn: [1, 3] } }, 4, 'none', 'change'],
    [{ 'visit.count': 3 }, undefined, 'time', 'none'],
    [{ 'visit.steps': { lt: 1 } }, 1, 'time', 'none'],
    [{ 'segment.s': 1 }, 2, 'change', 'none'],
    [true, 0, 'none', 'change'],
    [{ not: { any: [true, { 'visit.count': 3 }] } }, 2, 'change', 'none'],
  ])('F1 lets %j, at %s, call for %s to hold and for %s to fail', (condition, count, toHold, toFail) => {
    const { trace } = evaluateCondition(condition, () => ({ value: count }), noon);
    const weight = weighCondition(condition, trace, () => false);
    expect([weight.toHold, weight.toFail]).toEqual([efforts[toHold], efforts[toFail]]);
  });

  it('F1 calls for time exactly where more visits, and answers to open questions, would do', () => {
    const values = fc.record(
      {
        a: fc.constantFrom('x', 'y', 'z'),
        'visit.count': fc.integer({ min: 1, max: 5 }),
        'segment.s': fc.boolean(),
      },
      { requiredKeys: ['visit.count', 'segment.s'] },
    );
    // Each path at most once: two tests on one path may want what cannot be at a time.
    const growing = fc.tuple(
      fc.constantFrom({ a: 'x' }, { a: { known: true } }),
      fc.integer({ min: 1, max: 7 }).map((n) => ({ 'visit.count': { gte: n } })),
      fc.boolean().map((is) => ({ 'segment.s': is })),
      fc.constantFrom('all', 'any'),
      fc.constantFrom('all', 'any'),
    );
    fc.assert(
      fc.property(growing, values, ([answer, visits, segment, outer, inner], held) => {
        const condition = { [outer]: [visits, { [inner]: [answer, segment] }] } as Condition;
        const { ok, trace } = evaluateCondition(condition, look(held), noon);
        const { toHold } = weighCondition(condition, trace, (path) => path === 'a');
        const holdsWith = (more: object) => evaluateCondition(condition, look({ ...held, ...more }), noon).ok;
        const answered = held.a === undefined ? { a: 'x' } : {};
        const later = { 'visit.count': 9 };
        const expected = ok
          ? efforts.none
          : holdsWith(answered)
            ? efforts.answer
            : holdsWith({ ...answered, ...later })
              ? efforts.time
              : efforts.change;
        expect(toHold).toBe(expected);
      }),
      { numRuns: cases },
    );
  });
});

describe('describeDuration and describeDate', () => {
  it.each([
    ['P30D', '30 days'],
    ['P1Y6M', '1 year 6 months'],
    ['PT1M', '1 minute'],
    ['P2WT12H', '2 weeks 12 hours'],
    ['soon', 'soon'],
  ])('say %s as %s', (duration, words) => expect(describeDuration(duration)).toBe(words));

  it('say a date in UTC, and nothing for what is none', () => {
    expect(describeDate('2026-11-03T23:30:00-02:00')).toBe('4 Nov 2026');
    expect(describeDate('no date')).toBeUndefined();
  });
});
