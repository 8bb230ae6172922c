import { describe, expect, it } from 'vitest';
import type { Condition } from '../../src/model/condition.js';
import { findFollowing } from '../../src/adapters/find-following.js';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { whitepaper } from '../fixtures/forms.js';

const field = (name: string, change: Partial<Field> = {}): Field => {
  return { name, type: 'text', label: name, purpose: 'lead', ...change };
};
const definition = (change: Partial<FormConfig>): FormConfig => ({
  ...whitepaper,
  fields: [
    field('email', { type: 'email' }),
    field('jobTitle', { classify: 'jobTitle' }),
    field('budget', { bant: 'budget' }),
    field('need', { sensitive: true, bant: 'need' }),
    field('income', { sensitive: true, classify: 'companySize' }),
  ],
  ...change,
});
/** Whether a segment of this condition, after the others, is kept from a mirror with this map. */
const isKept = (
  last: Condition,
  change: Partial<FormConfig> = {},
  map?: Readonly<Record<string, string>>,
) => {
  const segments = { ...change.segments, last };
  return findFollowing(definition({ ...change, segments }), map).segments.includes('last');
};

describe('SEC28 what follows from a sensitive answer', () => {
  it.each<[string, Condition]>([
    ['the field itself', { need: 'much' }],
    ['whether it is known', { need: { known: true } }],
    ['what it is read as', { 'income.band': 'large' }],
    ['a list of tests', { all: [{ 'visit.count': 2 }, { any: [{ email: 'a' }, { need: 'much' }] }] }],
    ['its opposite', { not: { need: 'much' } }],
    ['whether the need is known', { 'bant.need': true }],
    ['how much of a lead is known', { 'bant.complete': { gte: 2 } }],
  ])('is what looks at %s', (_, condition) => {
    expect(isKept(condition)).toBe(true);
  });

  it.each<[string, Condition]>([
    ['always', true],
    ['another field', { email: { known: true } }],
    ['what another is read as', { 'jobTitle.level': 'manager' }],
    ['another criterion', { 'bant.budget': true }],
    ['the kind of an open address', { 'email.kind': 'work' }],
    [
      'the visit and the page',
      { 'visit.count': { gte: 2 }, 'utm.source': 'news', 'page.path': '/', 'flag.a': 'b', locale: 'de' },
    ],
    [
      'what was counted, and agreed to',
      { 'count.pricing.last': { within: 'P7D' }, 'consent.profiling': true },
    ],
  ])('is not what holds by %s', (_, condition) => {
    expect(isKept(condition)).toBe(false);
  });

  it('comes through segments, scores and stages, however many', () => {
    const segments = {
      rich: { 'income.size': { gte: 9 } },
      open: { email: 'a' },
      next: { 'segment.rich': true },
    };
    const term = (when: Condition) => ({
      terms: [
        { count: 'pricing', points: 1 },
        { when, points: 1 },
      ],
    });
    const scores = { fit: term({ need: 'much' }), seen: term({ email: 'a' }) };
    const stages = [
      { id: 'lead', when: { email: { known: true } } },
      { id: 'ready', when: { 'score.fit': { gte: 1 } } },
      { id: 'hot', when: { not: { 'segment.next': false } } },
    ];
    expect(findFollowing(definition({ segments, scores, stages }))).toEqual({
      stages: ['ready', 'hot'],
      segments: ['rich', 'next'],
    });
    expect(isKept({ 'score.seen': { gte: 1 } }, { scores })).toBe(false);
    expect(isKept({ 'segment.open': true }, { segments })).toBe(false);
    expect(isKept({ stage: 'lead' }, { stages: stages.slice(0, 1) })).toBe(false);
    expect(isKept({ stage: 'lead' }, { stages, scores, segments })).toBe(true);
  });

  it('is also what looks at the kind of an address that is sensitive', () => {
    const fields = [field('mail', { type: 'email', sensitive: true })];
    expect(isKept({ 'email.kind': 'free' }, { fields })).toBe(true);
  });

  it.each(['page.query.diag', 'utm.need'])('is also what looks at %s, which fills in the answer', (path) => {
    const profile = { parameters: { diag: 'need', utm_need: 'need', topic: 'email' } };
    expect(isKept({ [path]: 'flu' }, { profile })).toBe(true);
    expect(isKept({ [path]: 'flu' }, { profile }, { need: 'Need' })).toBe(false);
    expect(isKept({ [path]: 'flu' })).toBe(false);
    expect(isKept({ 'page.query.topic': 'flu' }, { profile })).toBe(false);
  });

  it('is also what looks at a consent that is sensitive', () => {
    const consent = field('terms', { type: 'consent', purpose: 'health', sensitive: true });
    const change = { fields: [consent, field('email')] };
    expect(isKept({ 'consent.health': true }, change)).toBe(true);
    expect(isKept({ 'consent.lead': true }, change)).toBe(false);
    expect(isKept({ 'consent.health': true }, change, { consent_health: 'Health' })).toBe(false);
  });

  it('is also that of which nobody can say what it follows from', () => {
    for (const path of ['segment.gone', 'score.gone', 'bant.authority', 'path', 'pause.later', 'anything'])
      expect(isKept({ [path]: true }), path).toBe(true);
    expect(isKept({ 'email.kind': 'free' }, { fields: [field('need', { sensitive: true })] })).toBe(true);
  });

  it('ends where conditions look at each other', () => {
    const segments = { one: { 'segment.two': true }, two: { 'segment.one': true } };
    expect(findFollowing(definition({ segments })).segments).toEqual([]);
    const telling = { one: { any: [{ 'segment.two': true }, { need: 'a' }] }, two: { 'segment.one': true } };
    expect(findFollowing(definition({ segments: telling })).segments).toEqual(['one', 'two']);
  });

  it('may go where the answer itself may, or where it is named', () => {
    const both: Condition = { need: 'much', income: 'much' };
    const stages = [{ id: 'ready', when: { need: 'much' } }];
    expect(isKept({ need: 'much' }, {}, { need: 'Need' })).toBe(false);
    expect(isKept(both, {}, { need: 'Need' })).toBe(true);
    expect(isKept({ need: 'much' }, {}, { need: '' })).toBe(true); // which is not sent
    expect(isKept(both, {}, { segments: 'Groups' })).toBe(false);
    expect(isKept(both, {}, { stage: 'Stage' })).toBe(true);
    expect(findFollowing(definition({ stages }), { stage: 'Stage' }).stages).toEqual([]);
    expect(findFollowing(definition({ stages }), { segments: 'Groups' }).stages).toEqual(['ready']);
  });

  it('is nothing where nothing is sensitive', () => {
    const fields = [field('need')];
    expect(isKept({ need: 'much' }, { fields })).toBe(false);
    expect(isKept({ anything: true }, { fields })).toBe(false);
  });

  it('goes by fields before classes of the same name', () => {
    const fields = [field('stage'), field('need', { sensitive: true })];
    const stages = [{ id: 'ready', when: { need: 'much' } }];
    expect(isKept({ stage: 'ready' }, { fields, stages })).toBe(false);
    const classed = [field('segment', { classify: 'jobTitle' }), field('need', { sensitive: true })];
    expect(isKept({ 'segment.a': true }, { fields: classed, segments: { a: { need: 'much' } } })).toBe(true);
  });
});
