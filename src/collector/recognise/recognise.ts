/**
 * Tells a page what it need not ask. A device is told names, never values; a link from the person's own mailbox also
 * the values that the form allows to be filled in. Nobody is told anything about an address.
 */
import * as z from 'zod/mini';
import type { FormConfig } from '../../model/form-config.js';
import type { Context } from '../context.js';
import { day } from '../context.js';
import { recallProfile } from '../recall-profile.js';
import { disclose, shownValues } from './disclose.js';
import type { Recognition } from './disclose.js';
import { personOnDevice } from './person-on-device.js';
import { useLink } from './use-link.js';

export const stranger: Recognition = {
  strength: 'none',
  facts: {},
  known: {},
  classes: {},
  consents: {},
  asks: {},
  spent: {},
};

const requestShape = z.object({
  formId: z.string(),
  anonymousId: z.optional(z.string().check(z.regex(/^[\w.:-]{1,64}$/))),
  token: z.optional(z.unknown()),
});

type Request = z.infer<typeof requestShape>;

/** Values are shown only while the mail is fresh: later it may have been passed on. */
const valuesFor = day;
const proofSeconds = 2 * 3600;

/** Whatever is wrong with a request, the answer is that of a stranger. */
export async function recognise(context: Context, input: unknown): Promise<Recognition> {
  const request = requestShape.safeParse(input);
  const form = request.success ? context.forms.get(request.data.formId) : undefined;
  if (!request.success || !form) return stranger;
  const { token, anonymousId } = request.data;
  return (
    (token !== undefined && (await byLink(context, form, request.data))) ||
    (anonymousId !== undefined && (await byDevice(context, form, anonymousId))) ||
    stranger
  );
}

async function byLink(
  context: Context,
  form: FormConfig,
  request: Request,
): Promise<Recognition | undefined> {
  const link = await useLink(context, form.id, request.token);
  if (!link) return undefined;
  const { db, signer } = context;
  const whose = { personId: link.personId };
  const now = context.clock();
  const moment = { now, strength: 'link', device: request.anonymousId } as const;
  const profile = await recallProfile(db, form, whose, moment);
  const { count, submissions = 0 } = profile.visits;
  const proof = {
    purpose: 'proof',
    audience: form.id,
    subject: link.personId,
    seconds: proofSeconds,
  } as const;
  return {
    ...(await disclose(context, form, whose, profile, now)),
    strength: 'link',
    facts: now - link.issuedAt <= valuesFor ? shownValues(form, profile) : {},
    visits: { count, submissions },
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
  const whose = { personId: found.personId, anonymousId: found.bound ? undefined : anonymousId };
  const now = context.clock();
  const profile = await recallProfile(context.db, form, whose, {
    now,
    strength: 'device',
    device: anonymousId,
  });
  return { strength: 'device', facts: {}, ...(await disclose(context, form, whose, profile, now)) };
}
