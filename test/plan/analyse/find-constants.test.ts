import { describe, expect, it } from 'vitest';
import type { Condition } from '../../../src/model/condition.js';
import { createWorld } from '../../../src/plan/analyse/world.js';
import { findConstants } from '../../../src/plan/analyse/find-constants.js';
import { splitCondition } from '../../../src/plan/analyse/split-condition.js';
import { withWhen } from './a-form.js';

const constants = (when: Condition) =>
  findConstants(createWorld(withWhen(when)), splitCondition(when, 'when'));
const found = (when: Condition) => constants(when).map(({ path, problem }) => [path, problem]);

describe('conditions that decide nothing', () => {
  it.each<[Condition, string]>([
    [{ 'visit.count': { lt: 1 } }, 'when["visit.count"].lt'],
    [{ 'visit.count': { gte: 5, lte: 3 } }, 'when["visit.count"]'],
    [{ 'visit.count': { gt: 2, lt: 3 } }, 'when["visit.count"]'],
    [{ 'visit.count': 2.5 }, 'when["visit.count"]'],
    [{ 'visit.count': { known: false } }, 'when["visit.count"].known'],
    [{ seats: { gt: 500 } }, 'when.seats.gt'],
    [{ 'now.hour': 24 }, 'when["now.hour"]'],
    [{ 'page.scroll': { gt: 100 } }, 'when["page.scroll"].gt'],
    [{ 'score.fit': { gt: 10 } }, 'when["score.fit"].gt'],
    [{ 'score.fit': 7 }, 'when["score.fit"]'],
    [{ all: [{ company: { known: true } }, { company: { known: false } }] }, 'when'],
    [{ all: [{ timeline: 'now' }, { timeline: ['year', 'never'] }] }, 'when'],
    [{ any: [{ company: 'x' }, { 'visit.count': { gte: 5, lte: 3 } }] }, 'when.any[1]["visit.count"]'],
    [{ company: { startsWith: 'a', eq: 'b' } }, 'when.company'],
    [{ company: { contains: 'gmbh', startsWith: 'A', in: ['A Ltd', 'B GmbH'] } }, 'when.company'],
    [{ company: { gt: 'm', lt: 'f' } }, 'when.company'],
    [{ 'visit.last': { gt: '2026-02', lt: '2026-01' } }, 'when["visit.last"]'],
    [{ all: [{ 'visit.last': { within: 'P1D' } }, { not: { 'visit.last': { within: 'P7D' } } }] }, 'when'],
    [{ tags: { only: ['crm'], contains: 'shop' } }, 'when.tags'],
    [{ all: [{ 'segment.big': true }, { 'segment.small': true }] }, 'when'],
    [{ 'segment.big': true, 'employees.band': 'micro' }, 'when'],
    [{ 'segment.big': true, employees: { known: false } }, 'when'],
    [{ employees: '10-249', 'employees.size': { gte: 250 } }, 'when'],
    [{ all: [{ 'segment.big': true }, { not: { employees: ['250-999', '1000+'] } }] }, 'when'],
    [{ stage: 'lead', terms: true }, 'when'],
    [{ stage: { known: false }, email: { known: true } }, 'when'],
    [{ 'bant.complete': 0, timeline: { known: true } }, 'when'],
    [{ 'bant.complete': { gt: 4 } }, 'when["bant.complete"].gt'],
    [{ 'email.kind': 'free', email: { known: false } }, 'when'],
    [{ 'score.fit': { lt: 0 }, timeline: 'now' }, 'when'],
    [{ 'count.pricing': { lt: 1 } }, 'when["count.pricing"].lt'],
    [
      {
        not: {
          any: [
            { 'identity.strength': ['none', 'device'] },
            { 'identity.strength': { notIn: ['none', 'device'] } },
          ],
        },
      },
      'when.not',
    ],
    [{ any: [] }, 'when'],
  ])('M3 %j never holds or always, at %s', (when, path) => {
    expect(found(when)).toEqual([[path, path === 'when.not' ? 'always holds' : 'never holds']]);
  });

  it.each<[Condition, string]>([
    [{ 'visit.count': { gte: 1 } }, 'when["visit.count"].gte'],
    [{ 'visit.count': { gte: 1 }, email: { known: true } }, 'when["visit.count"].gte'],
    [{ 'visit.steps': { gte: 0 } }, 'when["visit.steps"].gte'],
    [{ 'visit.count': { known: true } }, 'when["visit.count"].known'],
    [{ 'bant.complete': { lte: 4 } }, 'when["bant.complete"].lte'],
    [{ 'score.fit': { gte: -5 } }, 'when["score.fit"].gte'],
    [{ any: [{ timeline: { known: true } }, { timeline: { known: false } }] }, 'when'],
    [{ any: [{ 'visit.count': { gte: 3 } }, { 'visit.count': { lt: 3 } }] }, 'when'],
    [{ any: [{ 'segment.big': false }, { 'employees.size': { gt: 100 } }] }, 'when'],
    [{ any: [{ stage: { ne: 'lead' } }, { email: { known: true } }, { stage: { known: true } }] }, 'when'],
    [{ any: [true, { company: 'x' }] }, 'when'],
    [{}, 'when'],
    [{ all: [] }, 'when'],
  ])('M3 %j always holds, at %s', (when, path) => expect(found(when)).toEqual([[path, 'always holds']]));

  it.each<Condition>([
    true,
    false,
    { 'visit.count': { gte: 2 } },
    { 'visit.count': { gte: 3, lte: 3 } },
    { 'visit.count': { ne: 1 } },
    { company: { contains: 'a', startsWith: 'b', endsWith: 'c', ne: 'bac' } },
    { company: { contains: 'else' } },
    { not: { company: { contains: 'else' } } },
    { all: [{ tags: 'crm' }, { tags: 'shop' }, { not: { tags: 'erp' } }] },
    { all: [{ 'page.context': 'a' }, { 'page.context': 'b' }] },
    { terms: false },
    { seats: { gt: 1, lt: 2 } },
    { seats: { gte: 1 } },
    { 'now.hour': { gte: 0 } },
    { 'score.fit': 10 },
    { 'score.fit': 5 },
    { 'flag.beta': true },
    { all: [{ not: { 'flag.beta': true } }, { 'flag.beta': { known: true } }] },
    { 'visit.last': { gt: '2026-01', lt: '2026-02' } },
    { 'visit.last': { within: 'P7D' } },
    { company: { within: 'P7D' } },
    { 'flag.until': { within: 'P7D' } },
    { 'visit.last': { within: 'P7D', gt: '2026-01' } },
    { stage: 'lead', email: { known: false } },
    { stage: 'customer', terms: { ne: true } },
    { 'title.function': 'sales', 'title.level': 'owner' },
    { 'email.kind': { known: false }, email: { known: true } },
    { 'count.pricing.last': { within: 'P1D' } },
    { 'employees.size': { gte: 100, lt: 250 } },
    { 'pause.x': { known: false } },
  ])('finds nothing wrong with %j', (when) => expect(constants(when)).toEqual([]));

  it('M3 does not take for false what is only withheld, nor for true what is only not withheld', () => {
    expect(constants({ company: { ne: 'x' } })).toEqual([]);
    expect(constants({ any: [{ company: 'x' }, { company: { ne: 'x' } }] })).toEqual([]);
    expect(constants({ all: [{ company: { known: true } }, { not: { company: { gte: '' } } }] })).toEqual([]);
  });

  it.each<[Condition, string]>([
    [
      { 'visit.count': { gte: 1 } },
      'visit.count is a whole number from 1 on. Remove it, or compare with another value.',
    ],
    [
      { 'now.hour': 24 },
      'now.hour is a whole number from 0 to 23. Compare it with a value that it can have.',
    ],
    [
      { 'visit.count': { gte: 5, lte: 3 } },
      'No value of visit.count fits all of this: correct one, or use any where one is enough.',
    ],
    [
      { 'segment.big': true, 'segment.small': true },
      'These parts exclude each other: correct one, or use any where one is enough.',
    ],
    [
      { any: [{ company: { known: true } }, { company: { known: false } }] },
      'One of these parts holds for everybody: remove the whole, or correct one.',
    ],
    [{ any: [] }, 'Name a condition, or remove the whole.'],
    [
      { 'identity.strength': { known: true } },
      'identity.strength is always known. Remove it, or compare with another value.',
    ],
  ])('M3 says what to do about %j', (when, remedy) => {
    expect(constants(when).map((problem) => problem.remedy)).toEqual([remedy]);
  });

  it('M3 tries one text of a long list where nothing else tells them apart, and never all against all', () => {
    const company = Array.from({ length: 5_000 }, (_, i) => `company ${i}`);
    const started = process.cpuUsage();
    expect(constants({ company })).toEqual([]);
    expect(constants({ all: [{ company }, { company: { notIn: company } }] })).toHaveLength(1);
    expect(constants({ all: [{ company }, { company: { ne: 'company 7' } }] })).toEqual([]);
    expect(constants({ all: [{ company }, { company: { startsWith: 'company 4' } }] })).toEqual([]);
    expect(process.cpuUsage(started).user / 1e6).toBeLessThan(10);
  });

  it('M3 gives no verdict where there are too many cases, and soon', () => {
    const letters = [...'abcdefghijklmnopqrstuvwxyz'];
    const many: Condition = { all: letters.map((letter) => ({ company: { contains: letter } })) };
    expect(constants({ all: [many, { company: 'x' }] })).toEqual([]);
    const wide: Condition = { all: letters.map((letter) => ({ [`flag.${letter}`]: { gte: 1, lt: 5 } })) };
    expect(constants(wide)).toEqual([]);
    const deep = (level: number): Condition =>
      level ? { all: [deep(level - 1), { any: [wide, many] }] } : true;
    expect(constants(deep(6))).toEqual([]);
  });
});
