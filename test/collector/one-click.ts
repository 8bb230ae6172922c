/** A reader who was mailed a question, and what can be done with its links. */
import { agreed, erika, hour, tables } from './harness.js';
import type { World } from './harness.js';

export const operatorKey = 'a-key-of-at-least-32-characters-1';
export const personal = { email: 'erika@firma.example' };

export interface Answer {
  readonly value: string;
  readonly label: string;
  readonly image?: string;
  readonly url: string;
}

export interface Asked {
  readonly url: string;
  readonly answers: readonly Answer[];
}

/** Links to the question which PLM system she works with, as a mail tool gets them. */
export async function askByMail(world: World, over: object = {}): Promise<Asked> {
  const response = await world.post(
    '/v1/links',
    { formId: 'whitepaper', field: 'plm', ...personal, ...over },
    { 'Content-Type': 'application/json', Authorization: `Bearer ${operatorKey}` },
  );
  return (await response.json()) as Asked;
}

/** She asked for the paper, agreed to be remembered, and confirmed both by the link in her mailbox. */
export async function agree(world: World): Promise<void> {
  await world.submit(erika, agreed(world));
  await world.click(await world.confirmPath());
}

/** She downloaded it two days ago: the text of the mail that is sent now. */
export async function nurture(world: World): Promise<{ readonly text: string; readonly html: string }> {
  await world.get(await world.click(await world.confirmPath()));
  world.clock.now += 48 * hour;
  await world.collector.sendDueMails();
  const { text = '', html = '' } = world.mails.at(-1) ?? {};
  return { text, html };
}

export const pathOf = (answer: { readonly url: string } | undefined): string =>
  new URL(answer?.url ?? '').pathname;
export const tokenOf = (answer: { readonly url: string } | undefined): string =>
  pathOf(answer).split('/')[2] ?? '';

/** What the button of the page sends. */
export function post(
  world: World,
  fields: Readonly<Record<string, string>>,
  headers: Readonly<Record<string, string>> = {},
): Promise<Response> {
  return world.collector.fetch(
    new Request('http://collector.test/v1/answers', {
      method: 'POST',
      body: new URLSearchParams(fields).toString(),
      headers: { 'Content-Type': 'application/x-www-form-urlencoded', Origin: 'null', ...headers },
    }),
  );
}

/** Opens the page and presses its button. */
export async function click(world: World, answer: Answer | undefined, option?: string): Promise<Response> {
  await world.get(pathOf(answer));
  return post(world, { token: tokenOf(answer), option: option ?? answer?.value ?? '' });
}

/** Every table, byte by byte. */
export async function everything(world: World): Promise<string> {
  const all = tables.map((table) => world.db.query(`SELECT t::text AS row FROM ${table} AS t ORDER BY 1`));
  return JSON.stringify(await Promise.all(all));
}
