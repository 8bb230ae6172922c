/**
 * Every configured field exactly once, in the order of the definition: what the plan does with it, what decided, and
 * the same in a sentence (F1). Linear in the number of fields.
 *
 * Where a condition does not hold, the field is deferred if time alone, or time and answers to open questions, could
 * make it hold: more visits, counts, hours, points, another page or stage (`visit count now score page stage`), where
 * numbers that only grow are taken for such. It is skipped if something would have to change that is settled (an
 * answer, a segment, the device), or if only an answer is wanting. A question that somebody refused for good is
 * skipped, one that was put off is deferred.
 */
import type { Answers } from '../model/answers.js';
import type { Field, FormConfig } from '../model/form-config.js';
import type { Plan, SkipWord } from '../model/plan.js';
import type { PlanRules } from '../model/ports.js';
import type { Fact, Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { describeReason, isTooLong } from './describe-reason.js';
import type { BudgetState, Explanation, FieldVerdict } from './explanation.js';
import { createFindDecision, type Told } from './find-decision.js';
import { createJudge } from './judge-field.js';
import { own } from '../model/own.js';
import { heldFact } from './look-up.js';
import { planFields } from './plan-fields.js';
import { readAllowance } from './rules/budget.js';
import { efforts, type Weight } from './weigh-condition.js';

interface ToldField extends Told {
  readonly verdict?: FieldVerdict;
}

/** The same arguments as for `planFields`, and in agreement with it. */
export function explain(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers = {},
  rules?: PlanRules,
): readonly Explanation[] {
  const told = listTold(planFields(config, profile, signals, answers, rules));
  const { known = profile, steps = config.steps } = rules?.prepare(profile, signals, answers) ?? {};
  const judge = createJudge(config, known, signals, answers);
  const findDecision = createFindDecision(config, steps, known, judge, told);
  const labels = new Map(config.fields.map(({ name, label }) => [name, label]));
  const label = (path: string) => labels.get(path);
  const budget = readBudget(config, known, signals.now);

  const explainField = (field: Field, index: number): Explanation[] => {
    const it = told.get(field.name);
    if (!it) return [];
    const { word, fact } = it.reason;
    const decision = findDecision(field, index, it);
    const { trace, step, weight } = decision;
    const explained = {
      field: field.name,
      verdict: it.verdict ?? judgeSkip(word as SkipWord, weight, field, known, config),
      word,
      ...(step !== undefined && { step }),
      rule: decision.rule,
      in: decision.rule.startsWith('profile.') ? ('profile' as const) : ('definition' as const),
      ...(fact && { source: fact.source, at: fact.at, ...tellFact(heldFact(known, field.name)) }),
      visit: known.visits.count,
      ...(budget && { budget }),
      ...(trace && { trace }),
    };
    const text = describeReason({ field, explained, decision }, config, known, label);
    return [{ ...explained, text }];
  };
  return config.fields.flatMap(explainField);
}

function listTold({ steps, skip }: Plan): ReadonlyMap<string, ToldField> {
  const told = new Map<string, ToldField>(skip.map(({ field, reason }) => [field, { reason }]));
  for (const { id: step, ask, confirm } of steps) {
    for (const { field, reason } of ask)
      told.set(field, { reason, step, verdict: reason.word === 'prefilled' ? 'prefilled' : 'asked' });
    for (const { field, reason } of confirm) told.set(field, { reason, step, verdict: 'confirm' });
  }
  return told;
}

/** From whom exactly, and who else said what; no value. */
function tellFact(
  fact: Fact | undefined,
): Pick<Explanation, 'provider' | 'confirmedAt' | 'others'> | undefined {
  if (!fact) return undefined;
  const { provider, confirmedAt } = fact;
  const value = JSON.stringify(fact.value);
  const others = (fact.others ?? []).flatMap((one) =>
    JSON.stringify(one.value) === value ? [] : one.source,
  );
  return {
    ...(provider !== undefined && { provider }),
    ...(confirmedAt !== undefined && { confirmedAt }),
    ...(others.length > 0 && { others: [...new Set(others)] }),
  };
}

function readBudget({ ask }: FormConfig, profile: Profile, now: number): BudgetState | undefined {
  if (!ask?.budget) return undefined;
  const { questions } = ask.budget;
  const left = readAllowance(ask.budget, profile, now);
  return { questions, spent: questions - left, left: Math.max(0, left) };
}

function judgeSkip(
  word: SkipWord,
  weight: Weight | undefined,
  field: Field,
  { asks }: Profile,
  config: FormConfig,
): FieldVerdict {
  switch (word) {
    case 'known':
    case 'hidden':
    case 'noStep':
      return 'skipped';
    case 'consent':
      return 'forbidden';
    case 'condition':
    case 'stepCondition':
      return weight?.toHold === efforts.time ? 'deferred' : 'skipped';
    case 'paused':
      return own(asks, field.name)?.until ? 'deferred' : 'skipped';
    case 'effort':
      return isTooLong(field, config) ? 'skipped' : 'deferred';
    default:
      return 'deferred';
  }
}
