/** Whether the back ends of a definition have a place for every answer that they are sent. */
import type { Field, FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import type { ConfigProblem } from '../model/ports.js';
import { isNamed, listTargets, nameOf, sentAs, type Target } from './map-targets.js';
import type { Vendor } from './map-vendors.js';
import type { NameMap } from './names.js';

/** What was probably meant by a word, as a remedy. */
type Suggest = (word: string, known: readonly string[]) => string | undefined;

/** Expects a definition that the checks have no problem with. */
export function findUnmapped(
  config: FormConfig,
  suggest: Suggest = () => undefined,
): readonly ConfigProblem[] {
  return listTargets(config).flatMap((target) => {
    const strangers = findStrangers(target, suggest);
    if (target.vendor.vocabulary === 'none') return [...findNeedless(target), ...strangers];
    return [
      ...findNameless(target),
      ...strangers,
      ...findTwins(target),
      ...findLacking(target),
      ...findEarly(target),
    ];
  });
}

const placeOf = ({ config, choice, at }: Target, field: Field): string =>
  isNamed(choice, field.name) || at !== 'adapter'
    ? `${at}.map.${field.name}`
    : `fields[${config.fields.indexOf(field)}].mapsTo`;

function findNameless(target: Target): readonly ConfigProblem[] {
  const { vendor, at, sent } = target;
  if (vendor.vocabulary !== 'fixed') return [];
  return sent
    .filter((field) => nameOf(target, field) === undefined)
    .map((field) => ({
      path: placeOf(target, field),
      problem: `is missing: ${vendor.title} has no usual name for ${field.name}`,
      remedy: `Write what it is called there, ${at === 'adapter' ? `here or in ${at}.map` : 'here'}, or "" in ${at}.map so that it is not sent.`,
    }));
}

function findStrangers({ config, choice, at, vendor }: Target, suggest: Suggest): readonly ConfigProblem[] {
  const { fields, purposes, stages, segments } = config;
  const others = [
    ...(stages ? ['stage'] : []),
    ...(segments ? ['segments'] : []),
    ...(vendor.namesOurs === 'all' ? ['submission_id', 'form_id', 'step'] : []),
    ...(vendor.namesOurs ? Object.keys(purposes).map((name) => `consent_${name}`) : []),
  ];
  return Object.keys(choice.map ?? {}).flatMap((name) => {
    const path = `${at}.map.${name}`;
    const field = fields.find((one) => one.name === name);
    const isUnsent = field?.transient || field?.type === 'consent';
    if (isUnsent && own(choice.map ?? {}, name))
      return [{ path, problem: 'is never sent as an answer', remedy: 'Remove it.' }];
    if (field || others.includes(name)) return [];
    const known = [...fields.map((one) => one.name), ...others];
    return [{ path, problem: 'is no declared field', remedy: suggest(name, known) ?? remedyFor(name) }];
  });
}

/** What is no field may be something else that is told, if the definition has it or the back end a place for it. */
function remedyFor(name: string): string {
  if (name === 'stage') return 'Add stages to the definition.';
  if (name === 'segments') return 'Add segments to the definition.';
  const isOurs = /^(consent_.*|submission_id|form_id|step)$/.test(name);
  return isOurs ? 'Remove it: it has one name there.' : 'Add it to fields.';
}

function findNeedless({ choice, at, vendor }: Target): readonly ConfigProblem[] {
  if (!choice.map) return [];
  return [
    { path: `${at}.map`, problem: `has no effect: ${vendor.title} is told no answer`, remedy: 'Remove it.' },
  ];
}

function findTwins(target: Target): readonly ConfigProblem[] {
  const { sent, vendor } = target;
  if (vendor.joins) return [];
  const named = sent.filter((field) => sentAs(target, field));
  return named.flatMap((field, i) => {
    const name = sentAs(target, field);
    const first = named.slice(0, i).find((other) => doMeet(vendor, sentAs(target, other), name));
    if (!first) return [];
    const path = placeOf(target, field);
    const other = sentAs(target, first);
    const given = `gives ${field.name} the name ${name}`;
    if (name === other) {
      const problem = `${given}, which ${vendor.title} knows ${first.name} by`;
      return [{ path, problem, remedy: 'Give each a name of its own.' }];
    }
    const problem = `${given}, beside which ${vendor.title} has no place for ${other}, the name of ${first.name}`;
    return [{ path, problem, remedy: 'Give each a place of its own in the group, or none in it.' }];
  });
}

/** Whether two names are of one place, or one of the whole group that the other is in. */
function doMeet({ groups }: Vendor, name: string, other: string): boolean {
  if (!groups) return name === other;
  const [[group, part], [otherGroup, otherPart]] = [split(name, groups), split(other, groups)];
  return group === otherGroup && (!part || !otherPart || part === otherPart);
}

function split(name: string, groups: NameMap): readonly [group: string, part: string] {
  const [group = '', part = own(groups, name) ?? ''] = name.split('.');
  return [group, part];
}

function findLacking(target: Target): readonly ConfigProblem[] {
  const { config, at, vendor, sent } = target;
  const { needsEachTime: isEach } = vendor;
  const places = isEach
    ? config.steps.map(({ fields }, i) => [`steps[${i}].fields`, fields] as const)
    : [[at, sent.map(({ name }) => name)] as const];
  return places.flatMap(([path, names]) => {
    const here = sent.filter(({ name }) => names.includes(name));
    if (isEach && !here.length) return [];
    return vendor.needs
      .filter((need) => !here.some((field) => fills(target, field, need)))
      .map((need) => ({
        path,
        problem: `fills no ${need.join(' or ')}, without which ${vendor.title} takes nothing`,
        remedy: isEach
          ? 'Ask for it in the same step: each step is a record of its own there.'
          : `Ask for it, or map a field onto it, ${at === 'adapter' ? 'by mapsTo or ' : ''}in ${at}.map.`,
      }));
  });
}

/** Steps that are sent before anybody is known; which of them somebody is shown first, conditions say, not this. */
function findEarly(target: Target): readonly ConfigProblem[] {
  const { config, at, vendor, sent } = target;
  const { knownBy: need } = vendor;
  if (!need) return [];
  const asks = (one: FormConfig['steps'][number], fields: readonly Field[]) =>
    fields.some(({ name }) => one.fields.includes(name));
  const known = sent.filter((field) => fills(target, field, need));
  const first = config.steps.findIndex((step) => asks(step, known));
  // A mirror is told nothing of a step without an answer; the one that delivers is told what was agreed to.
  const told = at === 'adapter' ? config.fields.filter(({ transient }) => !transient) : sent;
  return config.steps.flatMap((step, i) => {
    if (i >= first || !asks(step, told)) return [];
    return [
      {
        path: `steps[${i}].fields`,
        problem: `comes before ${need.join(' or ')} is asked, by which alone ${vendor.title} knows people`,
        remedy: 'Ask for it in the first step.',
      },
    ];
  });
}

function fills(target: Target, field: Field, need: readonly string[]): boolean {
  const called = sentAs(target, field);
  return need.includes(called) || (!!target.vendor.needsByType && !!called && need.includes(field.type));
}
