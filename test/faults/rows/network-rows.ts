/** The connection breaks, stalls, lies about its end, or is not there. */
import assert from 'node:assert/strict';
import {
  commitThenCut,
  commitThenReset,
  first,
  forward,
  never,
  reset,
  say,
  sometimes,
  trickle,
  truncate,
} from '../answers.js';
import type { Answer } from '../line.js';
import type { Row } from '../row.js';
import { selfSign } from '../self-sign.js';
import type { Stage } from '../stage.js';

const second = 1000;
/** How long the outbox waits for an acknowledgement before it says "saved", and for an answer at all. */
const acknowledge = 2 * second;
const attempt = 20 * second;

export const networkRows: readonly Row[] = [
  {
    id: 'FLT8',
    title: 'acknowledgement lost after the commit, on fresh connections',
    group: 'network',
    sends: 6,
    telling: true,
    async trial(stage, random) {
      const cuts = random.between(1, 2);
      stage.line.answer = first(cuts, commitThenCut);
      const page = await stage.open();
      const reference = await stage.submit(page);
      await stage.untilShown(reference, 'sent', 'durable');
      await stage.untilHeard(reference, cuts);
      await stage.settle(page);
      assert(stage.heard(reference).length > cuts, 'it was sent again');
    },
  },
  {
    id: 'FLT9',
    title: 'acknowledgement lost on a connection used before: the browser sends again by itself',
    group: 'network',
    sends: 4,
    telling: true,
    async trial(stage) {
      const page = await stage.open();
      await stage.untilShown(await stage.submit(page), 'sent');
      stage.line.answer = (arrival) => (arrival.nth > 1 ? commitThenCut(arrival) : forward(arrival));
      const reference = await stage.submit(page);
      await stage.untilShown(reference, 'sent', 'durable');
      await stage.settle(page);
      const [cut, again] = stage.heard(reference);
      assert(cut && cut.nth > 1, 'the connection was used before');
      assert.equal(again?.body, cut.body, 'the same bytes came twice');
    },
  },
  {
    id: 'FLT10',
    title: 'TCP reset, before and after the commit',
    group: 'network',
    sends: 6,
    async trial(stage, random) {
      for (const fault of random.shuffle([reset, commitThenReset])) await survive(stage, fault);
    },
  },
  {
    id: 'FLT11',
    title: 'acknowledgement cut in half, with Content-Length and chunked',
    group: 'network',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      for (const framing of random.shuffle(['length', 'chunked'] as const))
        await survive(stage, truncate(framing), { jump: acknowledge });
    },
  },
  {
    id: 'FLT12',
    title: 'acknowledgement cut in half, ended by the connection: the browser calls it whole',
    group: 'network',
    sends: 4,
    clock: true,
    trial: (stage) => survive(stage, truncate('close'), { jump: acknowledge }),
  },
  {
    id: 'FLT13',
    title: 'acknowledgement of another submission, also a stale one from a cache',
    group: 'network',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      const other = '01a20473-3a5d-7180-b27a-439cf33a9fd4';
      const answers = [{ id: other }, { id: other, duplicate: true }, { id: 7 }, { ids: [other] }];
      const headers = { 'cache-control': 'public, max-age=600' };
      for (const body of random.shuffle(answers).slice(0, 2)) {
        const said = { body: JSON.stringify(body), type: 'application/json', headers };
        await survive(stage, say(200, said), { jump: acknowledge });
      }
    },
  },
  {
    id: 'FLT14',
    title: 'an answer that trickles and never ends',
    group: 'network',
    sends: 4,
    clock: true,
    trial: (stage) => outwait(stage, trickle(100)),
  },
  {
    id: 'FLT15',
    title: 'no answer at all',
    group: 'network',
    sends: 4,
    clock: true,
    trial: (stage) => outwait(stage, never),
  },
  {
    id: 'FLT16',
    title: 'connections are taken and never read',
    group: 'network',
    sends: 4,
    clock: true,
    async trial(stage) {
      stage.line.deaf = true;
      const page = await stage.open();
      const reference = await stage.submit(page);
      await stage.until('a connection is taken', () => stage.line.ignored > 0);
      await stage.forward(acknowledge);
      await stage.untilShown(reference, 'durable');
      await stage.forward(attempt);
      await stage.settle(page, { jump: acknowledge });
    },
  },
  {
    id: 'FLT32',
    title: 'the name of the collector cannot be resolved',
    group: 'network',
    sends: 2,
    async trial(stage) {
      stage.line = await stage.openLine({ tls: selfSign() });
      stage.endpoint = `https://collector.example:${stage.line.port}`;
      const resolve = (address: string) => ({
        args: [`--host-resolver-rules=MAP collector.example ${address}`],
        ignoreHTTPSErrors: true,
      });
      await stage.launch(resolve('~NOTFOUND'));
      const page = await stage.open();
      await stage.untilShown(await stage.submit(page), 'durable');
      assert.equal(stage.line.heard.length, 0, 'nothing got through');
      await stage.launch(resolve('127.0.0.1'));
      await stage.settle(await stage.open());
    },
  },
  {
    id: 'FLT33',
    title: 'the certificate is expired and trusted by nobody',
    group: 'network',
    sends: 2,
    async trial(stage) {
      stage.line = await stage.openLine({ tls: selfSign() });
      stage.endpoint = stage.line.url;
      const page = await stage.open();
      await stage.untilShown(await stage.submit(page), 'durable');
      assert.equal(stage.line.heard.length, 0, 'nothing was sent to a stranger');
      await stage.launch({ ignoreHTTPSErrors: true });
      await stage.settle(await stage.open());
    },
  },
  {
    id: 'FLT35',
    title: 'the browser is wrong about being online, both ways',
    group: 'network',
    sends: 4,
    async trial(stage) {
      await stage.line.pull();
      const page = await stage.open();
      await stage.untilShown(await stage.submit(page), 'durable');
      await stage.line.plugIn();
      await stage.settle(page);
      await stage.context.addInitScript(() =>
        Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false }),
      );
      const doubter = await stage.open();
      assert.equal(await doubter.evaluate(() => navigator.onLine), false);
      await stage.untilShown(await stage.submit(doubter), 'sent');
    },
  },
  {
    id: 'FLT36',
    title: 'latency of 10 s, 50 kbit/s, three in ten answers lost',
    group: 'network',
    sends: 10,
    async trial(stage, random) {
      const page = await stage.openLibrary();
      const devtools = await stage.context.newCDPSession(page);
      const throughput = 50_000 / 8;
      await devtools.send('Network.enable');
      await devtools.send('Network.emulateNetworkConditions', {
        offline: false,
        latency: 10 * second,
        downloadThroughput: throughput,
        uploadThroughput: throughput,
      });
      stage.line.answer = sometimes(random, 0.3, random.pick([reset, commitThenReset]));
      const states = await stage.submitMany(page, [stage.newReference(), stage.newReference()]);
      assert.deepEqual(states, ['durable', 'durable']);
      const patience = 5 * stage.times.condition;
      await stage.until('both arrive', async () => (await stage.waiting()).length === 0, patience);
    },
  },
];

/** One submission under a fault: the form calls it saved, and once the line is mended it arrives. */
async function survive(stage: Stage, fault: Answer, { jump = 0 } = {}): Promise<void> {
  stage.line.answer = fault;
  const page = await stage.tab();
  const reference = await stage.submit(page);
  await stage.untilShown(reference, 'durable');
  await stage.settle(page, { jump });
  assert(stage.heard(reference).length > 1, 'it was sent again');
}

/** The form says "saved" while the request hangs; the request is given up in time, and another one made. */
async function outwait(stage: Stage, fault: Answer): Promise<void> {
  stage.line.answer = fault;
  const page = await stage.open();
  const reference = await stage.submit(page);
  await stage.untilHeard(reference);
  const [hanging] = stage.heard(reference);
  await stage.forward(acknowledge);
  await stage.untilShown(reference, 'durable');
  assert(hanging && !hanging.socket.destroyed, 'the request hangs, the page does not');
  await stage.forward(attempt);
  await stage.until('the request is given up', async () => ((await stage.waiting())[0]?.n ?? 0) > 0);
  await stage.settle(page, { jump: acknowledge });
}
