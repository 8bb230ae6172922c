/** Definitions, profiles and plans for the rules, in as few words as a test needs. */
import type { Answers } from '../../../src/model/answers.js';
import type { Field, FormConfig, Step } from '../../../src/model/form-config.js';
import type { AskWord, Plan, SkipWord } from '../../../src/model/plan.js';
import type { Fact, Profile } from '../../../src/model/profile.js';
import type { Signals } from '../../../src/model/signals.js';
import { planFields } from '../../../src/plan/plan-fields.js';
import { createRules } from '../../../src/plan/rules/create-rules.js';
import { emailKind } from '../../../src/profile/email-kind.js';
import { fact, profile, signals } from '../../fixtures/forms.js';

export const day = 86_400_000;

export type FieldPart = Partial<Field> & { readonly name: string };

/** One step with all fields, unless `steps` are given. */
export const form = (
  fields: readonly FieldPart[],
  more: Partial<Omit<FormConfig, 'steps'>> = {},
  steps: readonly Partial<Step>[] = [{ fields: fields.map(({ name }) => name) }],
): FormConfig => ({
  schemaVersion: 1,
  id: 'f',
  version: '1',
  purposes: { use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' } },
  fields: fields.map((field) => ({ type: 'text', label: field.name, purpose: 'use', ...field })),
  steps: steps.map((step, i) => ({ id: `s${i}`, reason: 'because', fields: [], ...step })),
  ...more,
});

/** A profile that holds these values, typed at `at`. */
export const holding = (
  values: Readonly<Record<string, Fact['value']>>,
  patch: Partial<Profile> = {},
  at = '2026-11-01T00:00:00Z',
): Profile =>
  profile({
    facts: Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, fact(value, 'typed', at)]),
    ),
    ...patch,
  });

/** The next visit on the same device: names and classes are left, values are not. */
export const withheld = ({ facts, known, ...rest }: Profile): Profile => ({
  ...rest,
  facts: {},
  known: { ...known, ...Object.fromEntries(Object.entries(facts).map(([name, { at }]) => [name, at])) },
  identity: { strength: 'device' },
});

export const derive = (
  config: FormConfig,
  held: Profile,
  answers: Answers = {},
  seen: Signals = signals(),
): Profile => createRules(config, emailKind).derive(held, seen, answers);

export const plan = (
  config: FormConfig,
  held: Profile = profile(),
  answers: Answers = {},
  seen: Signals = signals(),
): Plan => planFields(config, held, seen, answers, createRules(config, emailKind));

export const asked = (planned: Plan): readonly string[] =>
  planned.steps.flatMap(({ ask }) => ask.map(({ field }) => field));

export const stepsOf = (planned: Plan): readonly string[] => planned.steps.map(({ id }) => id);

export const wordOf = (planned: Plan, name: string): AskWord | SkipWord | undefined =>
  [...planned.skip, ...planned.steps.flatMap(({ ask, confirm }) => [...ask, ...confirm])].find(
    ({ field }) => field === name,
  )?.reason.word;

export const ago = (days: number, now: number): string => new Date(now - days * day).toISOString();
