/**
 * How long a plan takes to answer, by rule of thumb, and the limit on it. A question that alone takes longer than a
 * visit may is not asked.
 */
import type { Field, FieldType, FormConfig, Step } from '../../model/form-config.js';
import type { Plan } from '../../model/plan.js';
import type { Profile } from '../../model/profile.js';
import { own } from '../../model/own.js';
import type { Rule } from './rule.js';

const typeSeconds: Readonly<Record<FieldType, number>> = {
  text: 5,
  email: 6,
  tel: 7,
  url: 6,
  number: 4,
  date: 6,
  select: 4,
  radio: 3,
  checkbox: 2,
  multiselect: 4,
  country: 5,
  textarea: 20,
  password: 8,
  consent: 3,
  hidden: 0,
};

/** What is filled in already is only read. */
const glance = 1;

/** To answer it from nothing. A long list takes longer to search: a second for every four options beyond five. */
export function estimateSeconds({ type, options = [] }: Field): number {
  return typeSeconds[type] + Math.ceil(Math.max(0, Math.min(options.length, 29) - 5) / 4);
}

export interface PlanEffort {
  readonly steps: readonly { readonly id: string; readonly seconds: number }[];
  readonly seconds: number;
}

export function estimatePlan({ fields }: FormConfig, plan: Plan): PlanEffort {
  const byName = new Map(fields.map((field) => [field.name, field]));
  const steps = plan.steps.map(({ id, ask, confirm }) => ({
    id,
    seconds: [...ask, ...confirm]
      .map(({ field, prefill }) => secondsFor(byName.get(field), prefill))
      .reduce((sum, seconds) => sum + seconds, 0),
  }));
  return { steps, seconds: steps.reduce((sum, { seconds }) => sum + seconds, 0) };
}

const secondsFor = (field: Field | undefined, prefill: unknown): number =>
  prefill || !field ? glance : estimateSeconds(field);

export function createEffortRule({ ask, fields }: FormConfig): Rule | undefined {
  const most = ask?.maxSeconds;
  if (most === undefined) return undefined;
  return {
    limit: (judged, profile, _, steps) => {
      let spent = spentSoFar(fields, profile);
      const homes = new Map<string, Step[]>();
      /** What a step shows filled in, until its first question has paid for it. */
      const glances = new Map<Step, number>();
      for (const step of steps) {
        for (const name of step.fields) homes.set(name, [...(homes.get(name) ?? []), step]);
        const shown = step.fields.filter((name) => !judged.get(name)?.open && judged.get(name)?.prefill);
        glances.set(step, shown.length * glance);
      }
      // Which of its steps will ask it is not known here, so that all that come into question count.
      const cost = (field: Field) =>
        (homes.get(field.name) ?? []).reduce(
          (sum, step) => sum + (glances.get(step) ?? 0),
          secondsFor(field, judged.get(field.name)?.prefill),
        );
      return {
        refuses: (field) => (spent + cost(field) > most ? { word: 'effort' } : undefined),
        take: (field) => {
          spent += cost(field);
          for (const step of homes.get(field.name) ?? []) glances.delete(step);
        },
      };
    },
  };
}

/** For what was answered, refused or left empty since this visit began. */
function spentSoFar(fields: readonly Field[], { facts, known, asks, visits: { since } }: Profile): number {
  if (since === undefined) return 0;
  const isOfNow = (at: string | undefined) => at !== undefined && at >= since;
  const seconds = fields.map((field) => {
    const fact = own(facts, field.name);
    const said = [fact, ...(fact?.others ?? [])].flatMap((one) => (one?.source === 'typed' ? one.at : []));
    if ([...said, own(known, field.name), own(asks, field.name)?.at].some(isOfNow))
      return estimateSeconds(field);
    return isOfNow(fact?.confirmedAt) ? glance : 0;
  });
  return seconds.reduce((sum, one) => sum + one, 0);
}
