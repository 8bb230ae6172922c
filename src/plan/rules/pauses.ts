/**
 * `pause.<id>`: until when fields rest, counted from the latest of the answers by which its condition holds. Only an
 * answer that is here and says otherwise ends it; what is withheld, gone, or no answer leaves it as it was. A
 * question does not vanish while it is being answered.
 */
import { isBlank } from '../../model/answers.js';
import type { Condition, Test, TraceEntry } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';
import type { FormConfig, Pause } from '../../model/form-config.js';
import { own } from '../../model/own.js';
import { heldFact } from '../look-up.js';
import { closeFields } from './close-fields.js';
import { decideCondition } from './decide-condition.js';
import { deriveClasses, type Sight } from './derive-classes.js';
import type { Rule } from './rule.js';

/** The last instant that has a date. */
const endOfTime = 8.64e15;

export function createPausesRule(config: FormConfig): Rule | undefined {
  const { pauses } = config;
  if (!pauses) return undefined;
  const names = new Set(config.fields.map(({ name }) => name));
  return {
    ...deriveClasses(config, pauses, (pause, sight) => writePause(pause, sight, names)),
    judge: (judged, _, { classes }, { now }, answers) =>
      pauses.reduce((held, { id, fields }) => {
        const path = `pause.${id}`;
        const until = own(classes, path);
        if (typeof until !== 'string' || !(now < Date.parse(until))) return held;
        const want = new Date(now).toISOString();
        const trace: TraceEntry[] = [{ path, op: 'lte', want, got: until, ok: false }];
        return closeFields(
          held,
          { word: 'resting', trace },
          (name) => isBlank(own(answers, name)) && (fields?.includes(name) ?? true),
        );
      }, judged),
  };
}

function writePause({ id, when, for: span }: Pause, sight: Sight, names: ReadonlySet<string>) {
  const path = `pause.${id}`;
  const { truth } = sight.decide(when);
  if (!truth) {
    const isHere = (name: string) => names.has(name) && sight.look(name).value !== undefined;
    return decideCondition(when, sight.look, sight.now, isHere).truth === false ? { [path]: undefined } : {};
  }
  const given = listDeciding(when, true, sight)
    .filter((name) => names.has(name))
    .map((name) => answeredAt(name, sight))
    .filter((at) => at <= sight.now);
  // What follows from no dated answer rests from when it was first seen.
  if (!given.length && typeof sight.stored(path) === 'string') return {};
  const from = given.length ? Math.max(...given) : sight.now;
  return { [path]: new Date(Math.min(from + (parseDuration(span) ?? 0), endOfTime)).toISOString() };
}

/** The paths of those comparisons by which the condition is `truth`. */
function listDeciding(c: Condition, truth: boolean, sight: Sight): readonly string[] {
  if (typeof c === 'boolean' || sight.decide(c).truth !== truth) return [];
  if ('not' in c) return listDeciding(c.not as Condition, !truth, sight);
  const parts = 'all' in c ? c.all : 'any' in c && c.any;
  if (parts) return (parts as readonly Condition[]).flatMap((part) => listDeciding(part, truth, sight));
  const tests = Object.entries(c as Readonly<Record<string, Test>>);
  return tests.flatMap(([path, test]) => (sight.decide({ [path]: test }).truth === truth ? path : []));
}

/** In milliseconds; an answer that is known already keeps its time, one that was just typed is of now. */
function answeredAt(name: string, { answers, profile, now }: Sight): number {
  const fact = heldFact(profile, name);
  const answer = own(answers, name);
  if (!isBlank(answer) && JSON.stringify(answer) !== JSON.stringify(fact?.value)) return now;
  return Date.parse(fact?.confirmedAt ?? fact?.at ?? own(profile.known, name) ?? '');
}
