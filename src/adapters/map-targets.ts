/** Which back ends a definition has, what each of them is sent, and by which names. */
import type { OneAdapter } from '../model/adapter-choice.js';
import type { Field, FormConfig } from '../model/form-config.js';
import { own } from '../model/own.js';
import { vendorOf, type Vendor } from './map-vendors.js';
import { mayMirror, nameField } from './name-fields.js';

/** One back end of a definition: `at` is where that names it. */
export interface Target {
  readonly config: FormConfig;
  readonly choice: OneAdapter;
  readonly at: string;
  readonly vendor: Vendor;
  readonly sent: readonly Field[];
}

/** The one that delivers first, then its mirrors, which are told nothing sensitive that their map does not name. */
export function listTargets(config: FormConfig): readonly Target[] {
  const { adapter, fields, steps } = config;
  const asked = new Set(steps.flatMap((step) => step.fields));
  const answers = fields.filter(({ name, type, transient }) => {
    return asked.has(name) && type !== 'consent' && !transient;
  });
  const toTarget = (choice: OneAdapter, at: string, isMirror: boolean): Target => {
    return {
      config,
      choice,
      at,
      vendor: vendorOf(choice.use),
      sent: answers.filter((field) => !isMirror || mayMirror(field, choice.map)),
    };
  };
  if (!adapter) return [];
  const mirrors = adapter.mirrors ?? [];
  return [
    toTarget(adapter, 'adapter', false),
    ...mirrors.map((choice, i) => toTarget(choice, `adapter.mirrors[${i}]`, true)),
  ];
}

export const isNamed = ({ map = {} }: OneAdapter, field: string) => Object.hasOwn(map, field);

/** What the definition, or else usage, calls it there; empty: it is not sent. */
export const nameOf = ({ choice, vendor, at }: Target, field: Field): string | undefined =>
  nameField(field, choice.map, at !== 'adapter') ?? own(vendor.usual, field.name);

/** The same, with the name that it has where nobody gave it another. */
export const sentAs = (target: Target, field: Field): string => nameOf(target, field) ?? field.name;
