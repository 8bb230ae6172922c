/** What is as the author of a definition may well mean it, and yet worth a word. */
import type { FormConfig } from '../model/form-config.js';
import type { ConfigProblem } from '../model/ports.js';
import { listTargets, type Target } from './map-targets.js';

/** Expects a definition that the checks have no problem with. */
export function findHints(config: FormConfig): readonly ConfigProblem[] {
  return listTargets(config).flatMap((target) => [
    ...findIdle(target),
    ...findTold(target),
    ...findParts(target),
  ]);
}

/** Our collector is sent a submission as it is; of a mirror `map` says besides what it may be told. */
function findIdle({ config, choice, at }: Target): readonly ConfigProblem[] {
  if (choice.use !== 'http' || !choice.map) return [];
  const allows = ([name, word]: [string, string]) => {
    const field = config.fields.find((one) => one.name === name);
    return at !== 'adapter' && word && (field ? field.sensitive : /^(stage|segments)$/.test(name));
  };
  const entries = Object.entries(choice.map);
  const idle = entries.filter((entry) => !allows(entry));
  const paths = idle.length < entries.length ? idle.map(([name]) => `${at}.map.${name}`) : [`${at}.map`];
  const problem = 'has no effect: the collector knows fields by their own names';
  return paths.map((path) => ({ path, problem, remedy: 'Remove it.' }));
}

function findTold({ at, vendor, sent }: Target): readonly ConfigProblem[] {
  if (at === 'adapter' || vendor.vocabulary === 'none') return [];
  return sent
    .filter(({ sensitive }) => sensitive) // a mirror is sent only those that its map names
    .map(({ name }) => ({
      path: `${at}.map.${name}`,
      problem: `tells ${vendor.title} a sensitive answer`,
      remedy: 'Remove it unless that is what you mean.',
    }));
}

/** What nobody can see from here: how the form is set up over there. */
function findParts({ config, choice, at }: Target): readonly ConfigProblem[] {
  if (choice.use !== 'hubspot') return [];
  const path = `${at}.formId`;
  const isParted = config.steps.length > 1;
  return [
    {
      path,
      problem: 'takes nothing from outside while its CAPTCHA is on',
      remedy: 'Leave the CAPTCHA of this form off in HubSpot.',
    },
    ...(isParted
      ? [
          {
            path,
            problem: 'is sent one step at a time, and refuses what lacks a required field',
            remedy: 'Require nothing but email in this form in HubSpot.',
          },
        ]
      : []),
  ];
}
