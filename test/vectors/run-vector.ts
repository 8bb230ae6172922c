/**
 * One golden vector: a definition, what is known, and what the rows of the behaviours say must come of it. The same
 * function runs it in every host, over the same JSON.
 */
import type { Answers } from '../../src/model/answers.js';
import type { FormConfig } from '../../src/model/form-config.js';
import type { AskWord, SkipWord } from '../../src/model/plan.js';
import { emptyProfile, type Profile, type ProfilePatch } from '../../src/model/profile.js';
import type { Signals } from '../../src/model/signals.js';
import { explain } from '../../src/plan/explain.js';
import { planFields } from '../../src/plan/plan-fields.js';
import { createRules } from '../../src/plan/rules/create-rules.js';
import { emailKind } from '../../src/profile/email-kind.js';

/** `asks`, `confirm` and `reasons` are written by hand: never by what the planner says. */
export interface Vector {
  readonly title: string;
  /** A key of `definitions`. */
  readonly definition: string;
  /** What is not in it is as of a stranger. */
  readonly profile: ProfilePatch;
  readonly signals: Signals['values'];
  /** An ISO 8601 instant. */
  readonly now: string;
  readonly answers: Answers;
  /** By step, in their order: the fields asked there, blank or filled in, in theirs. */
  readonly asks: Readonly<Record<string, readonly string[]>>;
  /** By step, where there are any: the fields that one tap confirms. */
  readonly confirm?: Readonly<Record<string, readonly string[]>>;
  /** The word of every field of the definition. */
  readonly reasons: Readonly<Record<string, AskWord | SkipWord>>;
}

export interface VectorFile {
  readonly definitions: Readonly<Record<string, FormConfig>>;
  readonly vectors: readonly Vector[];
}

/** What a host plans from. */
export type Setting = readonly [config: FormConfig, profile: Profile, signals: Signals, answers: Answers];

export function setUp({ definitions }: VectorFile, vector: Vector): Setting {
  const config = definitions[vector.definition];
  if (!config) throw new Error(`No definition ${vector.definition} for: ${vector.title}`);
  const members = Object.entries(emptyProfile()).map(([name, value]) => [
    name,
    { ...value, ...vector.profile[name as keyof Profile] },
  ]);
  const profile = Object.fromEntries(members) as Profile;
  return [config, profile, { now: Date.parse(vector.now), values: vector.signals }, vector.answers];
}

/** The bytes that all hosts must agree on. */
export function runVector(...[config, profile, signals, answers]: Setting): string {
  const rules = createRules(config, emailKind);
  const plan = planFields(config, profile, signals, answers, rules);
  const explanations = explain(config, profile, signals, answers, rules);
  return JSON.stringify({ plan, explanations });
}

/** One line of `golden.jsonl`: the same bytes with the title before them. */
export const writeGolden = (title: string, bytes: string): string =>
  `{"title":${JSON.stringify(title)},${bytes.slice(1)}`;
