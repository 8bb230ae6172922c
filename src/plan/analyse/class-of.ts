/**
 * What a result of the rules follows from, for all that follows from conditions: so that a case is made of facts that
 * go together, not of results that exclude each other. The same order and semantics as in `../rules/`.
 */
import type { Condition } from '../../model/condition.js';
import type { FormConfig, ScoreTerm } from '../../model/form-config.js';
import type { Found } from '../evaluate-condition.js';
import { own } from '../../model/own.js';
import { bantCriteria } from '../rules/bant.js';

export interface Class {
  readonly conditions: readonly Condition[];
  /** What it was before counts too. */
  readonly stored?: boolean;
  settle(holds: readonly boolean[], before: Found['value']): Found['value'];
}

/** Nothing for what is given: fields, visits, signals, pauses, and scores of what was done. */
export function classOf(config: FormConfig, path: string): Class | undefined {
  const { segments = {}, scores = {}, stages, matrix } = config;
  const [group = '', name = ''] = path.split('.');
  switch (group) {
    case 'segment': {
      const when = own(segments, name);
      return when === undefined ? undefined : { conditions: [when], settle: ([holds]) => holds };
    }
    case 'score':
      return scoreClass(own(scores, name)?.terms ?? []);
    case 'bant':
      return bantClass(config, name);
    case 'stage':
      return stages && stageClass(stages);
    case 'path':
      return (
        matrix && {
          conditions: matrix.map(({ when }) => when),
          settle: (holds) => matrix[holds.indexOf(true)]?.id,
        }
      );
  }
  return undefined;
}

function scoreClass(terms: readonly ScoreTerm[]): Class | undefined {
  const held = terms.flatMap((term) => ('when' in term ? [term] : []));
  if (!held.length || held.length < terms.length) return undefined;
  return {
    conditions: held.map(({ when }) => when),
    settle: (holds) => {
      const sum = held.reduce((total, { points }, i) => total + (holds[i] ? points : 0), 0);
      return Math.round(sum * 100) / 100 || 0;
    },
  };
}

function bantClass({ fields }: FormConfig, name: string): Class | undefined {
  if (name === 'complete')
    return {
      conditions: bantCriteria.map((criterion) => ({ [`bant.${criterion}`]: true })),
      settle: (holds) => holds.filter(Boolean).length,
    };
  const tagged = fields.filter(({ bant }) => bant === name);
  if (!tagged.length) return undefined;
  return {
    conditions: tagged.map((field) => ({ [field.name]: { known: true } })),
    settle: (holds) => holds.includes(true),
  };
}

/** Nobody falls back. */
function stageClass(stages: readonly { readonly id: string; readonly when: Condition }[]): Class {
  return {
    conditions: stages.map(({ when }) => when),
    stored: true,
    settle: (holds, before) =>
      stages[
        Math.max(
          holds.lastIndexOf(true),
          stages.findIndex(({ id }) => id === before),
        )
      ]?.id,
  };
}
