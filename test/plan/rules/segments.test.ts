import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Profile } from '../../../src/model/profile.js';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import { cases, fact, knowing, noon, profile, signals } from '../../fixtures/forms.js';
import { ago, asked, day, derive, form, holding, plan, withheld } from './a-form.js';

/** Ten thousand cases take their time. */
const patience = { timeout: 300_000 };

const config = form(
  [{ name: 'role' }, { name: 'company' }, { name: 'referral' }],
  {
    signals: { 'count.used': 'use' },
    segments: {
      active: { 'count.used': { gte: 3 }, 'count.used.last': { within: 'P7D' } },
      decider: { role: ['cto', 'ceo'] },
      partner: { company: { startsWith: 'own' } },
      champion: {
        all: [
          { 'segment.active': true },
          { any: [{ 'segment.decider': true }, { 'segment.partner': true }] },
        ],
      },
    },
  },
  [{ fields: ['role', 'company'] }, { fields: ['referral'], when: { 'segment.champion': true } }],
);
const rules = createRules(config);
const ids = ['active', 'decider', 'partner', 'champion'] as const;
type Membership = Readonly<Record<(typeof ids)[number], boolean>>;

type Happening =
  | { readonly kind: 'use' | 'wait' | 'leave' }
  | { readonly kind: 'say'; readonly field: string; readonly value: string };
interface LogEntry {
  readonly at: number;
  readonly what: Happening;
}

/** Written against the words of the definition above, over the whole log each time. */
function remember(log: readonly LogEntry[], now: number): Membership {
  const uses = log.filter(({ what }) => what.kind === 'use').map(({ at }) => at);
  const said = (field: string) =>
    log.flatMap(({ what }) => (what.kind === 'say' && what.field === field ? [what.value] : [])).at(-1) ?? '';
  const active = uses.length >= 3 && now - Math.max(...uses) <= 7 * day;
  const decider = ['cto', 'ceo'].includes(said('role'));
  const partner = said('company').startsWith('own');
  return { active, decider, partner, champion: active && (decider || partner) };
}

/** One event on the profile as a device keeps it; who leaves comes back without values. */
function live(held: Profile, { at, what }: LogEntry): Profile {
  const now = new Date(at).toISOString();
  if (what.kind === 'say')
    return { ...held, facts: { ...held.facts, [what.field]: fact(what.value, 'typed', now) } };
  if (what.kind === 'leave') return withheld(held);
  if (what.kind === 'wait') return held;
  const { n, first } = held.counts['used'] ?? { n: 0, first: now };
  return { ...held, counts: { used: { n: n + 1, first, last: now } } };
}

/** From when to when somebody was in, by segment. */
function intervals(points: readonly (readonly [at: number, Membership])[]) {
  return ids.map((id) =>
    points.flatMap(([at, member], i) => (member[id] !== (points[i - 1]?.[1][id] ?? false) ? [at] : [])),
  );
}

const membershipOf = ({ classes }: Profile) =>
  Object.fromEntries(ids.map((id) => [id, classes[`segment.${id}`]])) as unknown as Membership;

const happenings = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom<Happening>({ kind: 'use' }, { kind: 'wait' }) },
  { weight: 1, arbitrary: fc.constant<Happening>({ kind: 'leave' }) },
  {
    weight: 2,
    arbitrary: fc.record({
      kind: fc.constant('say' as const),
      field: fc.constantFrom('role', 'company'),
      value: fc.constantFrom('cto', 'clerk', 'own ltd', 'else inc'),
    }),
  },
);

describe('segments', () => {
  it('S73 M15 has the same intervals of membership as a reference that reads the whole log', patience, () => {
    const logs = fc.array(fc.tuple(fc.integer({ min: 0, max: 9 * day }), happenings), { maxLength: 25 });
    fc.assert(
      fc.property(logs, (steps) => {
        let [held, now] = [profile(), noon];
        const log: LogEntry[] = [];
        const seen: (readonly [number, Membership])[] = [];
        const expected: (readonly [number, Membership])[] = [];
        for (const [pause, what] of steps) {
          now += pause;
          const entry = { at: now, what };
          log.push(entry);
          held = rules.derive(live(held, entry), signals({}, now), {});
          seen.push([now, membershipOf(held)]);
          expected.push([now, remember(log, now)]);
        }
        expect(intervals(seen)).toEqual(intervals(expected));
      }),
      { numRuns: cases },
    );
  });

  it('S73 lets somebody in at the third use within the week, and out when the week is over', () => {
    const used = (n: number, daysAgo: number) =>
      profile({ counts: { used: { n, first: ago(40, noon), last: ago(daysAgo, noon) } } });
    expect(derive(config, used(2, 0)).classes['segment.active']).toBe(false);
    expect(derive(config, used(3, 7)).classes['segment.active']).toBe(true);
    expect(derive(config, used(3, 7.001)).classes['segment.active']).toBe(false);
  });

  it('S73 keeps a membership whose answers are withheld, until one of them is given again', () => {
    const next = withheld(derive(config, holding({ role: 'cto' })));
    expect(next.facts).toEqual({});
    expect(derive(config, next).classes['segment.decider']).toBe(true);
    expect(derive(config, next, { role: 'clerk' }).classes['segment.decider']).toBe(false);
    expect(derive(config, knowing(['role'])).classes['segment.decider']).toBe(false);
  });

  it('S73 leaves a membership alone that an answer alone does not decide', () => {
    const either = form([{ name: 'role' }, { name: 'company' }], {
      segments: { lead: { any: [{ role: 'cto' }, { company: 'own' }] } },
    });
    const next = withheld(derive(either, holding({ role: 'cto', company: 'else' })));
    expect(derive(either, next, { company: 'other' }).classes['segment.lead']).toBe(true);
    expect(derive(either, next, { role: 'clerk', company: 'other' }).classes['segment.lead']).toBe(false);
  });

  it('S73 shows a later segment and the steps of the same plan what an earlier one came to', () => {
    const counts = { used: { n: 3, first: ago(2, noon), last: ago(1, noon) } };
    expect(asked(plan(config, profile({ counts })))).not.toContain('referral');
    expect(asked(plan(config, profile({ counts }), { role: 'CEO' }))).toContain('referral');
    expect(asked(plan(config, withheld(derive(config, holding({ role: 'ceo' }, { counts })))))).toEqual([
      'company',
      'referral',
    ]);
  });
});
