/** Looks up whom a waiting mail goes to and mints the token it carries; nothing where there is nobody left. */
import type { AnswerValue, Answers } from '../../model/answers.js';
import type { FormConfig } from '../../model/form-config.js';
import type { Fact } from '../../model/profile.js';
import { composeConfirmMail, composeNurtureMail } from './compose-mail.js';
import type { MailText } from './compose-mail.js';
import { mintConfirmToken } from '../confirm-address.js';
import type { Context } from '../context.js';
import { ownFacts } from '../current-facts.js';
import { emailField, factFields, fullName, hasKey } from '../form-fields.js';
import { makeAnswerLinks } from '../links/answer-links.js';
import { makeLink } from '../links/make-link.js';
import { chooseQuestion, mentionsOf } from './choose-question.js';
import { factName } from '../../model/fact-name.js';
import { mailWords } from './mail-words.js';
import type { MailRow } from './mail-row.js';
import { planNurture } from './plan-nurture.js';

export interface FilledMail extends MailText {
  readonly to: string;
}

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
  const { personId } = row;
  const plan = personId && (await planNurture(context, form, personId));
  if (!personId || !plan) return undefined;
  // Whoever else may have typed her address or sat at her device is not greeted or told back.
  const facts = await ownFacts(context.db, form, personId, context.clock());
  const to = await ownAddress(context, form, personId, facts);
  const link = to && (await makeLink(context, { formId: form.id, personId }));
  if (!to || !link) return undefined;
  const values = Object.fromEntries([...facts].map(([name, { value }]) => [name, value]));
  const asset = form.afterSubmit?.asset;
  const title = (asset && context.assets[asset.id]?.title) ?? form.title ?? form.id;
  const field = chooseQuestion(form, plan);
  const mail = composeNurtureMail(mailWords(form.locale), {
    name: fullName(form, values),
    title,
    url: link.url,
    mentions: mentionsOf(form, facts, field),
    question: field && {
      label: field.label,
      answers: await makeAnswerLinks(context, { form, field, personId }),
    },
  });
  return { to, ...mail };
}

/** As it was typed; whatever others say, what opens a person's record goes to that person's own address alone. */
async function ownAddress(
  { db }: Context,
  form: FormConfig,
  personId: string,
  facts: ReadonlyMap<string, Fact>,
): Promise<string | undefined> {
  const field = emailField(form);
  const held = field && facts.get(factName(field));
  const [person] = await db.query<{ key: string | null }>(
    'SELECT email_key AS key FROM person WHERE tenant = $1 AND id = $2',
    [db.tenant, personId],
  );
  const told = held ? [held, ...(held.others ?? [])].map(({ value }) => value) : [];
  return told.find(
    (value): value is string => typeof value === 'string' && hasKey(value, person?.key ?? null),
  );
}

/** A definition that is missing for a while must not cost a mail: a throw has it tried again. */
function formOf({ forms }: Context, { formId }: MailRow): FormConfig {
  const form = forms.get(formId);
  if (!form) throw new Error('A mail waits for a form that is not here');
  return form;
}
