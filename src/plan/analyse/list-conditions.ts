/** Every condition of a definition, with its place, in the order of the definition. */
import type { Condition } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import { memberAt } from './split-condition.js';

export interface Placed {
  readonly condition: Condition;
  readonly at: string;
}

export function listConditions(config: FormConfig): readonly Placed[] {
  const {
    fields,
    steps,
    trigger,
    segments = {},
    scores = {},
    stages = [],
    matrix = [],
    pauses = [],
  } = config;
  const inList = (whens: readonly (Condition | undefined)[], name: string) =>
    whens.flatMap((when, i) => place(when, `${name}[${i}].when`));
  const whensOf = (list: readonly { readonly when?: Condition }[]) => list.map(({ when }) => when);
  return [
    ...inList(whensOf(fields), 'fields'),
    ...inList(whensOf(steps), 'steps'),
    ...place(trigger, 'trigger'),
    ...Object.entries(segments).flatMap(([id, when]) => place(when, memberAt('segments', id))),
    ...Object.entries(scores).flatMap(([id, { terms }]) => {
      const whens = terms.map((term) => ('when' in term ? term.when : undefined));
      return inList(whens, `${memberAt('scores', id)}.terms`);
    }),
    ...inList(whensOf(stages), 'stages'),
    ...inList(whensOf(matrix), 'matrix'),
    ...inList(whensOf(pauses), 'pauses'),
  ];
}

const place = (condition: Condition | undefined, at: string): readonly Placed[] =>
  condition === undefined ? [] : [{ condition, at }];
