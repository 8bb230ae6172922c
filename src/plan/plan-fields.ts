/**
 * What to ask now, in which order, and why. Pure: the same call gives the same plan in the browser, the collector
 * and the command line.
 */
import type { Answers } from '../model/answers.js';
import type { Field, FormConfig, Priority, Step } from '../model/form-config.js';
import type { Ask, AskWord, Plan, PlannedStep, Reason, Skip, SkipWord } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import type { Signals } from '../model/signals.js';
import { createJudge, type Judge, type Judgement } from './judge-field.js';

type Judgements = ReadonlyMap<string, Judgement & { readonly field: Field }>;

interface Draft {
  readonly step: Step;
  readonly asked: Set<string>;
  /** Questions that cost the visitor something; a consent box is not one. */
  blanks: number;
}

interface Choice {
  readonly drafts: readonly Draft[];
  /** Open fields there was no room for, and why. */
  readonly turnedAway: ReadonlyMap<string, SkipWord>;
}

/**
 * Every field of `config` stands in the result exactly once: asked, to be confirmed, or skipped with its reason.
 * `answers` are what was typed on this visit and not yet submitted: conditions see them, but they do not count as
 * known, so a question does not vanish while it is being answered.
 */
export function planFields(
  config: FormConfig,
  profile: Profile,
  signals: Signals,
  answers: Answers = {},
): Plan {
  const judge = createJudge(config, profile, signals, answers);
  const judged = new Map(config.fields.map((field) => [field.name, { field, ...judge.field(field) }]));
  const choice = chooseFields(config, profile.visits.steps, judge, judged);
  const taken = new Set<string>();
  const steps = choice.drafts.map((draft) => writeStep(draft, judged, taken));
  const skip: Skip[] = config.fields
    .filter(({ name }) => !taken.has(name))
    .map(({ name }) => ({ field: name, reason: skipReason(name, config, judge, judged, choice) }));
  return { steps, skip, complete: !steps.length };
}

/** Fills views class by class, so that a lesser question never takes the room of a greater one. */
function chooseFields(config: FormConfig, stepsDone: number, judge: Judge, judged: Judgements): Choice {
  const { maxFields = Infinity, maxSteps = Infinity } = config.ask ?? {};
  const eligible = config.steps.filter((step) => !judge.fails(step.when));
  const drafts = new Map<Step, Draft>();
  const placed = new Set<string>();
  const turnedAway = new Map<string, SkipWord>();

  const place = ({ name, type }: Field, step: Step): SkipWord | undefined => {
    const draft = drafts.get(step) ?? { step, asked: new Set(), blanks: 0 };
    if (!draft.asked.size && stepsDone + drafts.size >= maxSteps) return 'visitLimit';
    const blanks = draft.blanks + (type === 'consent' ? 0 : 1);
    if (blanks > maxFields) return 'viewLimit';
    draft.blanks = blanks;
    drafts.set(step, draft);
    draft.asked.add(name);
    placed.add(name);
    turnedAway.delete(name);
    return undefined;
  };

  const placeClass = (priority: Priority) => {
    const full = turnedAway.size;
    for (const step of eligible)
      for (const name of step.fields) {
        const { field, open } = judged.get(name) ?? {};
        if (!field || !open || (field.priority ?? 'normal') !== priority || placed.has(name)) continue;
        const word = full ? 'priority' : place(field, step);
        if (word) turnedAway.set(name, word);
      }
  };
  placeClass('critical');
  placeClass('normal');
  placeClass('nice');
  return { drafts: [...drafts.values()], turnedAway };
}

function writeStep({ step, asked }: Draft, judged: Judgements, taken: Set<string>): PlannedStep {
  const { id, reason, title } = step;
  const ask: Ask[] = [];
  const confirm: Ask[] = [];
  for (const field of step.fields) {
    const { open, prefill, reason: why } = judged.get(field) ?? {};
    if (!why || taken.has(field) || !(open ? asked.has(field) : prefill)) continue;
    taken.add(field);
    const told = open ? why : { ...why, word: 'prefilled' };
    const list = prefill && told.word === 'stale' ? confirm : ask;
    list.push({ field, reason: told as Reason<AskWord>, ...(prefill && { prefill }) });
  }
  return { id, reason, title, ask, confirm };
}

function skipReason(
  name: string,
  config: FormConfig,
  judge: Judge,
  judged: Judgements,
  { turnedAway }: Choice,
): Reason<SkipWord> {
  const { open, reason } = judged.get(name) ?? {};
  if (reason && !open) return reason as Reason<SkipWord>;
  const word = turnedAway.get(name);
  if (word) return { word };
  const step = config.steps.find(({ fields }) => fields.includes(name));
  return step ? { word: 'stepCondition', trace: judge.fails(step.when) ?? [] } : { word: 'noStep' };
}
