/**
 * Reads free text and addresses into closed vocabularies: `email.kind`; of a field classified as `jobTitle`
 * `<field>.function` and `<field>.level`, of one classified as `companySize` `<field>.band` and, of a
 * chosen option, `<field>.size`: what was typed is no class, since classes are kept in clear. What cannot be read has
 * no class, which conditions take for the default path.
 */
import type { Scalar } from '../../model/condition.js';
import type { Field, FormConfig } from '../../model/form-config.js';
import { readCompanySize } from './company-size.js';
import { deriveClasses, type Sight } from './derive-classes.js';
import { readJobTitle } from './job-title.js';
import { looksAtKind } from './names-rules.js';
import type { Rule } from './rule.js';

/** Whether an address is of a company or of a person; nothing for what is no address. */
export type KindOf = (address: string) => string | undefined;

type Classes = Readonly<Record<string, Scalar | undefined>>;

export function createClassifyRule(config: FormConfig, kindOf?: KindOf): Rule | undefined {
  const fields = config.fields.filter(({ classify }) => classify);
  const address = looksAtKind(config) ? config.fields.find(({ type }) => type === 'email') : undefined;
  const writers = fields.map((field) => (sight: Sight) => writeClasses(field, sight));
  if (kindOf && address) writers.push((sight) => writeKind(address, sight, kindOf));
  return writers.length ? deriveClasses(config, writers, (write, sight) => write(sight)) : undefined;
}

/** An address that is still being typed leaves the kind as it was. */
function writeKind({ name }: Field, { look }: Sight, kindOf: KindOf): Classes {
  const kind = kindOf(String(look(name).value ?? ''));
  return kind ? { 'email.kind': kind } : {};
}

function writeClasses({ name, classify, options = [] }: Field, { look }: Sight): Classes {
  const { value, withheld } = look(name);
  if (withheld) return {};
  if (classify === 'jobTitle') {
    const title = readJobTitle(String(value ?? ''));
    return { [`${name}.function`]: title.function, [`${name}.level`]: title.level };
  }
  const read = readCompanySize(typeof value === 'number' ? value : String(value ?? ''));
  const isChosen = options.some((option) => option.value === String(value));
  return { [`${name}.size`]: isChosen ? read?.size : undefined, [`${name}.band`]: read?.band };
}
