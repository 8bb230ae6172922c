/** What decided on one field: the step that speaks for it, and the place in the definition or the profile. */
import type { TraceEntry } from '../model/condition.js';
import type { Field, FormConfig, Step } from '../model/form-config.js';
import type { AskWord, Reason, SkipWord } from '../model/plan.js';
import type { Profile } from '../model/profile.js';
import { createWeigh, effortOf, findClosed, pickLeast, type Closed } from './find-closed.js';
import type { Judge } from './judge-field.js';
import { heldFact } from './look-up.js';

export interface Decision extends Closed {
  readonly step?: string | undefined;
  /** Other questions are asked instead. */
  readonly hasOthers?: boolean;
  /** The field whose importance decided. */
  readonly before?: Field | undefined;
}

/** What the plan says of a field; `step` where it is planned. */
export interface Told {
  readonly reason: Reason<AskWord | SkipWord>;
  readonly step?: string;
}

export type FindDecision = (field: Field, index: number, told: Told) => Decision;

/** Where a field stands: step and place in it, both as indices of the definition. */
interface Place {
  readonly step: Step;
  readonly index: number;
  readonly at: number;
}

const limits: Partial<Readonly<Record<AskWord | SkipWord, string>>> = {
  viewLimit: 'ask.maxFields',
  visitLimit: 'ask.maxSteps',
  effort: 'ask.maxSeconds',
  budget: 'ask.budget',
};

/** `steps` and `profile` as the rules left them; `told` is the whole plan, by field. */
export function createFindDecision(
  config: FormConfig,
  steps: readonly Step[],
  profile: Profile,
  judge: Judge,
  told: ReadonlyMap<string, Told>,
): FindDecision {
  const places = findPlaces(config, steps);
  const weigh = createWeigh(config, judge);
  const closed = findClosed(config, profile, weigh);
  // Those without room are all of one class: what is less important is not even tried then.
  const full = config.fields.findIndex(({ name }) => (told.get(name)?.reason.word ?? '') in limits);

  const hasOthers = [...told.values()].some(({ step }) => step !== undefined);

  return (field, index, { reason: { word, trace }, step: planned }) => {
    const { name, purpose, priority } = field;
    const own = `fields[${index}]`;
    const all = places.get(name) ?? [];
    const asked = all.find(({ step }) => step.id === planned);
    // The last step that might have asked it said why not.
    const last = all.filter((place) => !closed[place.index]).at(-1);
    const at = (rule: string, place = all[0]): Decision => ({ rule, step: place?.step.id });
    switch (word) {
      case 'missing':
        return at(`steps[${asked?.index}].fields[${asked?.at}]`, asked);
      case 'stale':
        return at(`${own}.freshFor`, asked);
      case 'unconfirmed':
        return at(`${own}.confirm`, asked);
      case 'alwaysAsk':
        return at(`${own}.alwaysAsk`, asked);
      case 'prefilled':
        return at(`${own}.prefill`, asked);
      case 'known':
        return at(findKnown(field, profile));
      case 'condition':
        return { ...at(''), ...weigh(`${own}.when`, field.when, trace), rule: `${own}.when` };
      case 'stepCondition': {
        const nearest = pickLeast(all, (place) => effortOf(closed[place.index]));
        return { ...at('steps', nearest), ...closed[nearest?.index ?? -1] };
      }
      case 'hidden':
        return at(`${own}.type`);
      case 'noStep':
        return at('steps');
      case 'consent':
        return at(`purposes.${purpose}.legalBasis`);
      case 'priority':
        return {
          ...at(`fields[${isLesser(priority, config.fields[full]) ? index : full}].priority`, last),
          before: config.fields[full],
        };
      case 'effort':
        return { ...at('ask.maxSeconds', last), hasOthers };
      case 'paused':
        return at(`profile.asks.${name}`);
      case 'resting':
        return at(findPause(config, trace));
      case 'queued':
        return at(`${own}.queued`);
      default:
        return at(limits[word] ?? own, last);
    }
  };
}

/** Whether it stands behind by its own importance, not by that of what is critical. */
const isLesser = (priority: Field['priority'], before: Field | undefined): boolean =>
  priority === 'nice' && before?.priority !== 'critical';

/** In the order in which the rules put the steps. */
function findPlaces(config: FormConfig, steps: readonly Step[]): ReadonlyMap<string, readonly Place[]> {
  const indices = new Map(config.steps.map(({ id }, index) => [id, index]));
  const places = new Map<string, Place[]>();
  for (const step of steps)
    step.fields.forEach((name, at) => {
      const place = { step, index: indices.get(step.id) ?? -1, at };
      const list = places.get(name);
      if (list) list.push(place);
      else places.set(name, [place]);
    });
  return places;
}

/** A value counts before a mere name, as it does in the judgement. */
function findKnown({ name, type, purpose }: Field, profile: Profile): string {
  if (heldFact(profile, name)) return `profile.facts.${name}`;
  return type === 'consent' ? `profile.consents.${purpose}` : `profile.known.${name}`;
}

function findPause({ pauses = [] }: FormConfig, trace: readonly TraceEntry[] = []): string {
  return `pauses[${pauses.findIndex(({ id }) => trace.some(({ path }) => path === `pause.${id}`))}]`;
}
