import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { cases, knowing, profile } from '../../fixtures/forms.js';
import { asked, form, holding, plan, wordOf } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const config = form([
  { name: 'a' },
  { name: 'q1', queued: true },
  { name: 'b' },
  { name: 'q2', queued: true },
  { name: 'q3', queued: true },
]);

describe('queued fields', () => {
  it('M2 come one for one in the place of questions that are known, in their order', () => {
    expect(asked(plan(config))).toEqual(['a', 'b']);
    expect(asked(plan(config, knowing(['b'])))).toEqual(['a', 'q1']);
    expect(asked(plan(config, knowing(['a', 'b'])))).toEqual(['q1', 'q2']);
    expect(asked(plan(config, knowing(['a', 'b', 'q1'])))).toEqual(['q2', 'q3']);
    expect(asked(plan(config, knowing(['a', 'q1'])))).toEqual(['b', 'q2']);
    expect(wordOf(plan(config), 'q1')).toBe('queued');
  });

  it('M2 keep the number of questions in a step, as long as there are reserves', patience, () => {
    const names = fc.array(fc.record({ queued: fc.boolean(), known: fc.boolean() }), { maxLength: 12 });
    fc.assert(
      fc.property(names, (list) => {
        const fields = list.map(({ queued }, i) => ({ name: `f${i}`, queued }));
        const known = fields.filter((_, i) => list[i]?.known).map(({ name }) => name);
        const isOpen = ({ name }: { name: string }) => !known.includes(name);
        const reserves = fields.filter((field) => field.queued && isOpen(field));
        const own = fields.filter(({ queued }) => !queued);
        const spared = own.length - own.filter(isOpen).length;
        const names = asked(plan(form(fields), knowing(known)));
        expect(names.filter((name) => reserves.some((one) => one.name === name))).toEqual(
          reserves.slice(0, spared).map(({ name }) => name),
        );
        expect(names).toHaveLength(Math.min(own.length, own.filter(isOpen).length + reserves.length));
      }),
      { numRuns: cases },
    );
  });

  it('M2 do not stand in for what is closed for another reason, or for a consent box', () => {
    const fields = [
      { name: 'a', when: false },
      { name: 'ok', type: 'consent' as const },
      { name: 'q', queued: true },
    ];
    expect(asked(plan(form(fields), profile({ consents: { use: '2026-11-01T00:00:00Z' } })))).toEqual([]);
  });

  it('M2 stand in for a question that is known and shown filled in', () => {
    const shown = form([
      { name: 'a', prefill: true },
      { name: 'q', queued: true },
    ]);
    expect(asked(plan(shown, holding({ a: 'v' }, { identity: { strength: 'link' } })))).toEqual(['a', 'q']);
  });

  it('M2 count step by step: the first that lists a field speaks for it', () => {
    const two = form([{ name: 'a' }, { name: 'b' }, { name: 'q', queued: true }], {}, [
      { fields: ['a', 'q'] },
      { fields: ['b', 'q'] },
    ]);
    expect(asked(plan(two, knowing(['a'])))).toEqual(['q', 'b']);
    expect(asked(plan(two, knowing(['b'])))).toEqual(['a']);
  });

  it('M2 count only steps that come into question', () => {
    const two = (when: boolean) =>
      form([{ name: 'a' }, { name: 'b' }, { name: 'q', queued: true }], {}, [
        { fields: ['a', 'q'], when },
        { fields: ['b', 'q'] },
      ]);
    expect(asked(plan(two(false), knowing(['b'])))).toEqual(['q']);
    expect(asked(plan(two(false), knowing(['a'])))).toEqual(['b']);
    expect(asked(plan(two(true), knowing(['a'])))).toEqual(['q', 'b']);
  });

  it('M2 stand in for a question that was refused for good, and not for one that rests', () => {
    const at = '2026-11-01T00:00:00Z';
    const refused = (until: object) => profile({ asks: { a: { at, outcome: 'refused', ...until } } });
    expect(asked(plan(config, refused({})))).toEqual(['q1', 'b']);
    expect(asked(plan(config, refused({ until: '2027-01-01T00:00:00Z' })))).toEqual(['b']);
  });
});
