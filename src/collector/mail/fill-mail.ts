/** Looks up whom a waiting mail goes to and mints the token it carries; nothing where there is nobody left. */
import type { AnswerValue, Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import { composeConfirmMail, composeNurtureMail } from './compose-mail.js';
import type { MailText } from './compose-mail.js';
import { mintConfirmToken } from '../confirm-address.js';
import type { Context } from '../context.js';
import { currentFacts } from '../current-facts.js';
import { emailField, factFields, fullName } from '../form-fields.js';
import { factName } from '../../model/fact-name.js';
import { mailWords } from './mail-words.js';
import type { MailRow } from './mail-row.js';
import { mayNurture } from './may-nurture.js';

export interface FilledMail extends MailText {
  readonly to: string;
}

const linkSeconds = 14 * 24 * 3600;

export async function composeConfirmation(context: Context, row: MailRow): Promise<FilledMail | undefined> {
  const form = formOf(context, row);
  const [request] = await context.db.query<{ id: string; address: string; answers: Answers | null }>(
    `SELECT confirmation.id, address, answers FROM confirmation
     LEFT JOIN submission ON submission.tenant = confirmation.tenant AND submission.id = submission_id
     WHERE confirmation.tenant = $1 AND confirmation.id = $2`,
    [context.db.tenant, row.confirmationId],
  );
  if (!request) return undefined;
  const token = await mintConfirmToken(context.db, request.id, context.clock());
  const answers = request.answers ?? {};
  const values: Record<string, AnswerValue> = {};
  for (const field of factFields(form)) {
    const value = answers[field.name];
    if (value !== undefined) values[factName(field)] = value;
  }
  const url = `${context.publicUrl}/v1/confirm/${token}`;
  return {
    to: request.address,
    ...composeConfirmMail(mailWords(form.locale), fullName(form, values), url),
  };
}

export async function composeNurture(context: Context, row: MailRow): Promise<FilledMail | undefined> {
  const form = formOf(context, row);
  const page = context.pages[row.formId];
  const email = emailField(form);
  if (!row.personId || !page || !email || !(await mayNurture(context, form, row.personId))) return undefined;
  const facts = await currentFacts(context.db, form, row.personId);
  const to = facts.get(factName(email))?.value;
  if (typeof to !== 'string') return undefined;
  const token = await context.signer.sign({
    purpose: 'link',
    audience: form.id,
    subject: row.personId,
    jti: context.mintId(),
    seconds: linkSeconds,
  });
  const values = Object.fromEntries([...facts].map(([name, { value }]) => [name, value]));
  const asset = form.afterSubmit?.asset;
  const title = (asset && context.assets[asset.id]?.title) ?? form.title ?? form.id;
  const words = mailWords(form.locale);
  return { to, ...composeNurtureMail(words, fullName(form, values), title, `${page}#pf=${token}`) };
}

/** A definition that is missing for a while must not cost a mail: a throw has it tried again. */
function formOf({ forms }: Context, { formId }: MailRow): FormConfig {
  const form = forms.get(formId);
  if (!form) throw new Error('A mail waits for a form that is not here');
  return form;
}
