/**
 * Tells a page what it need not ask. A device is told names, never values; a link from the person's own mailbox, or a
 * sign-in with its address, also the values that the form allows to be filled in. Nobody is told anything about an
 * address that was only typed.
 */
import * as z from 'zod/mini';
import type { FormConfig } from '../../model/form-config.js';
import type { Context } from '../context.js';
import { day } from '../context.js';
import { ownFacts } from '../current-facts.js';
import { emailKey } from '../form-fields.js';
import { readIssue } from '../links/make-link.js';
import type { VerifiedLogin } from '../logins/verify-login.js';
import { recallProfile } from '../recall-profile.js';
import { respellAddress } from '../record/respell-address.js';
import { vouchByLogin } from '../record/vouch.js';
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
  idToken: z.optional(z.unknown()),
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
  const { token, idToken, anonymousId } = request.data;
  const login = idToken === undefined ? undefined : await context.verifyLogin(idToken);
  // Who is signed in is sure; the link, which may be somebody else's, is left unused.
  if (login) return (await byLogin(context, form, login, anonymousId)) ?? stranger;
  return (
    (token !== undefined && (await byLink(context, form, request.data))) ||
    (anonymousId !== undefined && (await byDevice(context, form, anonymousId))) ||
    stranger
  );
}

/** Nobody, where nobody has this address: what a device knows is not about whoever else signs in at it. */
async function byLogin(
  context: Context,
  form: FormConfig,
  { email }: VerifiedLogin,
  anonymousId: string | undefined,
): Promise<Recognition | undefined> {
  await respellAddress(context.db, email);
  const personId = await vouchByLogin(context.db, emailKey(email));
  return personId === undefined
    ? undefined
    : byProof(context, form, { personId, strength: 'login', anonymousId });
}

async function byLink(
  context: Context,
  form: FormConfig,
  { token, anonymousId }: Request,
): Promise<Recognition | undefined> {
  const link = await useLink(context, form.id, token);
  if (!link) return undefined;
  const proven = { personId: link.personId, strength: 'link', anonymousId } as const;
  const recognition = await byProof(context, form, proven);
  return context.clock() - link.issuedAt <= valuesFor ? recognition : { ...recognition, facts: {} };
}

interface Proven {
  readonly personId: string;
  readonly strength: 'link' | 'login';
  readonly anonymousId: string | undefined;
}

/** The proof makes what is submitted next hers, and the device too. */
async function byProof(
  context: Context,
  form: FormConfig,
  { personId, strength, anonymousId }: Proven,
): Promise<Recognition> {
  const now = context.clock();
  const whose = { personId };
  const profile = await recallProfile(context.db, form, whose, { now, strength, device: anonymousId });
  const { count, submissions = 0 } = profile.visits;
  const device = anonymousId === undefined ? undefined : await personOnDevice(context.db, anonymousId);
  const own = await ownFacts(context.db, form, personId, now);
  const issuedAt = await readIssue(context.db, personId, now);
  const proof = { purpose: 'proof', audience: form.id, subject: personId, seconds: proofSeconds } as const;
  return {
    ...(await disclose(context, form, whose, profile, now)),
    strength,
    facts: shownValues(form, own, strength),
    visits: { count, submissions },
    ...(device?.personId === personId && { sameDevice: true }),
    proof: await context.signer.sign({ ...proof, issuedAt }),
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
