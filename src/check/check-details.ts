/** What the second storey demands beyond the first: conditions that mean something, limits that leave room. */
import type { Field, FormConfig } from '../model/form-config.js';
import { checkPaths } from './check-paths.js';
import { checkRuleNames } from './check-rule-names.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';

/** Expects a definition of the right shape. */
export function checkDetails(config: FormConfig, demand: Demand): void {
  const { fields, profile } = config;
  fields.forEach((field, i) => checkLimits(field, `fields[${i}]`, demand));
  checkRuleNames(config, demand);
  checkPaths(config, demand);
  demand(profile?.remember !== 'withConsent' || profile.purpose, 'profile.purpose', 'Name the purpose.');
  const names = fields.map(({ name }) => name);
  for (const [parameter, name] of Object.entries(profile?.parameters ?? {}))
    demand(
      names.includes(name),
      joinPath('profile.parameters', parameter),
      didYouMean(name, names) ?? 'Name a field.',
    );
}

function checkLimits(field: Field, path: string, demand: Demand): void {
  const { type, options, sensitive, prefill, confirm, onDevice, enrich, byMail, rules = {} } = field;
  demand(
    options || !['select', 'radio'].includes(type),
    `${path}.options`,
    'Give the options to choose from.',
  );
  demand(!(sensitive && prefill), `${path}.prefill`, 'Remove it: sensitive fields are never prefilled.');
  demand(!(sensitive && onDevice), `${path}.onDevice`, 'Remove it: sensitive values are never kept.');
  demand(!(sensitive && enrich), `${path}.enrich`, 'Remove it: sensitive values are never looked up.');
  demand(!byMail || options, `${path}.byMail`, 'Give the options to choose from, or remove it.');
  demand(!confirm || prefill, `${path}.confirm`, 'Add prefill: what may not be shown cannot be confirmed.');
  const { min = -Infinity, max = Infinity, minLength = 0, maxLength = Infinity } = rules;
  demand(min <= max, `${path}.rules.min`, 'Use a number up to max.');
  demand(minLength <= maxLength, `${path}.rules.minLength`, 'Use a number up to maxLength.');
}
