/**
 * Tells a page what it need not ask. A device is told names, never values; a link from the person's own mailbox also
 * the values that the form allows to be filled in. Nobody is told anything about an address.
 */
import * as z from 'zod/mini';
import type { AssetGrant } from '../../model/asset-grant.js';
import type { Scalar } from '../../model/condition.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Fact } from '../../model/profile.js';
import { emailKind } from '../../profile/email-kind.js';
import { grantAsset } from '../asset-grant.js';
import type { Context } from '../context.js';
import { hour } from '../context.js';
import type { HeldFact } from '../current-facts.js';
import { currentFacts } from '../current-facts.js';
import { emailField, factFields } from '../form-fields.js';
import { factName } from '../../model/fact-name.js';
import { personOnDevice } from './person-on-device.js';
import { consentsOn, countSessions, hasEarnedAsset } from './recall.js';
import type { Whose } from './recall.js';
import { useLink } from './use-link.js';

export interface Recognition {
  readonly strength: 'none' | 'device' | 'link';
  readonly facts: Readonly<Record<string, Fact>>;
  /** By field name, the instant of the answer. */
  readonly known: Readonly<Record<string, string>>;
  readonly classes: Readonly<Record<string, Scalar>>;
  /** By purpose, the instant of the consent. */
  readonly consents: Readonly<Record<string, string>>;
  readonly visits?: { readonly count: number };
  readonly proof?: string;
  readonly asset?: AssetGrant;
}

export const stranger: Recognition = { strength: 'none', facts: {}, known: {}, classes: {}, consents: {} };

const requestShape = z.object({
  formId: z.string(),
  anonymousId: z.optional(z.string().check(z.regex(/^[\w.:-]{1,64}$/))),
  token: z.optional(z.unknown()),
});

/** Values are shown only while the mail is fresh: later it may have been passed on. */
const valuesFor = 24 * hour;
const proofSeconds = 2 * 3600;

/** Whatever is wrong with a request, the answer is that of a stranger. */
export async function recognise(context: Context, input: unknown): Promise<Recognition> {
  const request = requestShape.safeParse(input);
  const form = request.success ? context.forms.get(request.data.formId) : undefined;
  if (!request.success || !form) return stranger;
  const { token, anonymousId } = request.data;
  return (
    (token !== undefined && (await byLink(context, form, token))) ||
    (anonymousId !== undefined && (await byDevice(context, form, anonymousId))) ||
    stranger
  );
}

async function byLink(context: Context, form: FormConfig, token: unknown): Promise<Recognition | undefined> {
  const link = await useLink(context, form.id, token);
  if (!link) return undefined;
  const { db, signer } = context;
  const facts = await currentFacts(db, form, link.personId);
  const proof = {
    purpose: 'proof',
    audience: form.id,
    subject: link.personId,
    seconds: proofSeconds,
  } as const;
  return {
    ...(await recall(context, form, facts, { personId: link.personId })),
    strength: 'link',
    facts: context.clock() - link.issuedAt <= valuesFor ? shownValues(form, facts) : {},
    visits: { count: (await countSessions(db, link.personId)) + 1 },
    proof: await signer.sign(proof),
  };
}

async function byDevice(
  context: Context,
  form: FormConfig,
  anonymousId: string,
): Promise<Recognition | undefined> {
  const found = await personOnDevice(context.db, anonymousId);
  if (!found) return undefined;
  // Of a person who is not shown to sit there, only what this device told us itself.
  const only = found.bound ? undefined : anonymousId;
  const facts = await currentFacts(context.db, form, found.personId, only);
  const recalled = await recall(context, form, facts, { personId: found.personId, anonymousId: only });
  return { strength: 'device', facts: {}, ...recalled };
}

type Recalled = Pick<Recognition, 'known' | 'classes' | 'consents' | 'asset'>;

async function recall(
  context: Context,
  form: FormConfig,
  facts: ReadonlyMap<string, HeldFact>,
  whose: Whose,
): Promise<Recalled> {
  const earned = await hasEarnedAsset(context.db, form, whose);
  const asset = earned ? await grantAsset(context, form, whose.personId) : undefined;
  return {
    known: knownNames(form, facts),
    classes: classesOf(form, facts),
    consents: await consentsOn(context.db, form, whose),
    ...(asset && { asset }),
  };
}

function knownNames(form: FormConfig, facts: ReadonlyMap<string, HeldFact>): Record<string, string> {
  const known: Record<string, string> = {};
  for (const field of factFields(form)) {
    const fact = facts.get(factName(field));
    if (fact) known[field.name] = fact.at.toISOString();
  }
  return known;
}

function shownValues(form: FormConfig, facts: ReadonlyMap<string, HeldFact>): Record<string, Fact> {
  const shown: Record<string, Fact> = {};
  for (const field of factFields(form)) {
    const fact = facts.get(factName(field));
    if (!fact || !field.prefill || field.sensitive) continue;
    shown[field.name] = { value: fact.value, source: 'link', at: fact.at.toISOString() };
  }
  return shown;
}

function classesOf(form: FormConfig, facts: ReadonlyMap<string, HeldFact>): Record<string, Scalar> {
  const field = emailField(form);
  const address = field && facts.get(factName(field))?.value;
  const kind = typeof address === 'string' ? emailKind(address) : undefined;
  return kind ? { 'email.kind': kind } : {};
}
