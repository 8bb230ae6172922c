/** All that is on record of a person, or of one device of hers, as the profile of the next visit: values included. */
import { factName } from '../model/fact-name.js';
import type { FormConfig } from '../model/form-config.js';
import type { Fact, IdentityStrength, Profile } from '../model/profile.js';
import { emptyProfile } from '../model/profile.js';
import type { Queries } from './db.js';
import { currentFacts } from './current-facts.js';
import { factFields } from './form-fields.js';
import { asksOn, spentOn } from './recognise/asks-on.js';
import { consentsOn, visitsOn, stageOn } from './recognise/recall.js';
import type { Whose } from './recognise/recall.js';

export interface Moment {
  /** Milliseconds since 1970. */
  readonly now: number;
  readonly strength: IdentityStrength;
  /** The device that asks. */
  readonly device?: string | undefined;
}

export async function recallProfile(
  db: Queries,
  form: FormConfig,
  whose: Whose,
  { now, strength, device }: Moment,
): Promise<Profile> {
  const { count, ofForm, first } = await visitsOn(db, form, whose);
  const held = await currentFacts(db, form, whose, now);
  const stage = await stageOn(db, form, whose);
  const iso = new Date(now).toISOString();
  return {
    ...emptyProfile(),
    facts: byField(form, held),
    consents: await consentsOn(db, form, whose),
    asks: await asksOn(db, form, whose, now),
    spent: await spentOn(db, whose, now, device),
    classes: stage === undefined ? {} : { stage },
    visits: {
      count: count + 1,
      submissions: ofForm,
      steps: 0,
      ...(first && { first: first.toISOString() }),
      since: iso,
      last: iso,
    },
    identity: { strength },
  };
}

function byField(form: FormConfig, held: ReadonlyMap<string, Fact>): Profile['facts'] {
  const facts = factFields(form).map((field) => [field.name, held.get(factName(field))] as const);
  return Object.fromEntries(facts.flatMap(([name, fact]) => (fact ? [[name, fact]] : [])));
}
