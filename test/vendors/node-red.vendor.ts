/** Our webhook adapter beside a real node-red, from Node and from a page on another origin. */
import type { Page } from 'playwright/test';
import { sampleContext, sampleSubmission } from '../../src/adapters/contract/sample.js';
import { createWebhookAdapter } from '../../src/adapters/webhook/webhook.js';
import type { Submission } from '../../src/model/submission.js';
import type { Way } from './node-red/flow.js';
import { NodeRed } from './node-red/node-red.js';
import type { Site } from './site.js';
import { expect, test } from './vendor-test.js';

const formats = ['form', 'json'] as const;
type Format = (typeof formats)[number];

const nodeRed = new NodeRed();
test.beforeAll(() => nodeRed.start({ origin: '*', methods: 'POST' }));
test.afterAll(() => nodeRed.stop());

const answers = {
  lastName: 'Müller-Lüdenscheidt & "Söhne" <3',
  company: '你好 +49 100%',
  employees: 42,
  topics: ['Größe', 'a, b & c'],
  terms: true,
};

/** Each is another one, so that none is taken for a copy. */
const submission = (way: Way, format: Format): Submission => ({
  ...sampleSubmission,
  id: `019a0000-0000-7000-8000-${way}-${format}`,
  answers,
  consents: [{ purpose: 'profiling', text: 'Ja, gern.', locale: 'de', at: '2026-11-02T09:00:00Z' }],
});

const send = (way: string, sent: Submission, format: Format) => {
  const adapter = createWebhookAdapter({ url: `${nodeRed.url}/lead/${way}`, format });
  return adapter.send(sent, sampleContext(sent));
};

const visitsOf = async (id: string) =>
  (await nodeRed.readVisits()).filter(({ told }) => told['submission_id'] === id);

const ours = (id: string) => ({
  submission_id: id,
  session_id: sampleSubmission.sessionId,
  form_id: 'whitepaper',
  form_version: '1',
  step: 'contact',
  submitted_at: '2026-11-02T09:00:00Z',
  consent_profiling: 'Ja, gern.',
});

const parsed: Readonly<Record<Format, object>> = {
  // A form knows text alone.
  form: { ...answers, employees: '42', topics: 'Größe, a, b & c', terms: 'true' },
  json: answers,
};

for (const format of formats) {
  test.describe(`from Node, as ${format}`, () => {
    test(`M13 V32 a flow that echoes the id has it delivered, and read every letter of it (${format})`, async () => {
      const sent = submission('proves', format);
      expect(await send('proves', sent, format)).toEqual({ kind: 'delivered' });
      await expect.poll(async () => (await visitsOf(sent.id)).length).toBe(1);
      const [visit] = await visitsOf(sent.id);
      expect(visit?.told).toEqual({ ...ours(sent.id), ...parsed[format] });
    });

    test(`M13 V32 a flow that says nothing has it accepted, since nothing is proved (${format})`, async () => {
      const sent = submission('mute', format);
      expect(await send('mute', sent, format)).toEqual({ kind: 'accepted' });
    });

    test(`M13 V32 a flow that is out of order has it kept; posted again it is delivered, alike (${format})`, async () => {
      const sent = submission('wakes', format);
      expect(await send('wakes', sent, format)).toEqual({ kind: 'retryable', status: 500 });
      expect(await send('wakes', sent, format)).toEqual({ kind: 'delivered' });
      await expect.poll(async () => (await visitsOf(sent.id)).length).toBe(2);
      const [first, second] = await visitsOf(sent.id);
      expect(first?.told).toEqual(second?.told);
    });

    test(`M13 V32 a flow that is not there has it parked, and nothing is lost (${format})`, async () => {
      const outcome = await send('', submission('mute', format), format);
      expect(outcome).toEqual({ kind: 'retryable', status: 404, park: true });
    });
  });
}

const leadForm = {
  schemaVersion: 1,
  id: 'anfrage',
  version: '1',
  locale: 'en',
  purposes: {
    reply: { label: 'Answer', legalBasis: 'implicit', retention: 'P30D' },
    profiling: { label: 'Remember', legalBasis: 'explicit', retention: 'P1Y' },
  },
  fields: [
    { name: 'lastName', type: 'text', label: 'Last name', required: true, purpose: 'reply' },
    {
      name: 'topics',
      type: 'multiselect',
      label: 'Topics',
      options: ['Größe', 'Gewicht', 'Preis'].map((value) => ({ value, label: value })),
      purpose: 'reply',
    },
    { name: 'agrees', type: 'consent', label: 'Ja, gern.', purpose: 'profiling' },
  ],
  steps: [
    {
      id: 'contact',
      reason: 'So that the right person answers.',
      fields: ['lastName', 'topics', 'agrees'],
    },
  ],
};

const outcomes = (page: Page) => page.evaluate('outcomes');

async function fillIn(page: Page, site: Site, url: string, format: Format): Promise<void> {
  const definition = { ...leadForm, adapter: { use: 'webhook', endpoint: url, format } };
  await page.goto(
    site.put(`<script>
  outcomes = [];
  addEventListener('pf-delivered', ({ outcome }) => outcomes.push(outcome));
</script>
<progressive-form><script type="application/json">${JSON.stringify(definition)}</script></progressive-form>
<script type="module" src="/form.js"></script>`),
  );
  await page.getByLabel('Last name').fill(answers.lastName);
  await page.getByLabel('Größe').check();
  await page.getByLabel('Preis').check();
  await page.getByLabel('Ja, gern.').check();
  await page.getByRole('button', { name: 'Send' }).click();
}

/** What came from pages; what came from Node carries the id of another form. */
const pageVisits = async (way: Way, red = nodeRed) =>
  (await red.readVisits()).filter((visit) => visit.way === way && visit.told['form_id'] === 'anfrage');

const typed: Readonly<Record<Format, unknown>> = { form: 'Größe, Preis', json: ['Größe', 'Preis'] };
const types: Readonly<Record<Format, string>> = {
  form: 'application/x-www-form-urlencoded',
  json: 'application/json',
};

for (const format of formats) {
  const asks = format === 'json' ? 'once node-red has allowed it' : 'with nobody asked first';
  test(`M13 V32 a page on another origin delivers to the flow, ${asks} (${format})`, async ({
    page,
    site,
  }) => {
    const heard = nodeRed.methods.length;
    const before = await pageVisits('proves');
    await fillIn(page, site, `${nodeRed.url}/lead/proves`, format);
    await expect.poll(() => outcomes(page)).toEqual(['delivered']);
    await expect.poll(async () => (await pageVisits('proves')).length).toBe(before.length + 1);
    const visit = (await pageVisits('proves')).at(-1);
    expect(visit?.type).toBe(types[format]);
    expect(visit?.told).toMatchObject({
      lastName: answers.lastName,
      topics: typed[format],
      consent_profiling: 'Ja, gern.',
    });
    expect(nodeRed.methods.slice(heard)).toEqual(format === 'json' ? ['OPTIONS', 'POST'] : ['POST']);
  });

  test(`M13 V32 a flow that wakes up gets from the page what it missed, and delivers it once (${format})`, async ({
    page,
    site,
  }) => {
    const before = await pageVisits('wakes');
    await fillIn(page, site, `${nodeRed.url}/lead/wakes`, format);
    await expect.poll(() => outcomes(page), { timeout: 15_000 }).toEqual(['delivered']);
    await expect.poll(async () => (await pageVisits('wakes')).length).toBe(before.length + 2);
    const [missed, taken] = (await pageVisits('wakes')).slice(-2);
    expect([missed?.status, taken?.status]).toEqual([500, 200]);
    expect(missed?.told).toEqual(taken?.told);
  });
}

test.describe('a node-red as it comes, which lets no page read its answers', () => {
  const closed = new NodeRed();
  test.beforeAll(() => closed.start());
  test.afterAll(() => closed.stop());

  test('M13 V32 a form comes through each time it is tried, always with the same id, and is never taken for sent', async ({
    page,
    site,
  }) => {
    await fillIn(page, site, `${closed.url}/lead/proves`, 'form');
    await expect
      .poll(async () => (await pageVisits('proves', closed)).length, { timeout: 15_000 })
      .toBeGreaterThan(1);
    const ids = (await pageVisits('proves', closed)).map(({ told }) => told['submission_id']);
    expect(new Set(ids).size).toBe(1);
    expect(await outcomes(page)).toEqual([]);
  });

  test('M13 V32 JSON does not come through at all, and waits on the device', async ({ page, site }) => {
    const heard = closed.methods.length;
    await fillIn(page, site, `${closed.url}/lead/mute`, 'json');
    await expect(page.getByText('Your answers are saved on this device.')).toBeVisible();
    await expect.poll(() => closed.methods.slice(heard)).toContain('OPTIONS');
    expect(closed.methods.slice(heard)).not.toContain('POST');
    expect(await pageVisits('mute', closed)).toEqual([]);
    expect(await outcomes(page)).toEqual([]);
  });
});
