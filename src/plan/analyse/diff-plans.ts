/** What a change of a definition does to people: for each of some personas, which questions moved. */
import type { Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Ask, AskWord, SkipWord } from '../../model/plan.js';
import type { Profile } from '../../model/profile.js';
import type { Signals } from '../../model/signals.js';
import { planFields } from '../plan-fields.js';
import type { KindOf } from '../rules/classify.js';
import { createRules } from '../rules/create-rules.js';

export interface Persona {
  readonly name: string;
  readonly profile: Profile;
  readonly signals: Signals;
  readonly answers?: Answers;
}

export interface Placement {
  readonly verdict: 'ask' | 'confirm' | 'skip';
  readonly word: AskWord | SkipWord;
  /** The step it is asked in, and which one of the visit that is, from 1 on. */
  readonly step?: string;
  readonly view?: number;
}

export interface PlanDiff {
  readonly persona: string;
  readonly field: string;
  /** Without it the definition had no such field. */
  readonly before?: Placement;
  /** Without it the definition has it no more. */
  readonly after?: Placement;
}

/**
 * Empty where every question of every persona stands where it stood. `kindOf` reads the addresses among answers and
 * facts; without it their kind is what the profile says.
 */
export function diffPlans(
  before: FormConfig,
  after: FormConfig,
  personas: readonly Persona[],
  kindOf?: KindOf,
): readonly PlanDiff[] {
  return personas.flatMap((persona) => {
    const [old, now] = [place(before, persona, kindOf), place(after, persona, kindOf)];
    return [...new Set([...old.keys(), ...now.keys()])].flatMap((field): readonly PlanDiff[] => {
      const [from, to] = [old.get(field), now.get(field)];
      if (isSame(from, to)) return [];
      return [{ persona: persona.name, field, ...(from && { before: from }), ...(to && { after: to }) }];
    });
  });
}

const isSame = (a: Placement | undefined, b: Placement | undefined): boolean =>
  a?.verdict === b?.verdict && a?.word === b?.word && a?.step === b?.step && a?.view === b?.view;

function place(config: FormConfig, persona: Persona, kindOf?: KindOf): ReadonlyMap<string, Placement> {
  const { profile, signals, answers = {} } = persona;
  const plan = planFields(config, profile, signals, answers, createRules(config, kindOf));
  const asked = plan.steps.flatMap(({ id: step, ask, confirm }, i) => {
    const put = (list: readonly Ask[], verdict: 'ask' | 'confirm') =>
      list.map(({ field, reason }) => [field, { verdict, word: reason.word, step, view: i + 1 }] as const);
    return [...put(ask, 'ask'), ...put(confirm, 'confirm')];
  });
  const skipped = plan.skip.map(
    ({ field, reason }) => [field, { verdict: 'skip', word: reason.word }] as const,
  );
  return new Map<string, Placement>([...asked, ...skipped]);
}
