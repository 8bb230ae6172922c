/** What no kind can say: members that must be there, names that must differ or exist, safe addresses. */
import type { FormConfig } from '../model/form-config.js';
import type { Demand } from './demand.js';
import { joinPath } from './join-path.js';
import { isSafeRedirect, isSafeUrl } from '../model/safe-url.js';

/** Expects a copy by `copyPlain` whose members are of the right kinds; where `demand` does not throw, also complete. */
export function checkReferences(config: FormConfig, demand: Demand): void {
  const need = (object: object | undefined, names: string, prefix: string) => {
    if (object) for (const name of names.split(' ')) demand(name in object, prefix + name);
  };
  const choose = (word: string, words: string, path: string) =>
    demand(words.split(' ').includes(word), path, `Use ${words}.`);
  const eachDistinct = <T extends object>(
    items: readonly T[],
    key: keyof T & string,
    path: string,
    check: (item: T, prefix: string) => void,
  ) => {
    const keys = items.map((item) => item[key]);
    items.forEach((item, i) => {
      const first = keys.indexOf(item[key]);
      demand(first === i, `${path}[${i}].${key}`, `Same as ${path}[${first}].${key}.`);
      check(item, `${path}[${i}].`);
    });
  };

  demand(config.schemaVersion === 1, 'schemaVersion', 'Use 1.');
  need(config, 'id version purposes fields steps', '');
  const { purposes, fields, steps, adapter, profile, afterSubmit } = config;
  const names = fields.map(({ name }) => name);
  for (const [name, purpose] of Object.entries(purposes)) {
    const prefix = `${joinPath('purposes', name)}.`;
    need(purpose, 'label legalBasis retention', prefix);
    choose(purpose.legalBasis, 'none implicit explicit legitimateInterest', `${prefix}legalBasis`);
  }
  eachDistinct(fields, 'name', 'fields', (field, prefix) => {
    const { name, type, purpose, options = [] } = field;
    need(field, 'name type label purpose', prefix);
    demand(/^(?!prototype$)[a-z]\w{0,63}$/i.test(name) && !(name in {}), `${prefix}name`);
    choose(
      type,
      'text email tel url number date select radio checkbox multiselect country textarea password consent hidden',
      `${prefix}type`,
    );
    demand(purpose in purposes, `${prefix}purpose`);
    eachDistinct(options, 'value', `${prefix}options`, (option, at) => need(option, 'value label', at));
  });
  eachDistinct(steps, 'id', 'steps', (step, prefix) => {
    need(step, 'id reason fields', prefix);
    step.fields.forEach((name, i) => demand(names.includes(name), `${prefix}fields[${i}]`));
  });
  need(adapter, 'use', 'adapter.');
  need(afterSubmit?.asset, 'id label', 'afterSubmit.asset.');
  demand(!profile?.purpose || profile.purpose in purposes, 'profile.purpose');
  demand(isSafeUrl(adapter?.endpoint ?? 'https://a'), 'adapter.endpoint');
  demand(isSafeRedirect(afterSubmit?.redirect ?? '/'), 'afterSubmit.redirect');
}
