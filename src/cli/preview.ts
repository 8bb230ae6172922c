/** What a form asks of a persona, and why: plain data without a value of anybody's. */
import type { FormConfig } from '../model/form-config.js';
import type { AskWord } from '../model/plan.js';
import type { IdentityStrength } from '../model/profile.js';
import { explain } from '../plan/explain.js';
import type { Explanation } from '../plan/explanation.js';
import { planFields } from '../plan/plan-fields.js';
import { createRules } from '../plan/rules/create-rules.js';
import { emailKind } from '../profile/email-kind.js';
import { pickSignals } from './pick-signals.js';
import type { Persona } from './to-persona.js';

export interface PreviewedField {
  readonly field: string;
  readonly word: AskWord;
}

export interface PreviewedView {
  readonly step: string;
  readonly title?: string;
  readonly reason: string;
  readonly ask: readonly PreviewedField[];
  readonly confirm: readonly PreviewedField[];
}

export interface Preview {
  readonly form: string;
  readonly version: string;
  readonly about?: string;
  readonly now: string;
  readonly visit: number;
  readonly identity: IdentityStrength;
  /** Names in the persona that no field of the form has. */
  readonly unused: readonly string[];
  /** Signals of the persona that the form may not read. */
  readonly unread: readonly string[];
  readonly views: readonly PreviewedView[];
  readonly fields: readonly Explanation[];
}

/** What every persona has, and what goes along with a count. */
const told = /^(now\.|count\.[^.]+\.(first|last)$)/;

export function preview(config: FormConfig, { about, profile, signals, answers }: Persona): Preview {
  const seen = pickSignals(config, profile, signals);
  const rules = createRules(config, emailKind);
  const plan = planFields(config, profile, seen, answers, rules);
  const names = new Set(config.fields.map(({ name }) => name));
  const given = [profile.facts, profile.known, profile.asks, answers].flatMap((part) => Object.keys(part));
  const view = (list: readonly { readonly field: string; readonly reason: { readonly word: AskWord } }[]) =>
    list.map(({ field, reason: { word } }) => ({ field, word }));
  return {
    form: config.id,
    version: config.version,
    ...(about !== undefined && { about }),
    now: new Date(signals.now).toISOString(),
    visit: profile.visits.count,
    identity: profile.identity.strength,
    unused: [...new Set(given)].filter((name) => !names.has(name)),
    unread: Object.keys(signals.values).filter(
      (path) => !told.test(path) && !Object.hasOwn(seen.values, path),
    ),
    views: plan.steps.map(({ id, title, reason, ask, confirm }) => ({
      step: id,
      ...(title !== undefined && { title }),
      reason,
      ask: view(ask),
      confirm: view(confirm),
    })),
    fields: explain(config, profile, seen, answers, rules),
  };
}
