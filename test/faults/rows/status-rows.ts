/** The way answers, but not with an acknowledgement. */
import assert from 'node:assert/strict';
import { first, flood, forward, gzipBomb, html, refuse, say } from '../answers.js';
import type { Answer } from '../line.js';
import type { Row } from '../row.js';
import type { Stage } from '../stage.js';

const second = 1000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;
/** The longest back-off of a first failure, of any, and the rest of a parked submission. */
const firstWait = 2 * second;
const longestWait = 15 * minute;
const park = hour;

export const statusRows: readonly Row[] = [
  {
    id: 'FLT17',
    title: '429 with Retry-After: 5, two tabs',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      const page = await stage.tab();
      const asked = await sendUnder(stage, tooMany('5'));
      const other = await stage.open();
      await stage.untilShown(await stage.submit(other), 'durable');
      stage.line.answer = forward;
      await stage.forward(4 * second);
      await stage.wake(page);
      await stage.wake(other);
      await stage.settle(other, { jump: second });
      assertRested(stage, asked, 5 * second);
    },
  },
  {
    id: 'FLT18',
    title: '429 with Retry-After as a date, past and to come',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      const past = await sendUnder(stage, tooMany(new Date(Date.now() - day).toUTCString()));
      await stage.settle(await stage.tab(), { jump: firstWait });
      assert.equal(stage.heard(past).length, 2, 'a date in the past asks for no more than the usual wait');
      const coming = await sendUnder(stage, tooMany(new Date(Date.now() + minute).toUTCString()));
      await stage.forward(minute - 5 * second);
      await stage.settle(await stage.tab(), { jump: 3 * second });
      assertRested(stage, coming, minute - second);
    },
  },
  {
    id: 'FLT19',
    title: '429 with a Retry-After that makes no sense',
    group: 'status',
    sends: 2,
    clock: true,
    async trial(stage, random) {
      for (const word of random.shuffle(['1e12', '-1', 'abc'])) {
        const reference = await sendUnder(stage, tooMany(word));
        await stage.settle(await stage.tab(), { jump: firstWait });
        assert.equal(stage.heard(reference).length, 2, `${word} is passed over`);
      }
      for (const word of random.shuffle(['2200000', '9'.repeat(400)])) {
        const reference = await sendUnder(stage, tooMany(word));
        await stage.forward(day - minute);
        await stage.settle(await stage.tab(), { jump: minute });
        assertRested(stage, reference, day - second);
        assert.equal(stage.heard(reference).length, 2, 'no storm, and no more than a day');
      }
    },
  },
  {
    id: 'FLT20',
    title: '429 that the page may not read',
    group: 'status',
    sends: 6,
    trial: (stage) => survive(stage, say(429, { cors: false })),
  },
  {
    id: 'FLT21',
    title: '503 for 500 clients, then recovery',
    group: 'status',
    sends: 8,
    async trial(stage) {
      const [clients, each] = [500, 2];
      const list = Array.from({ length: clients * each }, () => stage.newReference());
      const ofClient = (reference: string) => list.indexOf(reference) % clients;
      stage.line.answer = say(503);
      const page = await stage.openCrowd(clients);
      await stage.submitMany(page, list);
      stage.line.answer = forward;
      const patience = 4 * stage.times.condition;
      const all = async () => (await stage.collector.rows()).length === list.length;
      await stage.until('everything is recorded', all, patience);
      const arrivals = stage.line.heard.filter(({ reference }) => reference);
      for (let client = 0; client < clients; client++) {
        const own = arrivals.filter(({ reference = '' }) => ofClient(reference) === client);
        assert(
          shortestGap(own.map(({ sentAt }) => sentAt)) >= 190,
          'a client sends no more than five a second',
        );
      }
      const seconds = arrivals.slice(clients).map(({ sentAt }) => Math.floor(sentAt / second));
      const busiest = Math.max(
        ...[...new Set(seconds)].map((one) => seconds.filter((s) => s === one).length),
      );
      assert(busiest < list.length * 0.75, 'they do not all come back in the same second');
    },
  },
  {
    id: 'FLT22',
    title: '500 for a day',
    group: 'status',
    sends: 110,
    clock: true,
    async trial(stage) {
      const reference = await sendUnder(stage, say(500));
      const tries = day / longestWait;
      for (let i = 1; i <= tries; i++) {
        await stage.until('the failure is on file', async () => ((await stage.waiting())[0]?.n ?? 0) >= i);
        await stage.forward(longestWait);
        await stage.untilHeard(reference, i + 1);
      }
      await stage.settle(await stage.tab(), { jump: longestWait });
    },
  },
  {
    id: 'FLT23',
    title: '413 from a proxy, and from the collector',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      await outlastPark(stage, 413, say(413, { body: html }));
      await beRefused(stage, 413, { field: 'reference', code: 'tooLong', params: { max: 5 } }, /at most 5/);
    },
  },
  {
    id: 'FLT24',
    title: '409: another copy is being recorded',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      const reference = await sendUnder(stage, first(1, say(409)));
      await stage.settle(await stage.tab(), { jump: firstWait });
      assert.equal(stage.heard(reference).length, 2);
    },
  },
  {
    id: 'FLT25',
    title: '422 from a firewall, and from the collector',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      await outlastPark(stage, 422, say(422, { body: html }));
      await beRefused(stage, 422, { field: 'reference', code: 'notAnOption' }, /choose one of the options/);
    },
  },
  {
    id: 'FLT26',
    title: '401 and 403, that the page may read and may not',
    group: 'status',
    sends: 6,
    clock: true,
    async trial(stage, random) {
      for (const status of random.shuffle([401, 403])) {
        await outlastPark(stage, status, say(status, { body: html }));
        await survive(stage, say(status, { body: html, cors: false }));
      }
    },
  },
  {
    id: 'FLT27',
    title: '404 and 405 after a wrong deployment, put right later',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      for (const status of random.shuffle([404, 405])) await outlastPark(stage, status, say(status));
    },
  },
  {
    id: 'FLT28',
    title: 'redirects to a login page and to another host are not followed',
    group: 'status',
    sends: 6,
    async trial(stage, random) {
      const elsewhere = await stage.openLine();
      const status = random.pick([301, 302, 303, 307, 308]);
      const to = (path: string) => say(status, { headers: { location: elsewhere.url + path } });
      for (const path of random.shuffle(['/login', '/v1/submissions'])) await survive(stage, to(path));
      assert.equal(elsewhere.heard.length, 0, 'nobody else was told anything');
    },
  },
  {
    id: 'FLT29',
    title: 'a captive portal: 200 with its own page, and 511',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      for (const status of random.shuffle([200, 511]))
        await survive(stage, say(status, { body: html }), { jump: longestWait });
    },
  },
  {
    id: 'FLT30',
    title: '204, 200 with nothing, with {}, with a page called JSON',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      const type = 'application/json';
      const answers = [say(204), say(200), say(200, { type, body: '{}' }), say(200, { type, body: html })];
      for (const answer of random.shuffle(answers)) await survive(stage, answer, { jump: longestWait });
    },
  },
  {
    id: 'FLT31',
    title: 'an answer that unpacks to 100 MB, and one that never ends',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage, random) {
      let taken = Infinity;
      const endless = flood((bytes) => (taken = bytes));
      for (const answer of random.shuffle([gzipBomb(), endless]))
        await survive(stage, answer, { jump: longestWait });
      assert(taken < 16 * 1024 * 1024, `the browser took ${taken} bytes of an answer that never ends`);
    },
  },
  {
    id: 'FLT63',
    title: 'one submission that the server always fails on, among others',
    group: 'status',
    sends: 4,
    clock: true,
    async trial(stage) {
      const page = await stage.tab();
      const poison = stage.newReference();
      stage.line.answer = (arrival) => (arrival.reference === poison ? say(500)(arrival) : forward(arrival));
      await stage.submit(page, poison);
      await stage.untilShown(poison, 'durable');
      for (let others = 0; others < 3; others++) await stage.untilShown(await stage.submit(page), 'sent');
      const sentAt = stage.heard(poison).map((arrival) => arrival.sentAt);
      assert(shortestGap(sentAt) >= 500, 'it backs off');
      await stage.settle(page, { jump: longestWait });
    },
  },
];

const tooMany = (retryAfter: string): Answer => say(429, { headers: { 'retry-after': retryAfter } });

/** Sends one; resolves when the form has called it saved and the answer is on file. */
async function sendUnder(stage: Stage, fault: Answer): Promise<string> {
  stage.line.answer = fault;
  const reference = await stage.submit(await stage.tab());
  await stage.untilShown(reference, 'durable');
  const isFiled = async () =>
    (await stage.waiting()).some(({ id, n }) => id === stage.idOf(reference) && n > 0);
  await stage.until('the failure is on file', isFiled);
  return reference;
}

/** One submission under a fault: the form calls it saved, and once the line is mended it arrives. */
async function survive(stage: Stage, fault: Answer, { jump = 0 } = {}): Promise<void> {
  const reference = await sendUnder(stage, fault);
  await stage.settle(await stage.tab(), { jump });
  assert(stage.heard(reference).length > 1, 'it was sent again');
}

/** The author is told, the submission waits for long, and arrives once the answer is another one. */
async function outlastPark(stage: Stage, status: number, fault: Answer): Promise<void> {
  const reference = await sendUnder(stage, fault);
  await stage.untilTold(status);
  await stage.forward(park / 2);
  await stage.wake(await stage.tab());
  await stage.settle(await stage.tab(), { jump: park / 4 });
  assertRested(stage, reference, park);
}

/** The visitor is told which answer is meant, and the submission lies among the dead letters. */
async function beRefused(stage: Stage, status: number, issue: object, words: RegExp): Promise<void> {
  stage.line.answer = first(1, refuse(status, [issue]));
  const page = await stage.tab();
  const reference = await stage.submit(page);
  await page.getByText(words).first().waitFor({ timeout: stage.times.condition });
  const isDead = async () =>
    (await stage.device()).some(({ id, place }) => place === 'dead' && id === stage.idOf(reference));
  await stage.until('it is a dead letter', isDead);
  const isNoted = async () => (await stage.collector.losses()).includes(stage.idOf(reference) ?? '');
  await stage.until('the collector has noted the loss', isNoted);
  assert.equal(stage.heard(reference).length, 1, 'what was refused is not sent again');
}

/** Nothing was sent between the first attempt and `rest` milliseconds after it, by the page's clock, in no tab. */
function assertRested(stage: Stage, reference: string, rest: number): void {
  const [start] = stage.heard(reference);
  assert(start);
  const later = stage.line.heard.filter(({ number, id }) => id && number > start.number);
  const soonest = Math.min(...later.map(({ sentAt }) => sentAt)) - start.sentAt;
  assert(soonest >= rest, `the next attempt came after ${soonest} ms, at least ${rest} expected`);
}

const shortestGap = (times: readonly number[]): number =>
  Math.min(...[...times].sort((a, b) => a - b).map((time, i, all) => time - (all[i - 1] ?? -Infinity)));
