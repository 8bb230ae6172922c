/**
 * What a definition may well be meant to be, and yet is more often an oversight: hints for its author, and no problems.
 * Never loaded for visitors.
 */
import type { FormConfig } from '../model/form-config.js';
import type { ConfigProblem } from '../model/ports.js';
import { joinPath } from './join-path.js';
import { listWordNames } from './word-names.js';

/** Expects a definition that the checks have no problem with. */
export function findOversights(config: FormConfig): readonly ConfigProblem[] {
  return [
    ...findUnaddressed(config),
    ...findOpenMirrors(config),
    ...findLateConsents(config),
    ...findForgotten(config),
    ...findForeignWords(config),
  ];
}

const hint = (path: string, problem: string, remedy: string): readonly ConfigProblem[] => [
  { path, problem, remedy },
];

/** A page may name the back end, or its address, on the element. */
function findUnaddressed({ adapter }: FormConfig): readonly ConfigProblem[] {
  if (!adapter)
    return hint('adapter', 'is missing', 'Name one here, or give the element endpoint or adapter.');
  const needsOne = adapter.use === 'http' || adapter.use === 'webhook';
  if (!needsOne || adapter.endpoint !== undefined) return [];
  return hint('adapter.endpoint', 'is missing', 'Give endpoint here or on the element.');
}

/** These are told no answer. */
const tellNothing: readonly string[] = ['data-layer', 'console'];

function findOpenMirrors({ adapter }: FormConfig): readonly ConfigProblem[] {
  return (adapter?.mirrors ?? []).flatMap(({ use, purpose }, i) =>
    purpose !== undefined || tellNothing.includes(use)
      ? []
      : hint(
          `adapter.mirrors[${i}]`,
          'has no purpose: it is told of everybody, whatever they agreed to',
          'Name the purpose whose consent it waits for, unless it needs none.',
        ),
  );
}

/** Each step is sent when it is completed, and a mirror hears of it then or never. */
function findLateConsents(config: FormConfig): readonly ConfigProblem[] {
  const { adapter, fields, steps } = config;
  const asks = (test: (field: FormConfig['fields'][number]) => boolean) =>
    steps.findIndex((step) => fields.some((field) => step.fields.includes(field.name) && test(field)));
  const firstAnswer = asks(({ type, transient }) => type !== 'consent' && !transient);
  return (adapter?.mirrors ?? []).flatMap(({ purpose }, i) => {
    const first = asks((field) => field.type === 'consent' && field.purpose === purpose);
    if (firstAnswer < 0 || first <= firstAnswer) return [];
    return hint(
      `adapter.mirrors[${i}].purpose`,
      `is agreed to in steps[${first}] at the earliest: of what is answered before, this mirror never hears`,
      'Ask for the consent in the first step, unless that is what you mean.',
    );
  });
}

/** What a device or the back end must remember, for conditions to see it. */
const remembered = /^visit\.(count|first|last|submissions|logins)$/;

function findForgotten(config: FormConfig): readonly ConfigProblem[] {
  const { profile = {}, fields, steps } = config;
  const { remember = 'withConsent', purpose } = profile;
  if (remember === 'always' || remember === 'afterSubmit') return [];
  const isAsked = fields.some(
    (field) =>
      field.type === 'consent' &&
      field.purpose === purpose &&
      steps.some((step) => step.fields.includes(field.name)),
  );
  const [place] = remember === 'withConsent' && isAsked ? [] : placesOf(config, '');
  if (place === undefined) return [];
  const remedies = {
    never: 'Let profile remember something',
    withConsent:
      purpose === undefined
        ? 'Name in profile the purpose whose consent allows remembering, and ask for that consent'
        : `Add a consent field with the purpose ${purpose} to a step`,
  };
  return hint(
    place,
    'looks at earlier visits, of which nothing is remembered: every visit is the first',
    `${remedies[remember]}, or have the page tell the element visits.`,
  );
}

/** Where the conditions look at what must be remembered: nothing else in a definition has members of such names. */
function placesOf(part: unknown, at: string): readonly string[] {
  if (typeof part !== 'object' || part === null) return [];
  if (Array.isArray(part)) return part.flatMap((one, i) => placesOf(one, `${at}[${i}]`));
  return Object.entries(part).flatMap(([name, one]) => {
    const isPath = remembered.test(name);
    const place = isPath ? `${at}["${name}"]` : joinPath(at, name);
    return isPath ? [place] : placesOf(one, place);
  });
}

/** In which our own words come. */
const spoken = /^(en|de)\b/i;

function findForeignWords({ locale = 'en', words = {}, draft }: FormConfig): readonly ConfigProblem[] {
  if (spoken.test(locale)) return [];
  const names = listWordNames().filter((name) => draft || !name.startsWith('draft'));
  const missing = names.filter((name) => !Object.hasOwn(words, name));
  if (!missing.length) return [];
  const some = missing.slice(0, mostNamed).join(', ') + (missing.length > mostNamed ? ', and so on' : '');
  return missing.length === names.length
    ? hint(
        'locale',
        'is a language that buttons and messages do not speak: they are English',
        `Write them in words: ${some}.`,
      )
    : hint(
        'words',
        `lacks ${missing.length} of the words, which are English then`,
        `Write them too: ${some}.`,
      );
}

const mostNamed = 8;
