/**
 * For the operator's mail tools. `POST /v1/links` makes a link to a form for one person, and with `field` one link for
 * each option of a question; whether the address was known makes no difference. `POST /v1/links/revoke` takes back
 * all links that a person was sent.
 */
import type { Hono } from 'hono';
import * as z from 'zod/mini';
import { isEmail } from '../../check/is-email.js';
import type { Context } from '../context.js';
import type { Erasable } from '../erase-person.js';
import { makeAnswerLinks } from '../links/answer-links.js';
import { findContact } from '../links/find-contact.js';
import { mailQuestion } from '../links/mail-question.js';
import { longestLink, makeLink } from '../links/make-link.js';
import { revokeLinks } from '../links/revoke-links.js';
import { parseJson } from '../parse-json.js';
import { readBody } from '../read-body.js';
import { Refusal } from '../refusal.js';
import { requireOperator } from '../require-operator.js';
import { idShape, lineShape } from '../wire-shapes.js';

const maxBytes = 4 * 1024;
const shortestLink = 60;

const who = {
  email: z.exactOptional(z.string().check(z.refine((text) => isEmail(text.trim())))),
  personId: z.exactOptional(idShape),
};
const linkShape = z.strictObject({
  formId: lineShape(128),
  ...who,
  field: z.exactOptional(lineShape(64)),
  seconds: z.exactOptional(z.int().check(z.gte(shortestLink), z.lte(longestLink))),
});
const revokeShape = z.strictObject(who);

/** What to send, by the member that is wrong. */
const remedies: Readonly<Record<string, string>> = {
  formId: 'Name the form',
  email: 'Give one e-mail address',
  personId: 'Give the id of a person, as it stands with the leads',
  field: 'Name a question of the form',
  seconds: `Give whole seconds, from ${shortestLink} to ${longestLink} (14 days)`,
};

export function routeLinks(app: Hono, context: Context): void {
  app.use('/v1/links/*', requireOperator(context));
  app.post('/v1/links', async (c) =>
    c.json(await answer(context, await read(c.req.raw, linkShape)), 201, { 'Cache-Control': 'no-store' }),
  );
  app.post('/v1/links/revoke', async (c) => {
    await revokeLinks(context, whoOf(await read(c.req.raw, revokeShape)));
    return c.body(null, 204);
  });
}

async function answer(context: Context, request: z.infer<typeof linkShape>): Promise<object> {
  const { formId, field: name, seconds = longestLink } = request;
  const form = context.forms.get(formId);
  if (!form) throw new Refusal(422, 'formId: there is no such form here');
  if (!Object.hasOwn(context.pages, formId)) {
    throw new Refusal(422, 'formId: no page is known for this form. Name it in the pages of the collector');
  }
  const field = name === undefined ? undefined : mailQuestion(form, name);
  if (name !== undefined && !field) {
    throw new Refusal(
      422,
      'field: no question of this form that mails may ask. Give it options and "byMail": true',
    );
  }
  const personId = await findContact(context, whoOf(request));
  const link = personId && (await makeLink(context, { formId, personId, seconds }));
  if (!personId || !link) throw new Refusal(422, 'personId: there is no such person here');
  const answers = field && (await makeAnswerLinks(context, { form, field, personId, seconds }));
  return { url: link.url, expiresAt: link.expiresAt.toISOString(), ...(answers && { answers }) };
}

async function read<Shape extends z.ZodMiniType>(request: Request, shape: Shape): Promise<z.infer<Shape>> {
  const { text, tooLong } = await readBody(request, maxBytes);
  if (tooLong) throw new Refusal(413, 'The request is too long');
  const raw = parseJson(text);
  if (raw === undefined) throw new Refusal(400, 'The body is no JSON');
  const result = shape.safeParse(raw);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const unknown = issue?.code === 'unrecognized_keys' ? issue.keys.length : 0;
  const place = String(issue?.path[0] ?? '');
  if (unknown) throw new Refusal(422, 'There are members that mean nothing here. Take them out');
  throw new Refusal(422, `${place || 'body'}: ${remedies[place] ?? 'Send an object'}`);
}

/** Exactly one of them, so that a slip never makes a link for somebody else. */
function whoOf({ email, personId }: { readonly email?: string; readonly personId?: string }): Erasable {
  if (email !== undefined && personId === undefined) return { email };
  if (personId !== undefined && email === undefined) return { personId };
  throw new Refusal(422, 'Give either email or personId');
}
