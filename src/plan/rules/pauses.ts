/**
 * `pause.<id>`: until when fields rest, counted from the answer that asked for it. An answer that is withheld or not
 * here at all leaves a pause as it was; one that says otherwise ends it. A question does not vanish while it is
 * being answered.
 */
import { isBlank } from '../../model/answers.js';
import type { TraceEntry } from '../../model/condition.js';
import { parseDuration } from '../../model/duration.js';
import type { FormConfig, Pause } from '../../model/form-config.js';
import { heldFact, own } from '../look-up.js';
import { closeFields } from './close-fields.js';
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
  const { truth, trace } = sight.decide(when);
  const seen = trace.filter((entry) => names.has(entry.path));
  if (!truth) {
    const unsaid = truth === undefined || (seen.length > 0 && seen.every(({ why }) => why === 'missing'));
    return unsaid ? {} : { [path]: undefined };
  }
  const given = seen.map((entry) => answeredAt(entry.path, sight)).filter((at) => at <= sight.now);
  // What follows from no dated answer rests from when it was first seen.
  if (!given.length && typeof sight.stored(path) === 'string') return {};
  const from = given.length ? Math.max(...given) : sight.now;
  return { [path]: new Date(Math.min(from + (parseDuration(span) ?? 0), endOfTime)).toISOString() };
}

/** In milliseconds; an answer that is known already keeps its time, one that was just typed is of now. */
function answeredAt(name: string, { answers, profile, now }: Sight): number {
  const fact = heldFact(profile, name);
  const answer = own(answers, name);
  if (!isBlank(answer) && JSON.stringify(answer) !== JSON.stringify(fact?.value)) return now;
  return Date.parse(fact?.confirmedAt ?? fact?.at ?? own(profile.known, name) ?? '');
}
