/** Definitions of any size that use all the planner knows, and somebody of whom a third is known. Pure: pages use it. */
import type { Condition } from '../../../src/model/condition.js';
import type { Field, FieldType, FormConfig, Priority, Step } from '../../../src/model/form-config.js';
import { makeVisitor, type Visitor } from './make-visitor.js';

export interface Sample extends Visitor {
  readonly config: FormConfig;
}

/** The field whose answer every tenth of the others waits for, and the answers to give in turn. */
export const leading = 'f0';
export const replies = ['yes', 'no'] as const;

const types: readonly FieldType[] = ['text', 'select', 'email', 'tel', 'textarea', 'number'];
const stepSize = 10;

const list = <T>(length: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length }, (_, index) => make(index));

/** `size` fields, ten in a step, with conditions and limits. With rules also every part that is loaded on demand. */
export function makeForm(size: number, withRules: boolean): Sample {
  const config: FormConfig = {
    schemaVersion: 1,
    id: 'bench',
    version: '1',
    purposes: {
      use: { label: 'Use', legalBasis: 'implicit', retention: 'P1Y' },
      profiling: { label: 'Profiling', legalBasis: 'explicit', retention: 'P1Y' },
    },
    fields: list(size, (i) => makeField(i, withRules)),
    steps: list(Math.ceil(size / stepSize), (i) => makeStep(i, size)),
    ask: { maxFields: 5, maxSteps: 4 },
    ...(withRules && makeRules(size)),
  };
  return { config, ...makeVisitor(size) };
}

function makeField(i: number, withRules: boolean): Field {
  const when = conditionOf(i);
  const type = types[i % types.length] ?? 'text';
  return {
    name: `f${i}`,
    type,
    label: `Question ${i}`,
    purpose: i % 5 === 4 ? 'profiling' : 'use',
    required: i % 4 === 0,
    freshFor: 'P180D',
    prefill: i % 2 === 0,
    priority: priorityOf(i),
    ...(when !== undefined && { when }),
    ...(type === 'select' && { options: list(8, (n) => ({ value: `${n}`, label: `Option ${n}` })) }),
    ...(withRules && partOf(i)),
  };
}

const priorityOf = (i: number): Priority => (i % 10 === 0 ? 'critical' : i % 10 === 9 ? 'nice' : 'normal');

/** Half of the fields have one. */
export function conditionOf(i: number): Condition | undefined {
  if (i % 10 === 5) return { [leading]: 'yes' };
  if (i % 2 === 1) return { any: [{ [`f${i - 1}`]: { known: true } }, { 'visit.count': { gte: 3 } }] };
  return undefined;
}

/** What a field names beyond conditions and limits. */
function partOf(i: number): Partial<Field> {
  const criteria = ['budget', 'authority', 'need', 'timeline'] as const;
  if (i === 1) return { classify: 'companySize' };
  if (i === 6) return { classify: 'jobTitle' };
  const bant = criteria[i - 2];
  return bant ? { bant } : i % 10 === 8 ? { queued: true } : {};
}

function makeStep(i: number, size: number): Step {
  const start = i * stepSize;
  return {
    id: `s${i}`,
    reason: 'So that we can answer you.',
    fields: list(Math.min(stepSize, size - start), (n) => `f${start + n}`),
    when: i % 2 ? { not: { [`f${start}`]: { in: ['never', 'not now'] } } } : true,
  };
}

/** Segments, terms of the score and members of the matrix grow with the form, the rest of it is what people write. */
function makeRules(size: number): Partial<FormConfig> {
  const parts = Math.ceil(size / 20);
  const known = (i: number): Condition => ({ [`f${i * 20}`]: { known: true } });
  return {
    ask: { maxFields: 5, maxSteps: 4, maxSeconds: 90, budget: { questions: 40, per: 'P30D' } },
    signals: { 'utm.source': 'use', 'count.pricing': 'use' },
    trigger: { 'page.seconds': { gte: 10 } },
    segments: Object.fromEntries(
      list(parts, (i) => [`g${i}`, { all: [known(i), { 'utm.source': 'newsletter' }] }]),
    ),
    scores: {
      interest: {
        halfLife: 'P14D',
        terms: [
          { count: 'pricing', points: 5, max: 4 },
          ...list(parts, (i) => ({ when: known(i), points: 1 })),
        ],
      },
    },
    stages: [
      { id: 'lead', when: true },
      { id: 'engaged', when: { 'score.interest': { gte: 3 } } },
      { id: 'ready', when: { 'bant.complete': { gte: 4 } } },
    ],
    matrix: [
      { id: 'far', when: { 'segment.g0': true }, steps: stepIds(size, 2) },
      { id: 'near', when: { 'segment.g0': false }, steps: stepIds(size, 3) },
    ],
    pauses: [
      { id: 'later', when: { [leading]: 'not now' }, for: 'P30D', fields: ['f3', 'f4'] },
      { id: 'never', when: { [leading]: 'never' }, for: 'P1Y' },
    ],
  };
}

const stepIds = (size: number, every: number): readonly string[] =>
  list(Math.ceil(size / stepSize), (i) => i)
    .filter((i) => i % every === 0)
    .map((i) => `s${i}`);
