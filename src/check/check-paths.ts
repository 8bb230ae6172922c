/** Whether every condition looks at what there is, is settled by then and is declared; and whether all declared is used. */
import type { FormConfig, ScoreTerm } from '../model/form-config.js';
import { checkCondition } from './check-condition.js';
import type { Demand } from './demand.js';
import { findCycles } from './find-cycles.js';
import { joinPath } from './join-path.js';
import { howToDeclare, listKnownPaths, ranks, triggerPaths } from './known-paths.js';
import { isSignalPath, signalOf } from './signal-paths.js';

/** Expects a definition of the right shape, its conditions aside. */
export function checkPaths(config: FormConfig, demand: Demand): void {
  const {
    fields,
    steps,
    trigger = true,
    segments = {},
    scores = {},
    stages = [],
    matrix = [],
    pauses = [],
  } = config;
  const known = listKnownPaths(config);
  const used = new Set<string>();
  const seen = new Set<string>();

  /** Returns the fields that the condition looks at. */
  const check = (when: unknown, at: string, rank: number): readonly string[] => {
    const looksAt: string[] = [];
    checkCondition(when, at, (path, place) => looksAt.push(...look(path, place, rank, at)), demand);
    return looksAt;
  };
  const look = (path: string, place: string, rank: number, at: string): readonly string[] => {
    used.add(signalOf(path));
    if (triggerPaths.includes(path)) {
      demand(at === 'trigger', place, 'Use it in trigger alone: it changes while the page is read.');
      return [];
    }
    const it = known.get(path);
    if (it) seen.add(it.field ?? path);
    demand(it, place, howToDeclare(path, known));
    const isOfPage = isSignalPath(signalOf(path)) && !path.startsWith('form.');
    demand(at !== 'trigger' || !it || isOfPage, place, pageAlone);
    demand(!it || it.rank < rank, place, tooEarly);
    return it?.field === undefined ? [] : [it.field];
  };
  const checkTerm = (term: ScoreTerm, at: string) => {
    if (!('count' in term)) return check(term.when, `${at}.when`, ranks.score);
    const path = `count.${term.count}`;
    used.add(path);
    return demand(known.has(path), `${at}.count`, howToDeclare(path, known));
  };

  const uses = new Map(
    fields.map(({ name, when = true }, i) => [name, check(when, `fields[${i}].when`, ranks.last)]),
  );
  steps.forEach(({ when = true }, i) => check(when, `steps[${i}].when`, ranks.last));
  check(trigger, 'trigger', ranks.last);
  for (const [id, { terms }] of Object.entries(scores))
    terms.forEach((term, i) => checkTerm(term, `${joinPath('scores', id)}.terms[${i}]`));
  for (const [id, when] of Object.entries(segments))
    check(when, joinPath('segments', id), known.get(`segment.${id}`)?.rank ?? 0);
  stages.forEach(({ when }, i) => check(when, `stages[${i}].when`, ranks.stage));
  pauses.forEach(({ when }, i) => check(when, `pauses[${i}].when`, ranks.pause));
  matrix.forEach(({ when }, i) => check(when, `matrix[${i}].when`, ranks.path));

  // What is never asked here may be known from elsewhere: worth a declaration where something looks at it.
  const asked = new Set(steps.flatMap((step) => step.fields));
  const isMisnamed = asked.size > fields.filter(({ name }) => asked.has(name)).length; // that is told already
  fields.forEach(({ name, type, bant, byMail }, i) => {
    const isUsed = seen.has(name) || bant || byMail || (type === 'email' && seen.has('email.kind'));
    demand(asked.has(name) || isUsed || isMisnamed, `fields[${i}]`, 'Add it to a step, or remove it.');
  });

  for (const cycle of findCycles(uses)) {
    const first = fields.findIndex(({ name }) => name === cycle[0]);
    demand(false, `fields[${first}].when`, `Break the cycle ${cycle.join(' → ')}.`);
  }
  // Other signals go along with the answers, so that the back end knows e.g. the campaign.
  for (const path of Object.keys(config.signals ?? {}).filter((it) => it.startsWith('count.')))
    demand(used.has(path), joinPath('signals', path), 'Nothing uses it: remove it, so that it is not read.');
}

const pageAlone = 'Move it to the when of steps: a trigger looks at the page, not at the visitor.';
const tooEarly =
  'Look at what is settled before: first scores, then segments in their order, then the stage, pauses, the path.';
