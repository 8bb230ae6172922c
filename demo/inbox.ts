/** The mails that the collector sent, as .eml files in one folder, numbered in the order of their arrival. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import PostalMime from 'postal-mime';

export interface CaughtMail {
  readonly n: number;
  readonly subject: string;
  readonly from: string;
  readonly to: string;
  /** ISO 8601 instant of arrival, by the demo's clock. */
  readonly at: string;
  readonly text: string;
  /** The same with pictures, as most mail programs show it. */
  readonly html: string;
}

export interface Inbox {
  add(raw: Buffer, at: Date): Promise<void>;
  /** Newest first. */
  list(): Promise<readonly CaughtMail[]>;
  read(n: number): Promise<CaughtMail | undefined>;
}

export async function openInbox(folder: string): Promise<Inbox> {
  await mkdir(folder, { recursive: true });
  let last = Math.max(0, ...(await numbersIn(folder)));
  const read = async (n: number): Promise<CaughtMail | undefined> => {
    const raw = await readFile(fileOf(folder, n)).catch(() => undefined); // no such mail
    return raw && parseMail(n, raw);
  };
  return {
    async add(raw, at) {
      await writeFile(fileOf(folder, ++last), Buffer.concat([received(at), raw]));
    },
    async list() {
      const newestFirst = (await numbersIn(folder)).sort((a, b) => b - a);
      const mails = await Promise.all(newestFirst.map(read));
      return mails.filter((mail) => mail !== undefined);
    },
    read,
  };
}

const fileOf = (folder: string, n: number): string => join(folder, `${String(n)}.eml`);

async function numbersIn(folder: string): Promise<number[]> {
  const names = await readdir(folder);
  return names.flatMap((name) => /^(\d+)\.eml$/.exec(name)?.[1] ?? []).map(Number);
}

/** The trace header that every mail server adds on top, RFC 5321 section 4.4. */
function received(at: Date): Buffer {
  return Buffer.from(`Received: by demo-inbox; ${at.toUTCString().replace('GMT', '+0000')}\r\n`);
}

async function parseMail(n: number, raw: Buffer): Promise<CaughtMail> {
  const mail = await PostalMime.parse(raw);
  const trace = mail.headers.find((header) => header.key === 'received')?.value ?? '';
  return {
    n,
    subject: mail.subject ?? '',
    from: mail.from?.address ?? '',
    to: (mail.to ?? []).map((to) => to.address ?? to.name).join(', '),
    at: new Date(trace.slice(trace.lastIndexOf(';') + 1)).toISOString(),
    text: mail.text ?? '',
    html: mail.html ?? '',
  };
}
