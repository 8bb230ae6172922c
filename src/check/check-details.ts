/** What the second storey demands beyond the first: conditions that mean something, limits that leave room. */
import type { Field, FormConfig } from '../model/form-config.js';
import { checkAdapter } from './check-adapter.js';
import { checkFlags } from './check-flags.js';
import { checkPaths } from './check-paths.js';
import { checkRuleNames } from './check-rule-names.js';
import type { Demand } from './demand.js';
import { didYouMean } from './did-you-mean.js';
import { joinPath } from './join-path.js';
import { findPatternFault } from './special/find-pattern-fault.js';

/** Expects a definition of the right shape. */
export function checkDetails(config: FormConfig, demand: Demand): void {
  const { fields, profile } = config;
  fields.forEach((field, i) => {
    checkMembers(field, `fields[${i}]`, demand);
    checkRules(field, `fields[${i}]`, demand);
  });
  checkRuleNames(config, demand);
  checkFlags(config, demand);
  checkPaths(config, demand);
  checkAdapter(config, demand);
  demand(profile?.remember !== 'withConsent' || profile.purpose, 'profile.purpose', 'Name the purpose.');
  const names = fields.map(({ name }) => name);
  for (const [parameter, name] of Object.entries(profile?.parameters ?? {}))
    demand(
      names.includes(name),
      joinPath('profile.parameters', parameter),
      didYouMean(name, names) ?? 'Name a field.',
    );
}

function checkMembers(field: Field, path: string, demand: Demand): void {
  const { type, options, sensitive, prefill, confirm, onDevice, enrich, byMail, emailPolicy } = field;
  demand(
    options || !['select', 'radio', 'multiselect'].includes(type),
    `${path}.options`,
    'Give the options to choose from.',
  );
  demand(!(sensitive && prefill), `${path}.prefill`, 'Remove it: sensitive fields are never prefilled.');
  demand(!(sensitive && onDevice), `${path}.onDevice`, 'Remove it: sensitive values are never kept.');
  demand(!(sensitive && enrich), `${path}.enrich`, 'Remove it: sensitive values are never looked up.');
  demand(!byMail || options, `${path}.byMail`, 'Give the options to choose from, or remove it.');
  demand(!byMail || type !== 'multiselect', `${path}.byMail`, 'Remove it: one link gives one answer.');
  demand(!confirm || prefill, `${path}.confirm`, 'Add prefill: what may not be shown cannot be confirmed.');
  demand(!emailPolicy || type === 'email', `${path}.emailPolicy`, 'Remove it: it is for e-mail fields.');
  checkHidden(field, path, demand);
}

/** What nobody sees nobody can answer. */
function checkHidden(field: Field, path: string, demand: Demand): void {
  const { type, value, required } = field;
  if (type !== 'hidden')
    return demand(value === undefined, `${path}.value`, 'Remove it: it is for hidden fields.');
  for (const name of ['prefill', 'confirm', 'enrich', 'byMail', 'queued', 'transient', 'alwaysAsk'] as const)
    demand(!field[name], `${path}.${name}`, 'Remove it: a hidden field is never shown.');
  demand(!required || value !== undefined, `${path}.required`, 'Give a value, or remove it.');
}

/** Types whose answers are written, as far as a pattern can say how. */
const written: readonly string[] = ['text', 'email', 'tel', 'url', 'textarea', 'password', 'hidden'];

function checkRules({ type, hint, rules = {} }: Field, path: string, demand: Demand): void {
  const { min = -Infinity, max = Infinity, minLength = 0, maxLength = Infinity } = rules;
  demand(min <= max, `${path}.rules.min`, 'Use a number up to max.');
  demand(minLength <= maxLength, `${path}.rules.minLength`, 'Use a number up to maxLength.');
  const { notBefore = '', notAfter = '~', pattern } = rules;
  demand(notBefore <= notAfter, `${path}.rules.notBefore`, 'Use a day up to notAfter.');
  for (const name of ['notBefore', 'notAfter'] as const)
    demand(!rules[name] || type === 'date', `${path}.rules.${name}`, 'Remove it: it is for date fields.');
  if (pattern === undefined) return;
  const at = `${path}.rules.pattern`;
  demand(written.includes(type), at, 'Remove it: this kind of field is not written by hand.');
  demand(hint ?? type === 'hidden', `${path}.hint`, 'Say what the pattern asks for.');
  const fault = findPatternFault(pattern);
  demand(!fault, at, fault);
}
