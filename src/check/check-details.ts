/** What the second storey demands beyond the first: conditions that mean something, limits that leave room. */
import type { Field, FormConfig } from '../model/form-config.js';
import { checkCondition } from './check-condition.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { findCycles } from './find-cycles.js';

const context =
  /^((visit|segment|score|page|utm|device|flag|consent|now)\.\S+|email\.kind|stage|locale|identity\.strength)$/;
const contextPaths = ['visit.count', 'visit.last', 'email.kind', 'stage', 'locale', 'identity.strength'];

/** Expects a definition of the right shape. */
export function checkDetails(config: FormConfig, demand: Demand): void {
  const { fields, steps, purposes, profile } = config;
  const names = fields.map(({ name }) => name);
  const uses = new Map<string, readonly string[]>();
  const checkWhen = (when: unknown, path: string): readonly string[] => {
    const looksAt: string[] = [];
    const checkPath = (it: string, at: string) => {
      looksAt.push(it);
      const isPurpose = !it.startsWith('consent.') || it.slice(8) in purposes;
      if (names.includes(it) || (context.test(it) && isPurpose)) return;
      demand(false, at, didYouMean(it, [...contextPaths, ...names]) ?? 'Declare it as a field.');
    };
    checkCondition(when === undefined ? true : when, path, checkPath, demand);
    return looksAt.filter((it) => names.includes(it));
  };

  fields.forEach((field, i) => {
    checkLimits(field, `fields[${i}]`, demand);
    uses.set(field.name, checkWhen(field.when, `fields[${i}].when`));
  });
  steps.forEach(({ when }, i) => checkWhen(when, `steps[${i}].when`));
  for (const cycle of findCycles(uses)) {
    demand(false, `fields[${names.indexOf(cycle[0] ?? '')}].when`, `Break the cycle ${cycle.join(' → ')}.`);
  }
  demand(profile?.remember !== 'withConsent' || profile.purpose, 'profile.purpose', 'Name the purpose.');
}

function checkLimits(field: Field, path: string, demand: Demand): void {
  const { type, options, sensitive, prefill, rules = {} } = field;
  demand(options || !/^(select|radio)$/.test(type), `${path}.options`, 'Give the options to choose from.');
  demand(!(sensitive && prefill), `${path}.prefill`, 'Remove it: sensitive fields are never prefilled.');
  const { min = -Infinity, max = Infinity, minLength = 0, maxLength = Infinity } = rules;
  demand(min <= max, `${path}.rules.min`, 'Use a number up to max.');
  demand(minLength <= maxLength, `${path}.rules.minLength`, 'Use a number up to maxLength.');
}
