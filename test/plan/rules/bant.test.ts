import { describe, expect, it } from 'vitest';
import { knowing, profile } from '../../fixtures/forms.js';
import { asked, derive, form, holding, plan, withheld } from './a-form.js';

const config = form([
  { name: 'money', bant: 'budget' },
  { name: 'jobTitle', bant: 'authority' },
  { name: 'need', bant: 'need' },
  { name: 'project', bant: 'need' },
  { name: 'when', bant: 'timeline' },
  { name: 'email' },
]);

describe('the BANT rule', () => {
  it('S56 reports of each criterion whether it is known, and how many are', () => {
    expect(derive(config, profile()).classes).toEqual({
      'bant.budget': false,
      'bant.authority': false,
      'bant.need': false,
      'bant.timeline': false,
      'bant.complete': 0,
    });
    expect(derive(config, holding({ money: '10k', when: 'now', email: 'a@b.de' })).classes).toEqual({
      'bant.budget': true,
      'bant.authority': false,
      'bant.need': false,
      'bant.timeline': true,
      'bant.complete': 2,
    });
  });

  it('S56 counts what is known by name alone like what is known by value', () => {
    const held = holding({ money: '10k', jobTitle: 'CTO', project: 'shop', when: 'now' });
    const first = derive(config, held).classes;
    expect(first['bant.complete']).toBe(4);
    expect(derive(config, withheld(held)).classes).toEqual(first);
    expect(derive(config, knowing(['need'])).classes).toMatchObject({
      'bant.need': true,
      'bant.complete': 1,
    });
  });

  it('S56 takes one field of several for one criterion as enough', () => {
    expect(derive(config, holding({ need: 'x' })).classes['bant.need']).toBe(true);
    expect(derive(config, holding({ need: 'x', project: 'y' })).classes['bant.complete']).toBe(1);
  });

  it('S56 counts what is being typed, but nothing that is blank or a guess', () => {
    expect(derive(config, profile(), { money: '5k' }).classes['bant.budget']).toBe(true);
    expect(derive(config, profile(), { money: ' ' }).classes['bant.budget']).toBe(false);
    const guessed = profile({ facts: { money: { value: '5k', source: 'inferred', at: '2026-11-01' } } });
    expect(derive(config, guessed).classes['bant.budget']).toBe(false);
  });

  it('S56 lets criteria stand that only another form asks for', () => {
    const other = form([{ name: 'when', bant: 'timeline' }]);
    const held = holding({ when: 'now' }, { classes: { 'bant.budget': true, 'bant.complete': 1 } });
    expect(derive(other, held).classes).toEqual({
      'bant.budget': true,
      'bant.timeline': true,
      'bant.complete': 2,
    });
  });

  it('S56 is what conditions of the same plan see', () => {
    const last = form([{ name: 'money', bant: 'budget' }, { name: 'call' }], {}, [
      { fields: ['money'] },
      { fields: ['call'], when: { 'bant.complete': { gte: 1 } } },
    ]);
    expect(asked(plan(last))).toEqual(['money']);
    expect(asked(plan(last, knowing(['money'])))).toEqual(['call']);
  });
});
