/** The mails that have come, as the demo's inbox tells them. */
import type { CaughtMail } from '../../demo/inbox.js';
import { expect } from './journey.js';

/** Waits until there are as many for an address; oldest first. */
export async function mailsTo(url: string, address: string, count: number): Promise<readonly CaughtMail[]> {
  let mails: readonly CaughtMail[] = [];
  await expect(async () => {
    const all = (await (await fetch(`${url}/inbox/list.json`)).json()) as readonly CaughtMail[];
    mails = all.filter(({ to }) => to === address).reverse();
    expect(mails).toHaveLength(count);
  }).toPass({ intervals: [50], timeout: 10_000 });
  return mails;
}

/** The one address in a mail's text, besides those of the answers to its question. */
export function linkIn(mail: CaughtMail | undefined): string {
  const links = mail?.text.match(/https?:\S+/g) ?? [];
  const [link, ...others] = links.filter((one) => !new URL(one).pathname.startsWith('/l/'));
  expect(others).toEqual([]);
  return link ?? '';
}

/** By the words of the answer, its address. */
export function answersIn(mail: CaughtMail | undefined): Readonly<Record<string, string>> {
  const lines = [...(mail?.text ?? '').matchAll(/^(.+): (https?:\S+\/l\/\S+)$/gm)];
  return Object.fromEntries(lines.map(([, label = '', url = '']) => [label, url]));
}
