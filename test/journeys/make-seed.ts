/** Once before all journeys: a data folder with an empty database, since making one takes longer than most of them. */
import { rm } from 'node:fs/promises';
import { DemoServer } from './demo-server.js';
import { makeFolder } from './make-folder.js';

export default async function makeSeed(): Promise<() => Promise<void>> {
  const folder = await makeFolder();
  const server = new DemoServer();
  await server.run({ dataDir: folder });
  await server.run({});
  await server.close();
  process.env['PF_SEED'] = folder;
  return () => rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
