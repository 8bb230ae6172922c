/** What the outbox holds, read by an empty page of the same origin. Nothing is created by looking. */
import type { BrowserContext, Page } from 'playwright';
import type { DeviceEntry } from './judge.js';

/** `url`: an empty page of the origin; one that is open already is used again. */
export async function readDevice(context: BrowserContext, url: string): Promise<readonly DeviceEntry[]> {
  const page = context.pages().find((one) => one.url() === url) ?? (await openPage(context, url));
  return page.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('refused'));
      });
    const names = (await indexedDB.databases()).map(({ name }) => name);
    if (!names.includes('progressive-form')) return [];
    const db = await done(indexedDB.open('progressive-form'));
    try {
      if (!db.objectStoreNames.contains('records')) return [];
      const store = db.transaction('records').objectStore('records');
      const [keys, records] = await Promise.all([done(store.getAllKeys()), done(store.getAll())]);
      return keys.map(String).flatMap((key, i) => {
        const record = records[i] as { n?: unknown; lastStatus?: unknown } | undefined;
        const place = { o: 'waiting', d: 'dead' } as const;
        const where = place[key.split('/')[0] as keyof typeof place];
        const entry = { id: key.slice(2), n: Number(record?.n), lastStatus: Number(record?.lastStatus) };
        return where ? [{ ...entry, place: where }] : [];
      });
    } finally {
      db.close();
    }
  });
}

async function openPage(context: BrowserContext, url: string): Promise<Page> {
  const page = await context.newPage();
  await page.goto(url);
  return page;
}
