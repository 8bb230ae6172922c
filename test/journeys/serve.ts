/** Demos in a process of their own, one after the other, so that a journey can stop one, start it again, and read all it prints. */
import { startDemo, type Demo } from '../../demo/start-demo.js';
import type { Answer, Order } from './demo-server.js';

let running: Demo | undefined;

async function follow({ dataDir, port = 0 }: Order): Promise<Answer> {
  await running?.close();
  running = dataDir === undefined ? undefined : await startDemo({ port, dataDir, mailInterval: 100 });
  return { url: running?.url };
}

process.on('message', (order: Order) => {
  void follow(order)
    .catch((error: unknown): Answer => ({ error: String(error) }))
    .then((answer) => process.send?.(answer));
});
process.once('disconnect', () => process.exit(0));
