/** Our `posthog` beside PostHog's SDK. */
import type { Page } from 'playwright/test';
import { listPlainTests, listScriptTests, type Expected } from './list-tests.js';
import type { Heard, Reply, Sink } from './sink.js';
import type { Site } from './site.js';
import { objectIn, plainText, posts, readBody, textsIn, without, type Message, type Told } from './told.js';
import { expect, fillIn, openForm, submissionId, test, typed } from './vendor-test.js';

function read(heard: readonly Heard[]): readonly Told[] {
  return posts(heard, /^\/posthog\/(e|batch)\/$/)
    .flatMap(({ body }) => readBody(body))
    .map((message): Told => {
      const properties = objectIn(message, 'properties');
      const name = String(message['event']);
      // Not the device's id: whoever comes next has the same device.
      const users = textsIn(message['distinct_id'], properties['distinct_id']);
      const text = JSON.stringify(message);
      const id = String(message['uuid']);
      if (name === '$set')
        return { kind: 'person', name, values: objectIn(properties, '$set'), id, users, text };
      // What the script adds by itself begins so, but for these.
      const values = without(properties, /^(\$.*|token|distinct_id|title)$/);
      return { kind: name.startsWith('$') ? 'own' : 'event', name, values, id, users, text };
    });
}

const posthog = {
  rows: 'M13',
  name: 'PostHog',
  script: 'posthog',
  answering: ({ path }: Heard): Reply => ({
    body: /\/config$/.test(path)
      ? '{"autocapture_opt_out":false,"supportedCompression":["gzip"]}'
      : '{"status":"Ok"}',
  }),
  adapter: ({ url }: { readonly url: string }) => ({
    use: 'posthog',
    projectKey: 'project-key',
    endpoint: `${url}/posthog`,
  }),
  read,
  expected: (salary: Message): readonly Expected[] => [
    {
      kind: 'person',
      name: '$set',
      values: {
        first_name: typed.firstName,
        email: typed.email,
        company: typed.company,
        company_size: typed.employees,
        consent_analytics: 'You may count me.',
        ...salary,
      },
    },
    {
      kind: 'event',
      name: 'form_step_submitted',
      values: { form_id: 'talk-to-us', step: 'contact', submission_id: submissionId },
      id: (submission) => submission,
    },
  ],
  mark: `posthog.capture('Marker')`,
  preflight: false,
  // It takes the person's id in either place.
  alike: (message: Message) => ({ ...message, distinct_id: objectIn(message, 'properties')['distinct_id'] }),
};

const sink = listScriptTests(posthog);
listPlainTests(posthog, sink);

interface Tools {
  readonly page: Page;
  readonly site: Site;
  readonly collector: Sink;
}

/** Its autocapture is on, and a visitor came, filled in the form and left. */
async function visit({ page, site, collector }: Tools, attributes: string): Promise<readonly string[]> {
  const adapter = { use: 'http', endpoint: collector.url };
  await openForm(page, site, { sink, script: 'posthog', adapter, attributes });
  await fillIn(page);
  await page.close({ runBeforeUnload: true });
  const names = () => read(sink.heard).map(({ name }) => name);
  await expect.poll(names).toContain('$pageleave');
  return names();
}

test('M13 what PostHog’s script gathers by itself of a visit to the form has no answer in it', async ({
  page,
  site,
  collector,
}) => {
  expect(await visit({ page, site, collector }, '')).toContain('$autocapture');
  for (const { body } of sink.heard)
    for (const answer of Object.values(typed)) expect(plainText(body)).not.toContain(answer);
});

test('M13 of an element of the class `ph-no-capture` PostHog’s script gathers no click', async ({
  page,
  site,
  collector,
}) => {
  expect(await visit({ page, site, collector }, 'class="ph-no-capture"')).not.toContain('$autocapture');
});
