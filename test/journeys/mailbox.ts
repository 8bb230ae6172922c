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

/** The one address in a mail's text. */
export function linkIn(mail: CaughtMail | undefined): string {
  const [link, ...others] = mail?.text.match(/https?:\S+/g) ?? [];
  expect(others).toEqual([]);
  return link ?? '';
}
