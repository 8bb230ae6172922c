import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import type { Field, FormConfig } from '../../src/model/form-config.js';
import { parseDuration } from '../../src/model/duration.js';
import type { Profile } from '../../src/model/profile.js';
import type { Plan } from '../../src/model/plan.js';
import { explain } from '../../src/plan/explain.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { estimatePlan } from '../../src/plan/rules/effort.js';
import { emailKind } from '../../src/profile/email-kind.js';
import { cases, noon } from '../fixtures/forms.js';
import { answersTo, definitions, instants, profilesFor, situations } from './arbitraries.js';
import {
  listAsked,
  listBlanks,
  listTold,
  lives,
  planWith,
  play,
  rearranged,
  type Life,
  type Moment,
} from './property-arbitraries.js';

const runs = { numRuns: cases };
/** Of the full counts. */
const patience = { timeout: 300_000 };
const namesOf = (asks: readonly { readonly field: string }[]) => asks.map(({ field }) => field);

/** Given by the visitor, by value or by name, and not older than the definition trusts it. */
function isKnownAndFresh({ name, freshFor, type, purpose }: Field, profile: Profile, now: number): boolean {
  const fact = profile.facts[name]?.source === 'inferred' ? undefined : profile.facts[name];
  const byName = type === 'consent' ? profile.consents[purpose] : profile.known[name];
  const since = fact ? (fact.confirmedAt ?? fact.at) : byName;
  return since !== undefined && (!freshFor || now - Date.parse(since) <= (parseDuration(freshFor) ?? 0));
}

/** Names of what must not be asked: some definitions say that a known question is to be asked all the same. */
const listSettled = ({ fields }: FormConfig, profile: Profile, now: number): readonly string[] =>
  fields
    .filter(({ alwaysAsk, transient }) => !alwaysAsk && !transient)
    .filter((field) => isKnownAndFresh(field, profile, now))
    .map(({ name }) => name);

/** Words of questions that are open by themselves, whether or not there was room for them. */
const openWords = [
  'missing',
  'stale',
  'alwaysAsk',
  'viewLimit',
  'visitLimit',
  'priority',
  'effort',
  'budget',
];
const listOpen = (plan: Plan): readonly string[] =>
  listTold(plan)
    .filter(([, word]) => openWords.includes(word))
    .map(([field]) => field);

describe('S20 of any definition, profile and page', () => {
  it('S20 plans nothing that is known and fresh', patience, () => {
    fc.assert(
      fc.property(situations(), ({ config, profile, signals, answers }) => {
        const asked = namesOf(listAsked(planWith(config, profile, signals, answers)));
        const settled = listSettled(config, profile, signals.now);
        expect(asked.filter((name) => settled.includes(name))).toEqual([]);
      }),
      runs,
    );
  });

  it('F1 accounts for every field exactly once, in the plan and in its explanation', patience, () => {
    fc.assert(
      fc.property(situations(), ({ config, profile, signals, answers }) => {
        const names = config.fields.map(({ name }) => name);
        const told = listTold(planWith(config, profile, signals, answers)).map(([field]) => field);
        expect(told.toSorted()).toEqual(names.toSorted());
        const explained = explain(config, profile, signals, answers, createRules(config, emailKind));
        expect(namesOf(explained)).toEqual(names);
      }),
      runs,
    );
  });

  it('S6 asks no lesser question while an open greater one finds no room', patience, () => {
    const rank = { critical: 0, normal: 1, nice: 2 };
    fc.assert(
      fc.property(situations(), ({ config, profile, signals, answers }) => {
        const plan = planWith(config, profile, signals, answers);
        const rankOf = (name: string) =>
          rank[config.fields.find((field) => field.name === name)?.priority ?? 'normal'];
        const least = Math.max(0, ...namesOf(listAsked(plan)).map(rankOf));
        const turnedAway = plan.skip.filter(({ reason }) =>
          ['viewLimit', 'visitLimit', 'effort', 'budget', 'priority'].includes(reason.word),
        );
        for (const { field } of turnedAway) expect(rankOf(field)).toBeGreaterThanOrEqual(least);
      }),
      runs,
    );
  });

  it('S77 plans the same with guesses as without', patience, () => {
    const guessed = situations().chain((situation) => {
      const free = situation.config.fields.filter(({ name }) => !situation.profile.facts[name]);
      const guesses = fc.tuple(
        ...free.map((field) =>
          fc
            .record({ value: answersTo(field), at: instants })
            .map((guess) => [field.name, { ...guess, source: 'inferred' as const }] as const),
        ),
      );
      return guesses.map((list) => ({ ...situation, guesses: Object.fromEntries(list) }));
    });
    fc.assert(
      fc.property(guessed, ({ config, profile, signals, answers, guesses }) => {
        const rules = createRules(config, emailKind);
        // In words it may be told that there is a guess; what is done, and why, is the same.
        const verdicts = (known: Profile) =>
          explain(config, known, signals, answers, rules).map(({ text: _, ...told }) => told);
        const told = (known: Profile) =>
          JSON.stringify([planWith(config, known, signals, answers), verdicts(known)]);
        expect(told({ ...profile, facts: { ...profile.facts, ...guesses } })).toBe(told(profile));
      }),
      runs,
    );
  });
});

describe('on any trace of visits', () => {
  const each = (check: (moment: Moment, life: Life, moments: readonly Moment[]) => void) =>
    fc.assert(
      fc.property(lives(), (life) => {
        const moments = play(life);
        for (const moment of moments) check(moment, life, moments);
      }),
      runs,
    );

  it('S20 asks nothing that was answered and is fresh', patience, () =>
    each(({ plan, before, now }, { config }) => {
      const settled = listSettled(config, before, now);
      expect(namesOf(listAsked(plan)).filter((name) => settled.includes(name))).toEqual([]);
    }),
  );

  it('S11 fills no view and no visit beyond its limit', patience, () =>
    each(({ plan, before }, { config }) => {
      const { maxFields = Infinity, maxSteps = Infinity } = config.ask ?? {};
      for (const view of plan.steps) expect(listBlanks(config, view).length).toBeLessThanOrEqual(maxFields);
      expect(before.visits.steps + plan.steps.length).toBeLessThanOrEqual(
        Math.max(maxSteps, before.visits.steps),
      );
    }),
  );

  it('S7 S11 plans nothing that takes longer than it may', patience, () =>
    each(({ plan }, { config }) => {
      expect(estimatePlan(config, plan).seconds).toBeLessThanOrEqual(config.ask?.maxSeconds ?? Infinity);
    }),
  );

  it(
    'F10 S11 puts no more questions in any period than the allowance, whatever was refused in between',
    patience,
    () =>
      each(({ plan, now, before }, { config }) => {
        const { questions, per } = config.ask?.budget ?? { questions: Infinity, per: 'P1D' };
        const put = plan.steps.flatMap((view) => listBlanks(config, view)).length;
        const lately = Object.entries(before.spent)
          .filter(([at]) => now - Date.parse(at) < (parseDuration(per) ?? 0))
          .reduce((sum, [, n]) => sum + n, 0);
        expect(put + lately).toBeLessThanOrEqual(Math.max(questions, lately));
        expect(lately).toBeLessThanOrEqual(questions);
      }),
  );

  it('F10 never asks again what was refused for good, nor before its time what was put off', patience, () =>
    each(({ plan, now, before }) => {
      const refused = Object.entries(before.asks)
        .filter(([, { outcome, until }]) => outcome === 'refused' && (!until || Date.parse(until) > now))
        .map(([name]) => name);
      expect(namesOf(listAsked(plan)).filter((name) => refused.includes(name))).toEqual([]);
    }),
  );

  it('S4 asks nothing answered again when steps are inserted, removed or reordered', patience, () => {
    const changed = lives().chain((life) => rearranged(life.config).map((steps) => ({ life, steps })));
    fc.assert(
      fc.property(changed, ({ life, steps }) => {
        const { now, after } = play(life).at(-1) ?? { now: noon, after: undefined };
        if (!after) return;
        const { matrix: _, ...rest } = life.config;
        const next = { ...after, visits: { ...after.visits, count: after.visits.count + 1, steps: 0 } };
        const plan = planWith({ ...rest, steps }, next, { now, values: life.values });
        const settled = listSettled(life.config, next, now);
        expect(namesOf(listAsked(plan)).filter((name) => settled.includes(name))).toEqual([]);
      }),
      runs,
    );
  });
});

describe('with patience', () => {
  /** Whatever can be asked fits into some visit, and what was answered stays known. */
  const patient = definitions.map((config): FormConfig => {
    const { maxSeconds, ...ask } = config.ask ?? {};
    return {
      ...config,
      ask: { ...ask, ...(maxSeconds !== undefined && { maxSeconds: maxSeconds + 40 }) },
      fields: config.fields.map(({ alwaysAsk: _, freshFor: __, transient: ___, ...field }) => field),
    };
  });
  /** More than the longest period apart, so that every visit has its whole allowance; more than thresholds and fields. */
  const visits = Array.from({ length: 24 }, () => ({ after: 400, acts: ['answer', 'answer'] as const }));

  it('S21 M2 asks every eligible question in finitely many visits', patience, () => {
    fc.assert(
      fc.property(lives(patient), (life) => {
        const last = play({ ...life, visits }).at(-1);
        expect(last?.visit).toBe(visits.length - 1);
        expect(last && listOpen(last.plan)).toEqual([]);
        const asks = last?.plan.skip.filter(({ reason }) => reason.word === 'paused') ?? [];
        expect(asks).toEqual([]);
      }),
      runs,
    );
  });
});

describe('more knowledge', () => {
  /** A question that no condition looks at and no reserve waits for, in some of the steps. */
  const withExtra = definitions
    .map((config) => ({ ...config, fields: config.fields.map(({ queued: _, ...field }) => field) }))
    .chain((config) =>
      fc
        .record({
          steps: fc.tuple(...config.steps.map((step) => fc.boolean().map((has) => ({ step, has })))),
          freshFor: fc.constantFrom(undefined, 'P30D'),
          priority: fc.constantFrom('critical', 'normal', 'nice'),
          prefill: fc.boolean(),
        })
        .map(({ steps, freshFor, ...flags }): FormConfig => {
          const extra = {
            name: 'extra',
            type: 'text',
            label: 'Extra',
            purpose: 'delivery',
            ...flags,
          } as const;
          return {
            ...config,
            fields: [...config.fields, { ...extra, ...(freshFor !== undefined && { freshFor }) }],
            steps: steps.map(({ step, has }) =>
              has ? { ...step, fields: ['extra', ...step.fields] } : step,
            ),
          };
        }),
    );
  const twice = withExtra.chain((config) =>
    fc.record({
      config: fc.constant(config),
      profile: profilesFor({ fields: config.fields.filter(({ name }) => name !== 'extra') }),
      at: instants,
      byName: fc.boolean(),
      scroll: fc.nat(100),
    }),
  );
  const learn = (profile: Profile, at: string, byName: boolean): Profile =>
    byName
      ? { ...profile, known: { ...profile.known, extra: at } }
      : { ...profile, facts: { ...profile.facts, extra: { value: 'x', source: 'typed', at } } };

  it('S20 opens no question that was closed, unless a condition or a reserve says so', patience, () => {
    fc.assert(
      fc.property(twice, ({ config, profile, at, byName, scroll }) => {
        const signals = { now: noon, values: { 'page.scroll': scroll } };
        const before = listOpen(planWith(config, profile, signals));
        const after = listOpen(planWith(config, learn(profile, at, byName), signals));
        expect(after.filter((name) => !before.includes(name))).toEqual([]);
        const fresh = listSettled(config, learn(profile, at, byName), noon).includes('extra');
        expect(after.includes('extra')).toBe(!fresh && before.includes('extra'));
      }),
      runs,
    );
  });

  it('S20 asks no question more where no limit leaves one without room', patience, () => {
    fc.assert(
      fc.property(twice, ({ config: { ask: _, ...config }, profile, at, byName, scroll }) => {
        const signals = { now: noon, values: { 'page.scroll': scroll } };
        const before = namesOf(listAsked(planWith(config, profile, signals)));
        const after = namesOf(listAsked(planWith(config, learn(profile, at, byName), signals)));
        expect(after.filter((name) => !before.includes(name))).toEqual([]);
        expect(after.length).toBeLessThanOrEqual(before.length);
      }),
      runs,
    );
  });
});
