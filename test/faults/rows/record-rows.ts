/** The same submission once more, and submissions that must not be there any more. */
import assert from 'node:assert/strict';
import type { Page } from 'playwright';
import type { Submission } from '../../../src/model/submission.js';
import { createIdMinter } from '../../../src/model/mint-id.js';
import { forward, reset } from '../answers.js';
import { contactDefinition } from '../contact-definition.js';
import { definition } from '../definition.js';
import type { Arrival } from '../line.js';
import { readRecords } from '../records.js';
import type { Row } from '../row.js';
import type { Stage } from '../stage.js';

const copies = 200;

export const recordRows: readonly Row[] = [
  {
    id: 'FLT57',
    title: 'purged while its request is under way, in this tab and in another, before the commit and after',
    group: 'storage',
    async trial(stage, random) {
      for (const late of random.shuffle([true, false])) {
        for (const elsewhere of random.shuffle([true, false])) {
          const held: Arrival[] = [];
          let broken = late;
          stage.line.answer = async (arrival) => {
            if (!arrival.id) return forward(arrival);
            // A first request may outlive its page, so that no browser gives it up; the one after it may not.
            if (!broken) return ((broken = true), reset(arrival));
            if (!late) await arrival.forward();
            held.push(arrival);
          };
          const page = await stage.open();
          stage.line.hangUp(); // on a connection used before, the browser itself would send the first one again
          const reference = await stage.submit(page);
          await stage.until('its request is under way', () => held.length > 0);
          const [copy] = held;
          assert(copy?.id);
          stage.client.write({ type: 'withdrawn', id: copy.id });
          const other = elsewhere && (await stage.open());
          assert.equal(await purge(other || page), 1);
          if (!late) await stage.until('the request is given up', () => copy.socket.destroyed);
          await untilNoted(stage, copy.id);
          if (late) await copy.forward();
          assert.deepEqual(await stage.collector.rows(), [], 'the collector is left with nothing');
          await assertErased(page, reference);
          await page.close();
          if (other) await other.close();
        }
      }
    },
  },
  {
    id: 'FLT61',
    title: `the same submission in ${copies} requests at once, then another one under its id`,
    group: 'tab',
    sends: copies + 1,
    async trial(stage) {
      const submission = write(stage, definition.id);
      const other = write(stage, definition.id, submission.id);
      const replies = await Promise.all(Array.from({ length: copies }, () => post(stage, submission)));
      assert(replies.every(({ status, said }) => status === 200 && said.id === submission.id));
      assert.equal(replies.filter(({ said }) => !said.duplicate).length, 1, 'one of them is the first');
      assert.equal((await post(stage, other)).status, 422);
      assert.equal((await stage.collector.rows()).length, 1);
    },
  },
  {
    id: 'FLT64',
    title: 'somebody is erased, then an old copy comes from another device',
    group: 'storage',
    async trial(stage) {
      const email = 'ada@example.com';
      const submission = write(stage, contactDefinition.id, undefined, { email });
      assert.equal((await post(stage, submission)).status, 200);
      assert.equal((await stage.collector.rows()).length, 1);
      assert.equal(await stage.collector.erase(email), 1);
      stage.client.write({ type: 'withdrawn', id: submission.id });
      const { status, said } = await post(stage, submission);
      assert.deepEqual([status, said.id], [200, submission.id], 'nobody need send it again');
      assert.deepEqual(await stage.collector.rows(), [], 'and no row comes back');
    },
  },
];

const purge = (page: Page): Promise<number> =>
  page.evaluate(async () => {
    const form = document.querySelector('progressive-form');
    while (!form?.session) await new Promise((resolve) => requestAnimationFrame(resolve));
    return (await form.session.outbox()).purge();
  });

/** Waits until the collector has been told that it is withdrawn, and has noted it. */
function untilNoted(stage: Stage, id: string): Promise<void> {
  return stage.until('the collector is told', async () => {
    const told = stage.line.heard.some(({ path, body }) => path === '/v1/events' && body.includes(id));
    return told && (await stage.device()).length === 0;
  });
}

/** Neither an answer nor a key with which one could be read. */
async function assertErased(page: Page, reference: string): Promise<void> {
  const records = await readRecords(page);
  assert.deepEqual(
    Object.keys(records).filter((key) => /^[odk]\//.test(key)),
    [],
  );
  assert(!JSON.stringify(records).includes(reference), 'no answer is left');
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  assert.equal(kept, '{}');
}

const mintId = createIdMinter(Date.now, (bytes) => crypto.getRandomValues(bytes));

/** Written by hand, as a device would; the intent is on file. */
function write(stage: Stage, formId: string, id = mintId(), more: Submission['answers'] = {}): Submission {
  const reference = stage.newReference();
  stage.client.write({ type: 'intent', reference });
  return {
    ...{ id, sessionId: mintId(), step: 'order', formId, formVersion: '1' },
    ...{ answers: { reference, ...more }, consents: [], signals: {}, exposures: [] },
    submittedAt: new Date().toISOString(),
  };
}

async function post(stage: Stage, submission: Submission) {
  const envelope = { id: submission.id, sentAt: Date.now(), n: 0, body: JSON.stringify(submission) };
  const response = await fetch(`${stage.line.url}/v1/submissions`, {
    method: 'POST',
    headers: { 'content-type': 'text/plain' },
    body: JSON.stringify(envelope),
  });
  const said = (await response.json()) as { readonly id?: string; readonly duplicate?: boolean };
  return { status: response.status, said };
}
