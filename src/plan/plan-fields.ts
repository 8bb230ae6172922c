/**
 * What to ask now, in which order, and why. Pure: the same call gives the same plan in the browser, the collector
 * and the command line.
 */
import type { Answers } from '../model/answers.js';
import type { FormConfig, Step } from '../model/form-config.js';
import type { Ask, AskWord, Plan, PlannedStep, Reason, Skip, SkipWord } from '../model/plan.js';
import type { Judgements, PlanRules, Room } from '../model/ports.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { createJudge, type Judge } from './judge-field.js';

type Choice = readonly [
  /** Questions that cost the visitor something, by view; a consent box is not one. */
  blanks: ReadonlyMap<Step, number>,
  /** The step that each question is asked in. */
  places: ReadonlyMap<string, Step>,
  /** Why other open fields are not asked. */
  reasons: ReadonlyMap<string, Reason<SkipWord>>,
];

/**
 * Every field of `config` stands in the result exactly once: asked, to be confirmed, or skipped with its reason.
 * `answers` are what was typed on this visit and not yet submitted: conditions see them, but they do not count as
 * known, so a question does not vanish while it is being answered. `rules` is what `createRules(config)` gives, for a
 * definition that names scores, segments, a budget and the like.
 */
export function planFields(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers = {},
  rules?: PlanRules,
): Plan {
  const { known = profile, steps = config.steps, limit } = rules?.prepare(profile, signals, answers) ?? {};
  const { fails, field: judge } = createJudge(config, known, signals, answers);
  const alone: Judgements = new Map(config.fields.map((field) => [field.name, judge(field)]));
  const [judged, room] = limit?.(alone) ?? [alone];
  const [blanks, places, reasons] = chooseFields(config, steps, fails, known, judged, room);
  const taken = new Set<string>();
  const planned = [...blanks.keys()].map((step) => writeStep(step, places, judged, taken));
  const skip = config.fields.flatMap(({ name: field }): Skip[] => {
    const { open, reason } = judged.get(field) ?? {};
    if (taken.has(field)) return [];
    const told = open ? (reasons.get(field) ?? { word: 'noStep' }) : reason;
    return [{ field, reason: told as Reason<SkipWord> }];
  });
  return { steps: planned, skip, complete: !planned.length };
}

/** Fills views class by class, so that a lesser question never takes the room of a greater one. */
function chooseFields(
  { ask }: FormConfig,
  steps: readonly Step[],
  fails: Judge['fails'],
  known: Profile,
  judged: Judgements,
  room?: Room,
): Choice {
  const blanks = new Map<Step, number>();
  const places = new Map<string, Step>();
  const reasons = new Map<string, Reason<SkipWord>>();
  const tried = new Set<string>();
  const eligible = steps.filter(({ when, fields }) => {
    const trace = fails(when);
    for (const name of fields) reasons.set(name, { word: 'stepCondition', trace });
    return !trace;
  });

  for (const priority of ['critical', 'normal', 'nice']) {
    const full = tried.size > places.size;
    for (const step of eligible)
      for (const name of step.fields) {
        const { field, open, prefill } = judged.get(name) ?? {};
        if (!field || !open || (field.priority ?? 'normal') !== priority || places.has(name)) continue;
        const count = (blanks.get(step) ?? 0) + (field.type === 'consent' || prefill ? 0 : 1);
        const isLate = !blanks.has(step) && known.visits.steps + blanks.size >= (ask?.maxSteps ?? Infinity);
        const word = full
          ? 'priority'
          : isLate
            ? 'visitLimit'
            : count > (ask?.maxFields ?? Infinity) && 'viewLimit';
        const reason: Reason<SkipWord> | undefined = word ? { word } : room?.(field);
        tried.add(name);
        if (reason) reasons.set(name, reason);
        else {
          blanks.set(step, count);
          places.set(name, step);
        }
      }
  }
  return [blanks, places, reasons];
}

function writeStep(step: Step, places: Choice[1], judged: Judgements, taken: Set<string>): PlannedStep {
  const { id, reason, title, fields } = step;
  const ask: Ask[] = [];
  const confirm: Ask[] = [];
  for (const field of fields) {
    const { open, prefill, reason: why } = judged.get(field) ?? {};
    if (!why || taken.has(field) || !(open ? places.get(field) === step : prefill)) continue;
    taken.add(field);
    const told = open ? why : { ...why, word: 'prefilled' };
    const list = open && prefill && why.word !== 'alwaysAsk' ? confirm : ask;
    list.push({ field, reason: told as Reason<AskWord>, prefill });
  }
  return { id, reason, title, ask, confirm };
}
