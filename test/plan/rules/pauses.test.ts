import { describe, expect, it } from 'vitest';
import type { Pause } from '../../../src/model/form-config.js';
import { fact, knowing, noon, profile, signals } from '../../fixtures/forms.js';
import { ago, asked, day, derive, form, holding, plan, withheld, wordOf, type FieldPart } from './a-form.js';

const fields: readonly FieldPart[] = [
  { name: 'timeline' },
  { name: 'phone' },
  { name: 'newsletter', alwaysAsk: true },
  { name: 'ok', type: 'consent' },
];
const never: Pause = { id: 'later', when: { timeline: 'never' }, for: 'P30D' };
const config = form(fields, { pauses: [never] });
const only = form(fields, { pauses: [{ ...never, fields: ['phone'] }] });
const at = (days: number) => signals({}, noon + days * day);
const said = (value: string, when = ago(10, noon)) => holding({ timeline: value }, {}, when);
const later = (days: number) => new Date(noon + days * day).toISOString();
const untilOf = (held: Parameters<typeof derive>[1], answers = {}, seen = signals()) =>
  derive(config, held, answers, seen).classes['pause.later'];

describe('a pause', () => {
  it('S33 rests everything from the answer that asked for it, for its time', () => {
    expect(untilOf(said('never'))).toBe(later(20));
    const planned = plan(config, said('never'));
    expect(planned.complete).toBe(true);
    expect(['timeline', 'phone', 'newsletter', 'ok'].map((name) => wordOf(planned, name))).toEqual([
      'known',
      'resting',
      'resting',
      'resting',
    ]);
    expect(asked(plan(config, said('never'), {}, at(19.99)))).toEqual([]);
    expect(asked(plan(config, said('never'), {}, at(20)))).toEqual(['phone', 'newsletter', 'ok']);
  });

  it('S33 asks those who say now or nothing', () => {
    expect(asked(plan(config, said('now')))).toEqual(['phone', 'newsletter', 'ok']);
    expect(asked(plan(config))).toEqual(['timeline', 'phone', 'newsletter', 'ok']);
  });

  it('S33 rests only the fields it lists', () => {
    expect(asked(plan(only, said('never')))).toEqual(['newsletter', 'ok']);
  });

  it('S33 says until when, and never what was answered', () => {
    const reason = plan(config, said('never')).skip.find(({ field }) => field === 'phone')?.reason;
    expect(reason).toEqual({
      word: 'resting',
      trace: [{ path: 'pause.later', op: 'lte', want: later(0), got: later(20), ok: false }],
    });
  });

  it('S33 lasts on visits without the value, and ends in its time there too', () => {
    const next = withheld(derive(config, said('never')));
    expect(next.classes).toEqual({ 'pause.later': later(20) });
    expect(asked(plan(config, next, {}, at(19)))).toEqual([]);
    expect(asked(plan(config, next, {}, at(21)))).toEqual(['phone', 'newsletter', 'ok']);
    expect(derive(config, next, {}, at(5)).classes).toEqual(next.classes);
  });

  it('S33 lasts where not even the name is left of the answer', () => {
    const held = profile({ classes: { 'pause.later': later(3) } });
    expect(asked(plan(config, held))).toEqual([]);
  });

  it('S33 ends with an answer that says otherwise', () => {
    const rested = derive(config, said('never'));
    const changed = { ...rested, facts: { timeline: fact('soon', 'typed', later(0)) } };
    expect(derive(config, changed).classes).toEqual({});
    expect(asked(plan(config, changed))).toEqual(['phone', 'newsletter', 'ok']);
    expect(derive(config, withheld(rested), { timeline: 'now' }).classes).toEqual({});
  });

  it('S33 begins anew with the same answer given or confirmed again', () => {
    expect(untilOf(said('never', ago(1, noon)))).toBe(later(29));
    const confirmed = { ...fact('never', 'typed', ago(10, noon)), confirmedAt: ago(2, noon) };
    expect(untilOf(profile({ facts: { timeline: confirmed } }))).toBe(later(28));
  });

  it('S33 rests what follows while the answer is given, and not the question that is being answered', () => {
    expect(untilOf(profile(), { timeline: 'never' })).toBe(later(30));
    expect(asked(plan(config, profile(), { timeline: 'never' }))).toEqual(['timeline']);
    expect(asked(plan(config, profile(), { timeline: 'now' }))).toHaveLength(4);
  });

  it('S33 keeps the time of an answer that is known, though it still stands in the form', () => {
    expect(untilOf(said('never'), { timeline: 'never' })).toBe(later(20));
    expect(untilOf(said('now'), { timeline: 'never' })).toBe(later(30));
  });

  it('S33 counts from the latest answer it looks at, known by value or by name', () => {
    const both = form(fields, {
      pauses: [{ id: 'x', when: { timeline: { known: true }, phone: { known: true } }, for: 'P1D' }],
    });
    const held = knowing([], { known: { timeline: ago(9, noon), phone: ago(0.5, noon) } });
    expect(derive(both, held).classes['pause.x']).toBe(later(0.5));
  });

  it('S33 begins when it is first seen where no answer is dated, and is not drawn out by looking again', () => {
    const often = form(fields, { pauses: [{ id: 'x', when: { 'visit.count': { gte: 5 } }, for: 'P1D' }] });
    const fifth = profile({ visits: { count: 5, steps: 0 } });
    const first = derive(often, fifth);
    expect(first.classes['pause.x']).toBe(later(1));
    expect(derive(often, first, {}, at(0.5)).classes).toEqual(first.classes);
    expect(derive(often, { ...first, visits: { count: 1, steps: 0 } }).classes).toEqual(first.classes);
    const ended = { ...fifth, classes: { 'pause.x': false } };
    expect(derive(often, ended).classes['pause.x']).toBe(later(1));
  });

  it('S33 begins anew with the same answer given again on a visit that did not know it', () => {
    const rested = withheld(derive(config, said('never')));
    expect(untilOf(rested, { timeline: 'never' })).toBe(later(30));
  });

  it('S33 takes a class that is no date for no pause', () => {
    const held = profile({ classes: { 'pause.later': 99_999 } });
    expect(asked(plan(config, held))).toHaveLength(4);
  });

  it('S33 is not drawn out by an answer that does not decide', () => {
    const either: Pause = {
      id: 'later',
      when: { any: [{ timeline: 'never' }, { phone: 'none' }] },
      for: 'P30D',
    };
    const held = said('never');
    const more = { ...held, facts: { ...held.facts, phone: fact('123', 'typed', ago(1, noon)) } };
    expect(derive(form(fields, { pauses: [either] }), more).classes['pause.later']).toBe(later(20));
  });

  it('S33 lasts when a signal is gone, and ends with an answer that says otherwise all the same', () => {
    const when = { timeline: 'never', 'page.context': 'shop' };
    const there = form(fields, { pauses: [{ ...never, when }] });
    const rested = derive(there, said('never'), {}, signals({ 'page.context': 'shop' }));
    expect(rested.classes).toEqual({ 'pause.later': later(20) });
    expect(derive(there, rested).classes).toEqual(rested.classes);
    expect(derive(there, rested, { timeline: 'now' }).classes).toEqual({});
  });

  it('S33 is no longer for a date ahead or one that cannot be read', () => {
    expect(untilOf(said('never', later(400)))).toBe(later(30));
    expect(untilOf(said('never', 'no date'))).toBe(later(30));
    const endless = form(fields, { pauses: [{ ...never, for: 'P999999Y' }] });
    expect(asked(plan(endless, said('never'), {}, at(1e6)))).toEqual([]);
  });

  it('S33 shows nothing filled in that it closed', () => {
    const shown = form([{ name: 'timeline' }, { name: 'a', prefill: true, freshFor: 'P1D' }, { name: 'b' }], {
      pauses: [{ ...never, fields: ['a'] }],
    });
    const held = holding({ timeline: 'never', a: 'v' }, { identity: { strength: 'link' } });
    expect(asked(plan(shown, held))).toEqual(['b']);
    expect(plan(shown, held).steps[0]?.confirm).toEqual([]);
  });
});
